"""The token for the hub on the settings page: kept by the system's key ring, never shown."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from nibble_app.background import Background
from nibble_app.hub_token import NoKeyRing, environment_token, store_token, stored_token
from nibble_app.widgets.buttons import TextButton
from nibble_app.widgets.labels import MessageLabel, PlainLabel


class TokenRow(QWidget):
    """Asks the key ring when it is first shown, in a thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)
        title = self.tr("Token for the hub")
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(title)
        self.field.returnPressed.connect(self._keep)
        self.keep = TextButton(self.tr("Keep"), self._keep)
        self.remove = TextButton(self.tr("Remove"), self._remove, kind="ghost")
        self.state = MessageLabel("", "small", wrap=True)
        self.state.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        for widget in (self.field, self.keep, self.remove):
            row.addWidget(widget, 1 if widget is self.field else 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        column.addWidget(PlainLabel(title))
        text = self.tr(
            "For models whose licence has to be accepted first. The system's key ring keeps it; it "
            "is in no file of Nibble, and goes to the hub alone."
        )
        column.addWidget(PlainLabel(text, "small", wrap=True))
        column.addLayout(row)
        column.addWidget(self.state)
        self.remove.hide()
        self._ask(stored_token)

    def _keep(self) -> None:
        token = self.field.text().strip()
        if token:
            self.field.clear()
            self._ask(lambda: _stored(token))

    def _remove(self) -> None:
        self._ask(lambda: _stored(""))

    def _ask(self, work: Callable[[], str]) -> None:
        def guarded() -> bool | None:
            """Whether there is a token; None where there is no key ring."""
            try:
                return bool(work())
            except NoKeyRing:
                return None

        self._background.run(guarded, self._show)

    def _show(self, is_kept: bool | None) -> None:
        has_ring = is_kept is not None
        self.field.setEnabled(has_ring)
        self.keep.setEnabled(has_ring)
        self.remove.setVisible(bool(is_kept))
        self.field.setPlaceholderText(self.tr("A token is kept") if is_kept else "hf_…")
        if environment_token():
            self.state.setText(
                self.tr("NIBBLE_HUB_TOKEN or HF_TOKEN is set in the environment and is used.")
            )
        elif not has_ring:
            self.state.setText(
                self.tr(
                    "This system has no key ring that Nibble can use. Set NIBBLE_HUB_TOKEN or "
                    "HF_TOKEN in the environment instead."
                )
            )
        else:
            self.state.setText("")


def _stored(token: str) -> str:
    """What the key ring has after it was given ``token``: it says that it does, so it is asked."""
    store_token(token)
    return stored_token()
