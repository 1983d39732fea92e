"""The part for terms, names and facts: what of them the document has, and what it must not have."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from nibble_app.background import Background
from nibble_app.modes.registry import Context
from nibble_app.modes.writing.manuscript import Manuscript, Span
from nibble_app.modes.writing.terms.entries import Entries, entries_of, language_of, own_glossary
from nibble_app.modes.writing.terms.entry_form import EntryForm
from nibble_app.modes.writing.terms.misuse_list import MisuseList
from nibble_app.notices import Action
from nibble_app.store import StoredTerm
from nibble_app.widgets.labels import MessageLabel
from nibble_app.widgets.side_list import Entry, SideList
from nibble_engine import api
from nibble_engine.terms import Term
from nibble_engine.writing.entry_kind import kind_of
from nibble_engine.writing.sheet import AROUND, Misuse

_PAUSE_MS = 400
_SHOWN = 500
_AT_ONCE = 8000


class TermsPart(QWidget):
    """Shares its entries with the glossaries of the translation mode. `changed` tells that what a
    request is told may be another."""

    changed = Signal()

    def __init__(
        self, context: Context, manuscript: Manuscript, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context, self._store, self._manuscript = context, context.store, manuscript
        self._found: Entries | None = None
        self._background = Background(self)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search terms, names and facts"))
        self.search.setAccessibleName(self.tr("Search terms, names and facts"))
        self.search.setClearButtonEnabled(True)
        self.misuses = MisuseList(context.theme)
        self.list = _EntryList(context.theme, self.tr("Terms, names and facts"))
        self.said = MessageLabel("", "small", wrap=True, parent=self)
        self.form = EntryForm(context.theme)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look_again)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self.misuses)
        column.addWidget(self.list, 1)
        column.addWidget(self.said)
        column.addWidget(self.form)
        self._connect()
        self._look()

    def sheet(self, span: Span | None = None, target: str = "") -> tuple[api.Term, ...]:
        """What a request about ``span``, or about all of it, is told: the entries in it, around it,
        and elsewhere in the document, no more than a request carries. With a ``target`` language
        those that say how to translate into it."""
        if self._found is not None:
            return self._found.sheet.told(span, target)
        # The document is being read yet: what is near is enough, and found at once.
        text = self._manuscript.text
        start, end = span or (0, len(text))
        first = max(0, start - AROUND)
        near = text[first : min(end + AROUND, first + _AT_ONCE)]
        sheet = entries_of(self._store, near, language_of(text)).sheet
        return sheet.told((start - first, end - first), target)

    def refresh(self) -> None:
        """Reads the store and the document anew."""
        self._look()

    def shutdown(self) -> None:
        """The window closes: the store is not read any more."""
        self._pause.stop()
        self._background.drop()

    def showEvent(self, event: object) -> None:
        """The translation mode may have changed them meanwhile."""
        self._look()

    def _look(self, known: Entries | None = None) -> None:
        """Reads the document, and unless they are ``known`` the entries, beside the window."""
        self._pause.stop()
        text = self._manuscript.text
        self._background.run(partial(_looked, self._context, text, known), self._show)

    def _look_again(self) -> None:
        """Somebody typed."""
        self._look(self._found)

    def _show(self, found: Entries) -> None:
        self._found = found
        self.misuses.put(found.sheet.misuses, found.sheet.text)
        self._show_list()
        self.changed.emit()

    def _show_list(self) -> None:
        found = self._found
        if found is None:
            return
        used = {found.stored[n].id: len(found.sheet.places[n]) for n in found.sheet.used}
        first = [found.stored[n] for n in found.sheet.used]
        rest = [one for one in found.stored if one.id not in used]
        query = self.search.text().strip().casefold()
        rows = [one for one in (*first, *rest) if query in _all_of(one.term).casefold()]
        entries = [
            Entry(str(one.id), _title(one.term), self._preview(one.term, used.get(one.id, 0)))
            for one in rows[:_SHOWN]
        ]
        if entries != self.list.entries():  # it would go back to its top
            self.list.put(entries, self.list.current())
        self.said.setText(self._words(len(rows)))
        if not self.list.current():
            self._show_new(found.sheet.language)

    def _words(self, rows: int) -> str:
        if rows > _SHOWN:
            text = self.tr("{count} entries; search to see the others.")
            return text.replace("{count}", str(rows))
        if rows:
            return ""
        if self.search.text().strip():
            return self.tr("Nothing was found.")
        return self.tr(
            "Words you always write one way, names, and facts to keep to. Those that the text has "
            "go with every request to the model; what is not to be used is marked."
        )

    def _preview(self, term: Term, times: int) -> str:
        kind, note = kind_of(term.note)
        names = {"term": "", "name": self.tr("Name"), "fact": self.tr("Fact")}
        count = self.tr("in the text: {count}").replace("{count}", str(times)) if times else ""
        bad = self.tr("not: {words}").replace("{words}", ", ".join(term.forbidden))
        said = (names[kind], count, bad if term.forbidden else "", note)
        return " · ".join(part for part in said if part)

    # --- editing ---

    def _save(self, term: Term, stored: int) -> None:
        try:
            if stored:
                self._store.terms.update(stored, term)
            else:
                name = self.tr("Words of my texts")
                glossary = own_glossary(self._store, name, term.source_language)
                stored = self._store.terms.add(glossary, term)
        except ValueError:
            self.said.setText(self.tr("There is an entry with these words already."))
            return
        self.list.select("")
        self.form.show_entry(None, term.source_language)
        self.form.word.setFocus()
        self._look()

    def _delete(self, key: str) -> None:
        found = self._stored(key)
        if found is None:
            return
        self._store.terms.delete_terms([found.id])
        self.list.select("")
        self._look()

        def undo() -> None:
            self._store.terms.add(found.glossary, found.term)
            self._look()

        text = self.tr("“{word}” is deleted").replace("{word}", found.term.source)
        self._context.notices.show(text, action=Action(self.tr("Undo"), undo))

    def _stored(self, key: str) -> StoredTerm | None:
        stored = self._found.stored if self._found else ()
        return next((one for one in stored if str(one.id) == key), None)

    def _choose(self, key: str) -> None:
        if (one := self._stored(key)) is not None:
            self.form.show_entry(one, one.term.source_language)

    def _show_new(self, language: str) -> None:
        if not self.form.word.text().strip() or not self.form.isAncestorOf(self.focusWidget()):
            self.form.show_entry(None, language)

    # --- words that are not to be used ---

    def _go_to(self, one: Misuse) -> None:
        if self._is_there(one):
            self._manuscript.show(*one.span)

    def _put_right(self, one: Misuse) -> None:
        if self._is_there(one):
            self._manuscript.replace(*one.span, one.instead)
            self._look()

    def _is_there(self, one: Misuse) -> bool:
        """The text may have been edited since it was read."""
        if self._manuscript.text[slice(*one.span)] == one.word:
            return True
        self._look()
        return False

    def _opened(self) -> None:
        self._found = None
        self.list.select("")
        self.form.show_entry(None, language_of(self._manuscript.text))
        self._look()

    def _connect(self) -> None:
        self._manuscript.text_changed.connect(self._pause.start)
        self._manuscript.document_changed.connect(lambda document: self._opened())
        self.search.textChanged.connect(lambda text: self._show_list())
        self.list.chosen.connect(self._choose)
        self.list.delete_asked.connect(self._delete)
        self.list.edit_asked.connect(self.form.word.setFocus)
        self.form.saved.connect(self._save)
        self.misuses.chosen.connect(self._go_to)
        self.misuses.replace_asked.connect(self._put_right)


class _EntryList(SideList):
    """Enter goes to the form."""

    edit_asked = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_asked.emit()
        else:
            super().keyPressEvent(event)


def _looked(context: Context, text: str, known: Entries | None) -> Entries:
    """Finds the places here, not when they are drawn."""
    found = (known.of(text) if known else None) or entries_of(context.store, text)
    _ = found.sheet.misuses, found.sheet.places
    return found


def _title(term: Term) -> str:
    if term.source == term.target:
        return term.source
    is_fact = kind_of(term.note)[0] == "fact"
    return f"{term.source}: {term.target}" if is_fact else f"{term.source} → {term.target}"


def _all_of(term: Term) -> str:
    return "\n".join((term.source, term.target, term.note, *term.forbidden))
