"""Has the documents on the desk read and translated, one command at a time."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from nibble_app.background import Background
from nibble_app.documents.journal import Header, unfinished
from nibble_app.documents.work import DocumentWork
from nibble_app.jobs import JobStatus, Outcome
from nibble_app.link import EngineLink, JobHandle
from nibble_app.modes.translation.documents.desk import Desk, Item, Phase, open_work
from nibble_app.modes.translation.library import Library
from nibble_engine.api import AnyEvent, ErrorInfo, TextDone, TranslateMany
from nibble_engine.errors import EngineDiedError, NibbleError
from nibble_engine.interrupt import Interrupted

UNDO_MS = 12_000
_PATIENCE_MS = 3000


class DocumentRunner(QObject):
    """Changes of an item are told by `item_changed` (its key), those of its segments by
    `segments_changed` (key and numbers), items that came or went by `items_changed`."""

    items_changed = Signal()
    item_changed = Signal(str)
    segments_changed = Signal(str, list)
    unfinished_found = Signal(list)

    def __init__(self, link: EngineLink, folder: Path, library: Library, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self.desk = Desk()
        self._link, self._folder = link, folder
        self._reader = Background(self)
        self._looker = Background(self)
        self._reading: Item | None = None
        self._current: tuple[Item, TranslateMany, JobHandle] | None = None
        self._todo: deque[Callable[[], None]] = deque()
        self._removed: dict[str, tuple[int, Item]] = {}
        self._closing = False
        self._done_before = 0
        # A piece is on the disk when it is taken, and many come at once: one a turn of the loop.
        self._turns = QTimer(self)
        self._turns.setInterval(0)
        self._turns.timeout.connect(self._turn)

    @property
    def busy(self) -> bool:
        """Whether something was asked that is not answered, or not on the disk yet."""
        return self._current is not None or bool(self._todo)

    # --- what the person does ---

    def look_for_unfinished(self) -> None:
        """Tells by `unfinished_found` what an earlier run of the program left."""
        self._looker.run(lambda: unfinished(self._folder), self._found)

    def add(self, path: Path, source: str, target: str) -> Item:
        """Puts a document in line; the one that is there already is only returned."""
        before = len(self.desk.items)
        item = self.desk.add(path, source, target)
        if len(self.desk.items) > before:
            self._keep_removed(item)
            self.items_changed.emit()
            self._go_on()
        return item

    def pause(self, key: str) -> None:
        """What is on its way for the document is stopped."""
        item = self.desk.find(key)
        if item and item.pause():
            self._stop(item)
            self.item_changed.emit(key)

    def resume(self, key: str, target: str = "") -> None:
        """Goes on with a paused document; one that failed is tried again, into ``target`` if it
        was never read."""
        item = self.desk.find(key)
        if item and item.resume():
            if target and item.work is None:
                item.target = target
            self.item_changed.emit(key)
            self._go_on()

    def remove(self, key: str) -> Item | None:
        """Takes a document off the desk. What is unfinished is forgotten, if it is not put back
        within some seconds; what is finished is there again when the document is opened again."""
        taken = self.desk.remove(key)
        if taken is None:
            return None
        if taken[1].phase is Phase.TRANSLATING:
            taken[1].phase = Phase.WAITING  # where it is, should it be put back
        self._stop(taken[1])
        self._removed[key] = taken
        QTimer.singleShot(UNDO_MS, self, partial(self._forget, key))
        self.items_changed.emit()
        self._go_on()
        return taken[1]

    def put_back(self, key: str) -> None:
        """Undoes `remove`."""
        taken = self._removed.pop(key, None)
        if taken is not None:
            self.desk.put_back(*taken)
            self.items_changed.emit()
            self._go_on()

    def edit(self, item: Item, number: int, text: str) -> ErrorInfo | None:
        """A person's own translation of a segment; an error if the disk refused to keep it."""
        return self._change(item, number, lambda work: work.edit(number, text))

    def approve(self, item: Item, number: int, approved: bool) -> ErrorInfo | None:
        """Marks a segment as looked at, or not."""
        return self._change(item, number, lambda work: work.approve(number, approved=approved))

    def shutdown(self) -> None:
        """Stops everything; what was done is on the disk."""
        self._closing = True
        self._turns.stop()
        self._todo.clear()
        if self._current is not None:
            self._current[2].cancel()
            self._current = None
        for key in list(self._removed):
            self._forget(key)
        # A thread must not outlive what it reports to; reading ends soon after it is unwanted.
        QThreadPool.globalInstance().waitForDone(_PATIENCE_MS)

    # --- reading ---

    def _go_on(self) -> None:
        if self._closing:
            return
        self._read_next()
        self._send_next()

    def _read_next(self) -> None:
        item = self.desk.first(Phase.READING)
        if self._reading is not None or item is None:
            return
        self._reading = item
        folder = self._folder
        cancelled = partial(self._unwanted, item)
        self._reader.run(lambda: _read(item, folder, cancelled), partial(self._was_read, item))

    def _unwanted(self, item: Item) -> bool:
        """Asked by the thread that reads."""
        return self._closing or item not in self.desk.items

    def _was_read(self, item: Item, result: DocumentWork | ErrorInfo | None) -> None:
        self._reading = None
        if isinstance(result, DocumentWork):
            item.opened(result)
        elif result is not None:
            item.failed(result)
        self.item_changed.emit(item.key)
        self._go_on()

    # --- translating ---

    def _command(self, work: DocumentWork) -> TranslateMany | None:
        """The next segments, with the person's terms and what their memory has of them."""
        pair = (work.source, work.target)
        text = "\n".join(segment.source for segment in work.waiting())
        terms, known = self._library.terms(pair), self._library.known(text, pair)
        return work.next_command(terms=terms, known=known)

    def _send_next(self) -> None:
        if self._current is not None or self._todo:
            return
        item = self.desk.first(Phase.TRANSLATING) or self.desk.first(Phase.WAITING)
        command = self._command(item.work) if item and item.work else None
        if item is None or item.work is None:
            return
        if command is None:
            item.phase = Phase.DONE
            self.item_changed.emit(item.key)
            self._send_next()
            return
        item.phase = Phase.TRANSLATING
        item.pace.begin(time.monotonic())
        self._done_before = item.done
        handle = self._link.ask(command)
        self._current = (item, command, handle)
        handle.event_arrived.connect(partial(self._arrived, item, command))
        handle.ended.connect(partial(self._put_end, item, command))
        self.item_changed.emit(item.key)

    def _arrived(self, item: Item, command: TranslateMany, event: AnyEvent) -> None:
        if isinstance(event, TextDone):
            self._put(partial(self._take, item, command, event))

    def _put_end(self, item: Item, command: TranslateMany, outcome: Outcome) -> None:
        self._put(partial(self._ended, item, command, outcome))

    def _put(self, step: Callable[[], None]) -> None:
        if not self._closing:
            self._todo.append(step)
            self._turns.start()

    def _turn(self) -> None:
        if self._todo:
            self._todo.popleft()()
        if not self._todo:
            self._turns.stop()
            self._send_next()

    def _take(self, item: Item, command: TranslateMany, event: TextDone) -> None:
        if item.work is None:
            return
        try:
            changed = item.work.take(event, command)
        except OSError as error:
            self._fail(item, _disk(error, item))
            return
        characters = sum(len(segment.source) for segment in changed)
        item.left -= characters
        item.done += len(changed)
        item.pace.note(time.monotonic(), characters)
        self.segments_changed.emit(item.key, [segment.id for segment in changed])
        self.item_changed.emit(item.key)

    def _ended(self, item: Item, command: TranslateMany, outcome: Outcome) -> None:
        if self._current is None or self._current[1] is not command:
            return
        self._current = None
        if outcome.status is JobStatus.FAILED and outcome.error is not None:
            if outcome.error.code == EngineDiedError.code and item.done > item.held:
                item.held = item.done  # a new engine is coming, and the last one got somewhere
            else:
                item.failed(outcome.error)
        elif outcome.status is JobStatus.FINISHED and item.done == self._done_before:
            item.failed(ErrorInfo(code="internal"))  # asked again, it would do nothing again
        elif outcome.status is JobStatus.CANCELLED and item.phase is Phase.TRANSLATING:
            item.phase = Phase.PAUSED  # not by us: the engine was stopped
        self.item_changed.emit(item.key)

    def _fail(self, item: Item, error: ErrorInfo) -> None:
        item.failed(error)
        self._stop(item)
        self.item_changed.emit(item.key)

    def _stop(self, item: Item) -> None:
        if self._current is not None and self._current[0] is item:
            self._current[2].cancel()

    # --- the rest ---

    def _change(
        self, item: Item, number: int, change: Callable[[DocumentWork], object]
    ) -> ErrorInfo | None:
        if item.work is None:
            return None
        segment = item.work.segments[number]
        waited = segment.status == "waiting"
        try:
            change(item.work)
        except OSError as error:
            return _disk(error, item)
        if waited:
            item.left -= len(segment.source)
            item.done += 1
        self.segments_changed.emit(item.key, [number])
        self.item_changed.emit(item.key)
        return None

    def _found(self, headers: Sequence[Header]) -> None:
        known = {(item.path, item.target) for item in self.desk.items}
        left = [h for h in headers if (Path(h.path), h.target) not in known]
        if left and not self._closing:
            self.unfinished_found.emit(left)

    def _keep_removed(self, item: Item) -> None:
        """A document that is opened again is no longer to be forgotten."""
        for key, (_, other) in list(self._removed.items()):
            if other.path == item.path:
                del self._removed[key]

    def _forget(self, key: str) -> None:
        taken = self._removed.pop(key, None)
        if taken is not None and taken[1].work is not None:
            taken[1].work.close(forget=taken[1].left > 0)


def _read(
    item: Item, folder: Path, cancelled: Callable[[], bool]
) -> DocumentWork | ErrorInfo | None:
    """In a thread; None where nobody wants the document any more."""
    try:
        return open_work(item, folder, cancelled)
    except Interrupted:
        return None
    except NibbleError as error:
        return error.info()


def _disk(error: OSError, item: Item) -> ErrorInfo:
    reason = error.strerror or type(error).__name__
    return ErrorInfo(
        code="disk", params={"path": str(error.filename or item.path), "reason": reason}
    )
