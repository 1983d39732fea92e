"""A notice over the page: what happened, a button where something can be done, and a way out."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from nibble_app.notices import Action, Notice, Tone
from nibble_app.theme import Theme
from nibble_app.widgets.buttons import IconButton, TextButton
from nibble_app.widgets.labels import PlainLabel
from nibble_app.widgets.more_button import MoreButton

MOST = 3
_ICONS = {
    Tone.INFO: ("info", "accent"),
    Tone.SUCCESS: ("circle-check", "success"),
    Tone.WARNING: ("triangle-alert", "warning"),
    Tone.ERROR: ("triangle-alert", "danger"),
}


class NoticeBar(QFrame):
    """One notice; it goes by itself, or when it is dismissed, or after its action."""

    def __init__(self, theme: Theme, notice: Notice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = notice
        self.setProperty("kind", f"notice-{notice.tone}")
        self.setAccessibleName(notice.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(12)
        icon, role = _ICONS[notice.tone]
        picture = QLabel()
        picture.setPixmap(theme.pixmap(icon, role, 18))
        row.addWidget(picture)
        words = QVBoxLayout()
        words.setSpacing(2)
        for text, kind in ((notice.text, ""), (notice.detail, "small")):
            if text:
                label = PlainLabel(text, kind, wrap=True)
                label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
                words.addWidget(label)
        row.addLayout(words, 1)
        if notice.action is not None:
            row.addWidget(TextButton(notice.action.label, self._act, kind="notice"))
        if notice.more:
            others = MoreButton(theme, self.tr("Other ways"))
            for action in notice.more:
                others.add(action.label, partial(self._act_on, action))
            row.addWidget(others)
        close = IconButton(theme, "x", self.tr("Dismiss"))
        close.setIconSize(QSize(14, 14))
        close.clicked.connect(self.close_notice)
        row.addWidget(close)
        if notice.seconds:
            QTimer.singleShot(round(notice.seconds * 1000), self, self.close_notice)

    def close_notice(self) -> None:
        """Takes the notice away."""
        self.hide()
        self.deleteLater()

    def _act(self) -> None:
        if self.notice.action is not None:
            self._act_on(self.notice.action)

    def _act_on(self, action: Action) -> None:
        self.close_notice()
        action.do()


class NoticeArea(QWidget):
    """The place where notices stand, newest below, at most three."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def show_notice(self, notice: Notice) -> None:
        """Adds one; the same words again replace the earlier ones."""
        for bar in self.bars():
            if bar.notice.text == notice.text and bar.notice.detail == notice.detail:
                bar.close_notice()
        for bar in self.bars()[: -(MOST - 1)]:
            bar.close_notice()
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(16, 8, 16, 0)
        bar = NoticeBar(self._theme, notice)
        bar.destroyed.connect(holder.deleteLater)
        box.addWidget(bar)
        self._layout.addWidget(holder)

    def bars(self) -> list[NoticeBar]:
        """Those that are shown, oldest first."""
        return [bar for bar in self.findChildren(NoticeBar) if not bar.isHidden()]
