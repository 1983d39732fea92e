"""The models that are being got: started by a click, kept over a restart, one at a time."""

from __future__ import annotations

import shutil
import threading
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from nibble_app.downloads.item import Item, State
from nibble_app.downloads.journal import Journal
from nibble_app.downloads.run import Run
from nibble_app.downloads.sources import hub_of, ways_of
from nibble_app.folders import chosen_data_folder
from nibble_app.settings import Settings
from nibble_engine.download import address as addresses
from nibble_engine.download.place import Place
from nibble_engine.errors import NibbleError

_EVERY_MS = 100
_SAVED_EVERY = 20
"""Ticks between two writes of the list while bytes come in."""
_PATIENCE = 1.0
_STATES = {
    "listing": State.LISTING,
    "checking": State.CHECKING,
    "fetching": State.FETCHING,
    "paused": State.PAUSED,
    "verifying": State.VERIFYING,
    "done": State.VERIFYING,
}


class Downloads(QObject):
    """Lives as long as the window. Nothing touches the network before `start` or `resume`: what
    was under way when the program closed is there as PAUSED."""

    changed = Signal(object)
    """An `Item`, at most ten times a second each."""
    finished = Signal(object)
    """An `Item` that is DONE; its folder holds the model."""
    removed = Signal(str)
    """The address of an item that is no more."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        data = chosen_data_folder(settings)
        self._models = data / "models"
        self._journal = Journal(data / "downloads.json")
        self._items = {item.address: item for item in self._journal.read()}
        self._run: Run | None = None
        self._ticks = 0
        self._going: dict[str, threading.Thread] = {}
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._tick)

    @property
    def items(self) -> tuple[Item, ...]:
        """All of them, in the order in which they were asked for."""
        return tuple(self._items.values())

    def item(self, address: str) -> Item | None:
        """The one of this address."""
        return self._items.get(address)

    def folder_of(self, address: str) -> str:
        """Where the model of an id, an address or a folder is in the program's own folder; empty
        while it is not there, or not whole."""
        found = self._items.get(address)
        if found is not None and found.state is not State.DONE:
            return ""
        name = self._place(address)
        if found is None and not name:
            return ""
        place = Path(found.folder) if found else self._models / name
        return str(place) if (place / "config.json").is_file() else ""

    def _place(self, address: str) -> str:
        """The name of its folder, empty where it is no address."""
        try:
            return addresses.read(address, hub_of(self._settings)).place
        except NibbleError:
            return ""

    def _of_place(self, place: str) -> Item | None:
        """The one that has this folder: an id and its address are the same model."""
        return next((item for item in self.items if place and item.place == place), None)

    def start(self, address: str, name: str = "") -> None:
        """Gets a model; one that is there already goes on, as with `resume`."""
        place = self._place(address)
        found = self._items.get(address) or self._of_place(place)
        if found is None:
            self._set(Item(address, name or address, State.WAITING, place=place))
            self._next()
        elif found.state is State.DONE and not Path(found.folder).is_dir():
            # It was removed since: it is to be got anew.
            self._set(replace(found, state=State.WAITING, done=0, total=0, folder=""))
            self._next()
        else:
            self.resume(found.address)

    def pause(self, address: str) -> None:
        """Closes its connections; what is there stays."""
        found = self._items.get(address)
        if found is None or found.state in (State.DONE, State.FAILED, State.PAUSED):
            return
        self._set(replace(found, state=State.PAUSED, speed=0.0, seconds_left=None))
        if self._run is not None and self._run.address == address:
            # Stopped, not paused: another one may have its turn, and a resume finds all there is.
            self._run.control.stop()

    def resume(self, address: str) -> None:
        """Goes on where it was; one that failed tries again."""
        found = self._items.get(address)
        if found is not None and found.state in (State.PAUSED, State.FAILED):
            self._set(replace(found, state=State.WAITING, error=None))
            self._next()

    def forget(self, address: str) -> None:
        """Stops it and takes it off the list; what was fetched of an unfinished one is deleted."""
        found = self._items.pop(address, None)
        if found is None:
            return
        run = self._run if self._run is not None and self._run.address == address else None
        if run is not None:
            run.control.stop()
        if found.state is not State.DONE and found.place:
            # The partial folder of a large model takes a while to go; nothing is fetched into it
            # before it has gone.
            self._going[found.place] = threading.Thread(
                target=self._discard, args=(found.place, run), name="download-gone", daemon=True
            )
            self._going[found.place].start()
        self._journal.write(self.items)
        self.removed.emit(address)

    def close(self) -> None:
        """Stops all, and remembers them; waits at most a second."""
        self._timer.stop()
        if self._run is not None:
            self._run.control.stop()
            self._run.wait(_PATIENCE)
        self._journal.write(self.items)

    def _set(self, item: Item) -> None:
        old = self._items.get(item.address)
        if old == item:
            return
        self._items[item.address] = item
        if old is None or old.state is not item.state:
            self._journal.write(self.items)
        self.changed.emit(item)

    def _next(self) -> None:
        if self._run is not None:
            return
        self._going = {place: gone for place, gone in self._going.items() if gone.is_alive()}
        waiting = next((i for i in self._items.values() if i.state is State.WAITING), None)
        if waiting is None:
            self._timer.stop()
            return
        self._timer.start()
        if waiting.place in self._going:
            return  # The next tick looks again.
        settings = self._settings
        self._run = Run(waiting.address, self._models, lambda: ways_of(settings))
        self._set(replace(waiting, state=State.LISTING))

    def _tick(self) -> None:
        run = self._run
        if run is None:
            self._next()
            return
        if run.is_over:
            self._run = None
            self._ended(run)
            self._next()
            return
        found = self._items.get(run.address)
        if found is None or found.state in (State.PAUSED, State.WAITING):
            return  # It was told to stop, and will in a moment.
        told = run.progress
        self._set(
            replace(
                found,
                state=_STATES[told.phase],
                done=max(told.done, found.done if not told.total else 0),
                total=told.total or found.total,
                speed=told.speed,
                seconds_left=told.seconds_left,
            )
        )
        self._ticks += 1
        if self._ticks % _SAVED_EVERY == 0:
            self._journal.write(self.items)

    def _ended(self, run: Run) -> None:
        found = self._items.get(run.address)
        if found is None:
            return
        found = replace(found, speed=0.0, seconds_left=None)
        if run.folder:
            size = run.progress.total or found.total
            done = replace(found, state=State.DONE, done=size, total=size, folder=run.folder)
            self._set(done)
            self.finished.emit(self._items[run.address])
        elif run.error is not None:
            self._set(replace(found, state=State.FAILED, error=run.error))
        elif found.state is not State.WAITING:
            self._set(replace(found, state=State.PAUSED))

    def _discard(self, place: str, run: Run | None) -> None:
        if run is not None:
            run.wait(60)
        shutil.rmtree(Place(self._models, place).partial, ignore_errors=True)
