"""The main window: the rail, the page in front, notices over it and the status line below."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from nibble_app.downloads.downloads import Downloads
from nibble_app.model_control import ModelControl
from nibble_app.modes import registry
from nibble_app.modes.registry import Context, Mode, ModeView
from nibble_app.pages.models.page import ModelsPage
from nibble_app.pages.settings import SettingsPage
from nibble_app.pages.welcome import WelcomePage
from nibble_app.state import EngineState
from nibble_app.widgets.notice_bar import NoticeArea
from nibble_app.widgets.rail import Rail
from nibble_app.widgets.status_line import StatusLine
from nibble_engine.api import Role

SMALLEST = QSize(760, 480)
FIRST = QSize(1180, 760)


class MainWindow(QMainWindow):
    """Makes each mode when it is first shown, and remembers which one was in front."""

    def __init__(self, context: Context, control: ModelControl, downloads: Downloads) -> None:
        super().__init__()
        self._context = context
        self._control = control
        self._downloads = downloads
        self._modes = {mode.key: mode for mode in registry.modes()}
        self._views: dict[str, QWidget] = {}
        self._key = ""
        self.setWindowTitle("Nibble")
        self.setWindowIcon(context.theme.icon("nibble", "accent"))
        self.setMinimumSize(SMALLEST)
        self.rail = Rail(context.theme)
        self._stack = QStackedWidget()
        self.notice_area = NoticeArea(context.theme)
        self.status_line = StatusLine(context.theme)
        self._lay_out()
        self._fill_rail()
        context.notices.shown.connect(self.notice_area.show_notice)
        context.link.state_changed.connect(self._state_changed)
        self.status_line.restart_asked.connect(context.link.restart)
        self._restore()

    def show_place(self, key: str) -> None:
        """Brings a mode or a page to the front."""
        if key not in self._views:
            self._views[key] = self._make(key)
            self._stack.addWidget(self._views[key])
        self._key = key
        view = self._views[key]
        self._stack.setCurrentWidget(view)
        self.rail.select(key)
        self._state_changed(self._context.link.state)
        if isinstance(view, ModeView):
            self._control.show_front(self._modes[key].role)
            view.focus_input()

    @property
    def place(self) -> str:
        """The key of the mode or page in front."""
        return self._key

    def view(self, key: str) -> QWidget:
        """The widget of a place that was shown already."""
        return self._views[key]

    def closeEvent(self, event: QCloseEvent) -> None:
        """Saves what each mode holds, and the window's place."""
        settings = self._context.settings
        for view in self._views.values():
            if isinstance(view, ModeView):
                view.shutdown()
        if self._key in self._modes:
            settings.set("ui.last_mode", self._key)
        settings.set("ui.geometry", bytes(self.saveGeometry().toBase64().data()).decode())
        super().closeEvent(event)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.notice_area)
        right.addWidget(self._stack, 1)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addLayout(right, 1)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(self.status_line)
        self.setCentralWidget(middle)

    def _fill_rail(self) -> None:
        for mode in self._modes.values():
            self.rail.add(mode.key, mode.title(), mode.icon)
        self.rail.add_stretch()
        self.rail.add("models", self.tr("Models"), "boxes")
        self.rail.add("settings", self.tr("Settings"), "settings")
        self.rail.chosen.connect(self.show_place)

    def _make(self, key: str) -> QWidget:
        if key == "models":
            page = ModelsPage(self._context, self._control, self._downloads)
            page.conversation_asked.connect(self._show_conversation)
            return page
        if key == "welcome":
            return self._made_welcome()
        if key == "settings":
            return SettingsPage(self._context, self._control)
        return self._modes[key].make(self._context)

    def _made_welcome(self) -> WelcomePage:
        page = WelcomePage(self._context, self._downloads)
        page.try_asked.connect(self._try_it)
        page.mode_asked.connect(self.show_place)
        page.models_asked.connect(lambda: self._show_models("find"))
        page.downloads_asked.connect(lambda: self._show_models("downloads"))
        return page

    def _try_it(self) -> None:
        """An answer to an example, from launch in one click."""
        self.show_place("support")
        view = self._views["support"]
        if isinstance(view, ModeView):
            view.try_example()

    def _show_models(self, part: str) -> None:
        self.show_place("models")
        page = self._views["models"]
        if isinstance(page, ModelsPage):
            page.show_part(part)

    def _show_conversation(self, conversation: str) -> None:
        self.show_place("support")
        page = self._views["support"]
        if isinstance(page, ModeView):
            page.show_conversation(conversation)

    def _state_changed(self, state: EngineState) -> None:
        mode: Mode | None = self._modes.get(self._key)
        self.status_line.show_state(state, mode.role if mode else Role.CHAT)

    def _restore(self) -> None:
        settings = self._context.settings
        geometry = QByteArray.fromBase64(str(settings.get("ui.geometry")).encode())
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(FIRST)
        last = str(settings.get("ui.last_mode"))
        if last in self._modes:
            self.show_place(last)
        else:
            self.show_place("welcome" if settings.is_new else next(iter(self._modes)))
