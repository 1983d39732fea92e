"""The theme: chosen tokens, followed by the whole program and by whoever draws something."""

from __future__ import annotations

import dataclasses
import string

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from nibble_app.settings import Settings
from nibble_app.theme import icons
from nibble_app.theme.tokens import DARK, LIGHT, Tokens
from nibble_engine.resources import resource

FAMILIES = [
    "Inter",
    "Segoe UI",
    "SF Pro Text",
    "Noto Sans",
    "DejaVu Sans",
    "PingFang SC",
    "Microsoft YaHei UI",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
]


class Theme(QObject):
    """Follows the settings ``ui.theme`` and ``ui.font_size``, and the system where asked to."""

    changed = Signal()

    def __init__(
        self, app: QApplication, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._settings = settings
        self.tokens = LIGHT
        self._icons: dict[tuple[str, str], QIcon] = {}
        self._release = settings.subscribe(self._setting_changed)
        app.styleHints().colorSchemeChanged.connect(self._apply)
        self._apply()

    @property
    def is_dark(self) -> bool:
        """Whether the dark tokens are in use."""
        return self.tokens.dark

    def icon(self, name: str, role: str = "text") -> QIcon:
        """An icon in the colour of a token, such as "text", "muted", "accent"."""
        key = (name, role)
        if key not in self._icons:
            colour: str = getattr(self.tokens, role)
            self._icons[key] = icons.icon(name, colour, self.tokens.border_strong)
        return self._icons[key]

    def pixmap(self, name: str, role: str, size: int) -> QPixmap:
        """A picture for a label, ``size`` logical pixels wide."""
        scale = self._app.devicePixelRatio()
        return icons.pixmap(name, getattr(self.tokens, role), size, scale)

    def close(self) -> None:
        """Follow nothing any more."""
        self._release()
        self._app.styleHints().colorSchemeChanged.disconnect(self._apply)

    def _setting_changed(self, key: str, value: object) -> None:
        if key in ("ui.theme", "ui.font_size"):
            self._apply()

    def _apply(self) -> None:
        chosen = self._settings.get("ui.theme")
        system = self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        dark = system if chosen == "system" else chosen == "dark"
        self.tokens = (DARK if dark else LIGHT).sized(int(self._settings.get("ui.font_size")))
        self._icons.clear()
        self._app.setFont(_font(self.tokens))
        self._app.setPalette(_palette(self.tokens))
        self._app.setStyleSheet(_style_sheet(self.tokens))
        self.changed.emit()


def _font(tokens: Tokens) -> QFont:
    font = QFont()
    font.setFamilies(FAMILIES)
    font.setPixelSize(tokens.font_size)
    return font


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: tokens.window,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.sunken,
        QPalette.ColorRole.Button: tokens.raised,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.PlaceholderText: tokens.muted,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.accent_text,
        QPalette.ColorRole.Link: tokens.link,
        QPalette.ColorRole.ToolTipBase: tokens.raised,
        QPalette.ColorRole.ToolTipText: tokens.text,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    disabled = QPalette.ColorGroup.Disabled
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(disabled, role, QColor(tokens.muted))
    return palette


def _style_sheet(tokens: Tokens) -> str:
    values = dataclasses.asdict(tokens) | {
        "font_small": tokens.font_small,
        "font_heading": tokens.font_heading,
        "font_title": tokens.font_title,
        "themes": resource("themes").as_posix(),
        "shade": "dark" if tokens.dark else "light",
    }
    source = resource("themes", "nibble.qss").read_text("utf-8")
    return string.Template(source).substitute(values)
