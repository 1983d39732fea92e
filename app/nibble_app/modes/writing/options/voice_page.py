"""The page of a person's voice: samples of how they write."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from nibble_app.file_work import FileWork
from nibble_app.modes.registry import Context
from nibble_app.notices import Action, Tone
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.drop_frame import DropFrame
from nibble_app.widgets.labels import PlainLabel
from nibble_app.widgets.side_list import Entry, SideList
from nibble_app.writing.voice import LEAST, Sample, Voice
from nibble_engine.errors import NibbleError

_LIST_WIDTH = 240
_KINDS = "TXT, Markdown (*.txt *.md)"


class VoicePage(DropFrame):
    """Samples are pasted, opened or dropped; `changed` when one came or went."""

    changed = Signal()

    def __init__(self, context: Context, voice: Voice, parent: QWidget | None = None) -> None:
        super().__init__(context.theme, parent)
        self._context, self._voice = context, voice
        self._name = ""
        self._samples: dict[str, Sample] = {}
        self._files = FileWork(context.notices, self)
        self.list = SideList(context.theme, self.tr("Samples that are kept"))
        self.text = QPlainTextEdit()
        self.hint = PlainLabel("", "small", wrap=True)
        self.keep = TextButton(self.tr("&Keep this sample"), self.add, kind="primary")
        self.open = TextButton(self.tr("&Open a file…"), self._ask_open)
        self.new = TextButton(self.tr("&New sample"), self.begin)
        self.remove = TextButton(self.tr("Delete"), self.delete, kind="danger")
        self._lay_out()
        self.list.chosen.connect(self._show)
        self.list.delete_asked.connect(lambda name: self.delete())
        self.text.textChanged.connect(self._say)
        self.dropped.connect(self._dropped)
        self.refresh()
        self.begin()

    def focus_input(self) -> None:
        """To where a sample is pasted."""
        self.text.setFocus()

    def refresh(self) -> None:
        """Reads the folder anew."""
        self._samples = {one.name: one for one in self._voice.all()}
        self.list.put([self._line(one) for one in self._samples.values()], self._name)
        self._say()

    def begin(self) -> None:
        """An empty place for another sample."""
        self._show("")
        self.list.select("")
        if self.isVisible():
            self.text.setFocus()

    def add(self) -> None:
        """Keeps what was pasted."""
        text = self.text.toPlainText()
        self._try(lambda: self._added(self._voice.add(text)))

    def add_file(self, path: Path) -> None:
        """Keeps the text of a file."""
        self._files.run(lambda: self._voice.bring(path), self._added)

    def delete(self) -> None:
        """Deletes the sample in front; it can be undone."""
        name = self._name
        if name:
            self._try(lambda: self._removed(name, self._voice.remove(name)))

    def _added(self, name: str) -> None:
        self._changed()
        self._context.notices.show(self.tr("The sample is kept"), Tone.SUCCESS)
        self.begin()

    def _removed(self, name: str, data: bytes) -> None:
        self.begin()
        self._changed()

        def undo() -> None:
            self._voice.restore(name, data)
            self._changed()
            self._show(name)
            self.list.select(name)

        self._context.notices.show(
            self.tr("The sample was deleted"),
            action=Action(self.tr("Undo"), lambda: self._try(undo)) if data else None,
        )

    def _changed(self) -> None:
        self.refresh()
        self.changed.emit()

    def _try(self, do: Callable[[], object]) -> None:
        try:
            do()
        except NibbleError as error:
            self._context.notices.error(error.info())

    def _show(self, name: str) -> None:
        self._name = name
        self.text.setReadOnly(bool(name))
        self.text.setPlainText(self._samples[name].text if name else "")
        self._say()

    def _say(self) -> None:
        length = len(self.text.toPlainText().strip())
        self.keep.setVisible(not self._name)
        self.keep.setEnabled(length > 0)
        self.remove.setVisible(bool(self._name))
        if 0 < length < LEAST:
            words = self.tr("{count} characters: from {least} on a sample tells how you write.")
            self.hint.setText(words.replace("{count}", str(length)).replace("{least}", str(LEAST)))
        elif not self._samples:
            self.hint.setText(self.tr("Two or three texts of a page each are enough."))
        else:
            self.hint.setText("")

    def _line(self, sample: Sample) -> Entry:
        count = self.tr("{count} characters").replace("{count}", str(len(sample.text)))
        if not sample.text:
            count = self.tr("Cannot be read")
        elif sample.is_short:
            count = self.tr("{count}, which is short").replace("{count}", count)
        return Entry(sample.name, sample.title or sample.name, count)

    def _dropped(self, paths: list[Path]) -> None:
        for path in paths[:1]:
            self.add_file(path)

    def _ask_open(self) -> None:
        if path := self._files.ask_open(self.tr("Open a sample of your writing"), _KINDS):
            self.add_file(path)

    def _lay_out(self) -> None:
        words = self.tr(
            "Texts that you wrote yourself, such as mails or reports. With the tone “My voice” "
            "the model is shown a part of them. They stay on this computer."
        )
        self.text.setProperty("kind", "field")
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("A sample of your writing"))
        self.text.setPlaceholderText(self.tr("Paste a text of yours here, or drop a file."))
        self.list.setFixedWidth(_LIST_WIDTH)
        head = QHBoxLayout()
        head.addWidget(self.new)
        head.addWidget(self.open)
        head.addStretch(1)
        foot = QHBoxLayout()
        foot.addWidget(self.hint, 1)
        foot.addWidget(self.remove)
        foot.addWidget(self.keep)
        written = QVBoxLayout()
        written.addWidget(self.text, 1)
        written.addLayout(foot)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(self.list)
        body.addLayout(written, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(PlainLabel(words, "muted", wrap=True))
        column.addLayout(head)
        column.addLayout(body, 1)
