"""Opens and saves the files of documents, without holding up the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from nibble_app.file_work import FileWork
from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_app.modes.registry import Context
from nibble_app.modes.writing.manuscript import Manuscript
from nibble_app.notices import Tone
from nibble_engine.manuscript import files
from nibble_engine.manuscript.files import SUFFIXES, Opened, Replacement
from nibble_engine.manuscript.provenance_data import Known

_FORMATS = {
    "docx": QT_TRANSLATE_NOOP("DocumentFiles", "Word document"),
    "markdown": QT_TRANSLATE_NOOP("DocumentFiles", "Markdown"),
    "txt": QT_TRANSLATE_NOOP("DocumentFiles", "Plain text"),
    "html": QT_TRANSLATE_NOOP("DocumentFiles", "Web page"),
}
_ENDINGS = {"docx": ".docx", "markdown": ".md", "txt": ".txt", "html": ".html"}
_TRACKED = QT_TRANSLATE_NOOP("DocumentFiles", "Word document with tracked changes")
_UNSEEN = {
    "footnotes": QT_TRANSLATE_NOOP("DocumentFiles", "footnotes"),
    "endnotes": QT_TRANSLATE_NOOP("DocumentFiles", "endnotes"),
    "comments": QT_TRANSLATE_NOOP("DocumentFiles", "comments"),
    "headers": QT_TRANSLATE_NOOP("DocumentFiles", "headers and footers"),
    "fields": QT_TRANSLATE_NOOP("DocumentFiles", "fields"),
    "contents": QT_TRANSLATE_NOOP("DocumentFiles", "a table of contents"),
    "boxes": QT_TRANSLATE_NOOP("DocumentFiles", "text boxes"),
    "drawings": QT_TRANSLATE_NOOP("DocumentFiles", "drawings"),
    "formulas": QT_TRANSLATE_NOOP("DocumentFiles", "formulas"),
    "symbols": QT_TRANSLATE_NOOP("DocumentFiles", "symbols"),
    "objects": QT_TRANSLATE_NOOP("DocumentFiles", "embedded objects"),
    "hidden": QT_TRANSLATE_NOOP("DocumentFiles", "hidden text"),
    "tracked": QT_TRANSLATE_NOOP("DocumentFiles", "tracked changes"),
    "nested_tables": QT_TRANSLATE_NOOP("DocumentFiles", "tables within tables"),
}
_LONGEST_NAME = 60

Provenances = Callable[[str, str], Known | None]
"""What is known of a document with that id and text; called in a thread."""


_Stamp = tuple[int, int] | None


@dataclass(frozen=True)
class _Place:
    """Where a document was last read from or written to, and the file's time and size then."""

    path: Path
    stamp: _Stamp


