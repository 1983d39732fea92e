"""How far a download is, as lines of a terminal or of a log."""

from __future__ import annotations

from typing import TextIO

from PySide6.QtCore import QCoreApplication

from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_engine.download.pace import Progress

_PHASES = {
    "listing": QT_TRANSLATE_NOOP("Console", "{name}: asking what there is"),
    "checking": QT_TRANSLATE_NOOP("Console", "{name}: looking for what this computer has"),
    "verifying": QT_TRANSLATE_NOOP("Console", "{name}: looking at the model"),
    "paused": QT_TRANSLATE_NOOP("Console", "{name}: paused at {percent} %"),
    "done": QT_TRANSLATE_NOOP("Console", "{name}: {total}, whole and checked"),
}
_FETCHING = QT_TRANSLATE_NOOP("Console", "{name}: {percent} % of {total}, {speed}/s")
_LEFT = QT_TRANSLATE_NOOP("Console", "{name}: {percent} % of {total}, {speed}/s, {left} left")
_CLEAR = "\x1b[K"


class ProgressLines:
    """One line that is written over in a terminal; elsewhere a line for each tenth."""

    def __init__(self, name: str, out: TextIO) -> None:
        self._name = name
        self._out = out
        self._is_live = out.isatty()
        self._told = ""
        self._is_open = False

    def show(self, progress: Progress) -> None:
        """Tells the state, where it is another than was told."""
        key = f"{progress.phase} {_percent(progress) // 10}"
        if not self._is_live and key == self._told:
            return
        self._told = key
        line = self._line(progress)
        if self._is_live:
            self._out.write(f"\r{line}{_CLEAR}")
            self._is_open = True
        else:
            self._out.write(f"{line}\n")
        self._out.flush()

    def end(self) -> None:
        """What comes next begins on a line of its own."""
        if self._is_open:
            self._out.write("\n")
            self._is_open = False

    def _line(self, progress: Progress) -> str:
        left = progress.seconds_left
        text = _PHASES.get(progress.phase, _FETCHING if left is None else _LEFT)
        return QCoreApplication.translate("Console", text).format(
            name=self._name,
            percent=_percent(progress),
            total=size(progress.total),
            speed=size(progress.speed),
            left=clock(left or 0),
        )


def _percent(progress: Progress) -> int:
    return int(100 * progress.done / progress.total) if progress.total else 0


def size(count: float) -> str:
    """Bytes in decimal units, as disks are sold and as the hub tells them."""
    for unit, factor in (("GB", 1e9), ("MB", 1e6)):
        if count >= factor:
            return f"{count / factor:.1f} {unit}"
    return f"{count / 1e3:.0f} kB"


def clock(seconds: float) -> str:
    """Minutes and seconds, with hours where there are any."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
