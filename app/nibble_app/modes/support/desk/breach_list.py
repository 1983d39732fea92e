"""House rules that the draft breaks; each line leads to its place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_app.widgets.buttons import TextButton
from nibble_engine.support.house_rules import Breach

_MOST = 2
_FORMS = {
    "always": QT_TRANSLATE_NOOP("BreachList", "Every reply must say: {what}"),
    "never": QT_TRANSLATE_NOOP("BreachList", "No reply may say: {what}"),
    "promise": QT_TRANSLATE_NOOP("BreachList", "A promise that you may not make: {what}"),
}


class BreachList(QFrame):
    """Emits `place_asked` with a span of the draft; takes no room where all rules are kept."""

    place_asked = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "notice-error")
        self.setAccessibleName(self.tr("House rules that the draft breaks"))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 2, 4, 2)
        self._column.setSpacing(0)
        self._buttons: list[TextButton] = []
        self._shown: list[Breach] = []
        self.hide()

    def put(self, breaches: Sequence[Breach], text: str) -> None:
        """Those of ``text``; more than some are only counted in the last line."""
        if list(breaches) == self._shown:
            return
        self._shown = list(breaches)
        for button in self._buttons:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for breach in breaches[:_MOST]:
            self._add(breach, text)
        if len(breaches) > _MOST:
            form = self.tr("{line} (and {count} more)")
            form = form.replace("{count}", f"{len(breaches) - _MOST}")
            last = self._buttons[-1]
            last.setText(form.replace("{line}", last.text()))
        self.setVisible(bool(breaches))

    def lines(self) -> list[str]:
        """What is shown."""
        return [button.text() for button in self._buttons]

    def _add(self, breach: Breach, text: str) -> None:
        what = (
            breach.rule.phrases[0] if breach.kind == "always" else text[breach.start : breach.end]
        )
        form = QCoreApplication.translate("BreachList", _FORMS[breach.kind])
        button = TextButton(
            form.replace("{what}", f"“{what}”").replace("&", "&&"),
            partial(self.place_asked.emit, breach.start, breach.end),
            kind="ghost",
        )
        button.setToolTip(breach.rule.note)
        button.setStyleSheet("text-align: left;")
        self._column.addWidget(button)
        self._buttons.append(button)
