"""Asks where a translation is to be saved, and writes it there without holding up the window."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from nibble_app.background import Background
from nibble_app.documents.work import output_name
from nibble_app.modes.translation.documents.desk import Item
from nibble_engine.api import ErrorInfo
from nibble_engine.errors import DiskError, NibbleError
from nibble_engine.interrupt import Interrupted


class Saver(QObject):
    """One document at a time. `began`, then `saved` or `failed`, each with the item first;
    `refused` where the chosen file is the document itself."""

    began = Signal(Item, Path)
    saved = Signal(Item, Path)
    failed = Signal(Item, ErrorInfo)
    refused = Signal(Item)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._background = Background(self)
        self._closing = False
        self.dialog: QFileDialog | None = None

    def ask(self, item: Item) -> None:
        """Proposes a name beside the document, and writes where the person says."""
        self._background.run(lambda: _proposed(item), partial(self._ask, item))

    def write(self, item: Item, target: Path) -> None:
        """Writes the translation, never over the document itself."""
        self.began.emit(item, target)
        bilingual = item.bilingual
        self._background.run(
            lambda: self._written(item, target, bilingual), partial(self._was_written, item, target)
        )

    def shutdown(self) -> None:
        """What is being written is given up; the old file stays."""
        self._closing = True

    def _ask(self, item: Item, proposed: Path | ErrorInfo) -> None:
        if isinstance(proposed, ErrorInfo):
            self.failed.emit(item, proposed)
            return
        dialog = self.dialog = QFileDialog(self._window, self.tr("Save the translation"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDirectory(str(proposed.parent))
        dialog.selectFile(proposed.name)
        dialog.setDefaultSuffix(proposed.suffix.lstrip("."))
        dialog.fileSelected.connect(lambda name: self.write(item, Path(name)))
        dialog.finished.connect(self._asked)
        dialog.open()

    def _asked(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _written(self, item: Item, target: Path, bilingual: bool) -> ErrorInfo | bool:
        """In a thread: whether it was written, and not the document itself."""
        try:
            if item.work is None or (target.exists() and target.samefile(item.path)):
                return False
            item.work.write(target, bilingual=bilingual, cancelled=lambda: self._closing)
        except NibbleError as error:
            return error.info()
        except OSError as error:
            reason = error.strerror or type(error).__name__
            return DiskError(path=str(target), reason=reason).info()
        except Interrupted:
            return False
        return True

    def _was_written(self, item: Item, target: Path, result: ErrorInfo | bool) -> None:
        if isinstance(result, ErrorInfo):
            self.failed.emit(item, result)
        elif result:
            item.saved = target
            self.saved.emit(item, target)
        else:
            self.refused.emit(item)


def _proposed(item: Item) -> Path | ErrorInfo:
    try:
        return output_name(item.path, item.target)
    except NibbleError as error:
        return error.info()