class DocumentFiles(QObject):
    """The files of the document that is open, for the window that ``owner`` is in.

    A file that is opened becomes a new document of the store, which ``show`` is given by id and
    text (else the manuscript opens it itself). ``pending`` are the proposed changes that a word
    document gets as tracked ones.
    """

    opened = Signal(str, str, tuple)
    """The file's name, its text, and the kinds of what it has and is not shown."""
    saved = Signal(Path)

    def __init__(
        self,
        context: Context,
        manuscript: Manuscript,
        owner: QWidget,
        *,
        show: Callable[[str, str], None] | None = None,
        pending: Callable[[], Sequence[Replacement]] = tuple,
        provenance: Provenances = lambda document, text: None,
    ) -> None:
        super().__init__(owner)
        self._context, self._manuscript, self._owner = context, manuscript, owner
        self._show = show or manuscript.open
        self._pending, self._provenance = pending, provenance
        self._work = FileWork(context.notices, owner)
        self._places: dict[str, _Place] = {}
        self._closing = False

    def open(self) -> None:
        """Asks for a file and opens it."""
        endings = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        kinds = ";;".join([f"{self.tr('Documents')} ({endings})", self.tr("All files (*)")])
        path = self._work.ask_open(self.tr("Open a document"), kinds)
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Opens a file as a new document."""
        store = self._context.store

        def read() -> tuple[str, Opened, _Stamp]:
            stamp = _stamp(path)
            found = files.read(path, cancelled=lambda: self._closing)
            document = store.documents.create(path.stem[:_LONGEST_NAME], found.text)
            store.source_files.keep(document, found.source)
            return document, found, stamp

        self._work.run(read, lambda found: self._was_read(path, *found))

    def save(self) -> None:
        """Writes the document where it came from or was last saved; asks where there is none."""
        place = self._places.get(self._manuscript.document)
        if place is None:
            self.save_as()
        elif _stamp(place.path) not in {place.stamp, None}:
            self._context.notices.show(
                self.tr("Another program changed {name}").replace("{name}", place.path.name),
                Tone.WARNING,
                detail=self.tr("Nothing was saved over it. Choose under which name to save."),
            )
            self.save_as()
        else:
            self.write(place.path)

    def save_as(self) -> None:
        """Asks where to save, and in which format."""
        known = self._context.store.source_files.name(self._manuscript.document)
        first = _format(Path(known or "a.docx")) or "docx"
        filters = {_filter(_FORMATS[kind], _ENDINGS[kind]): kind for kind in _FORMATS}
        tracked = _filter(_TRACKED, ".docx")
        order = sorted(filters, key=lambda each: filters[each] != first)
        if known and first == "docx":  # else there is nothing that it could be compared with
            order.insert(1, tracked)
        name, chosen = QFileDialog.getSaveFileName(
            self._owner,
            self.tr("Save the document"),
            self._suggested(_ENDINGS[first]),
            ";;".join(order),
        )
        if name:
            kind = filters.get(chosen, "docx")
            path = Path(name)
            path = path if _format(path) else path.with_name(path.name + _ENDINGS[kind])
            self.write(path, tracked=chosen == tracked)

    def write(self, path: Path, *, tracked: bool = False) -> None:
        """Writes the document to a file of the format that its name tells; with ``tracked``, what
        was changed since it was opened becomes tracked changes."""
        document, text = self._manuscript.document, self._manuscript.text
        pending = list(self._pending())
        store = self._context.store

        def wrote() -> _Stamp:
            files.write(
                path,
                text,
                source=store.source_files.get(document) if document else None,
                tracked=tracked,
                pending=pending,
                provenance=self._provenance(document, text),
                cancelled=lambda: self._closing,
            )
            return _stamp(path)

        self._work.run(wrote, lambda stamp: self._was_written(document, path, stamp))

    def export_pdf(self) -> None:
        """Asks where to write the document as PDF."""
        path = self._work.ask_save(
            self.tr("Export as PDF"), self._suggested(".pdf"), self.tr("PDF (*.pdf)")
        )
        if path is not None:
            self.write_pdf(path)

    def write_pdf(self, path: Path) -> None:
        """Writes the document as PDF."""
        from nibble_app.modes.writing.pdf import write_pdf

        document, text = self._manuscript.document, self._manuscript.text

        def wrote() -> None:
            known = self._provenance(document, text)
            write_pdf(path, text, known, lambda: self._closing)

        self._work.run(wrote, lambda _: self._told(path))

    def shutdown(self) -> None:
        """What is being read or written is given up; files stay as they are."""
        self._closing = True

    def _was_read(self, path: Path, document: str, found: Opened, stamp: _Stamp) -> None:
        self._places[document] = _Place(path, stamp)
        self._show(document, found.text)
        self._say_unseen(found)
        self.opened.emit(path.name, found.text, found.notes)

    def _say_unseen(self, found: Opened) -> None:
        source = found.source
        kinds = [_said(_UNSEEN[note]) for note in found.notes if note in _UNSEEN]
        if kinds:
            title = self.tr("{name} has more than is shown here")
            detail = self.tr("It stays in the file when you save it as a Word document: {kinds}.")
            detail = detail.replace("{kinds}", self.tr(", ").join(kinds))
        elif "layout" in found.notes:
            title = self.tr("The text of {name} was opened, not its look")
            detail = self.tr("Saved as a web page, it gets the look of a plain document.")
        else:
            return
        self._context.notices.show(title.replace("{name}", source.name), detail=detail)

    def _was_written(self, document: str, path: Path, stamp: _Stamp) -> None:
        if document:
            self._places[document] = _Place(path, stamp)
        self._told(path)

    def _told(self, path: Path) -> None:
        said = self.tr("Saved as {name}").replace("{name}", path.name)
        self._context.notices.show(said, Tone.SUCCESS)
        self.saved.emit(path)

    def _suggested(self, ending: str) -> str:
        """A name for the file: that of the one it came from, or how the text begins."""
        document = self._manuscript.document
        place = self._places.get(document)
        if place is not None:
            return str(place.path.with_suffix(ending))
        known = Path(self._context.store.source_files.name(document)).stem
        title = known or _title(self._manuscript.text) or self.tr("Document")
        return title + ending


def _filter(label: str, ending: str) -> str:
    return f"{_said(label)} (*{ending})"


def _said(source: str) -> str:
    return QCoreApplication.translate("DocumentFiles", source)


def _format(path: Path) -> str:
    """A key of the formats, "" for the name of another kind of file."""
    endings = {".markdown": "markdown", ".text": "txt", ".htm": "html", ".xhtml": "html"}
    endings |= {ending: kind for kind, ending in _ENDINGS.items()}
    return endings.get(path.suffix.lower(), "")


def _title(text: str) -> str:
    """The beginning of a text as the name of a file."""
    line = next((each for each in text.splitlines() if each.strip(" #>*-\u3000")), "")
    kept = "".join(sign for sign in line if sign.isalnum() or sign in " -_")
    return " ".join(kept.split())[:_LONGEST_NAME].strip()


def _stamp(path: Path) -> _Stamp:
    """None where there is no file."""
    try:
        info = path.stat()
    except OSError:
        return None
    return info.st_mtime_ns, info.st_size
