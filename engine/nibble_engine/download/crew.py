"""Several threads that fetch the missing ranges of several files."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from nibble_engine.download import space
from nibble_engine.download.control import Control, Stopped
from nibble_engine.download.manifest import Manifest
from nibble_engine.download.part_file import Claim, PartFile
from nibble_engine.download.rota import Rota
from nibble_engine.download.source import Source
from nibble_engine.download.transport import SourceFault, Transport
from nibble_engine.errors import DownloadDamagedError, NibbleError

_LOOK = 0.1


@dataclass(frozen=True)
class Pieces:
    """Sizes in bytes: what one request asks for, what is written and noted at once (all that the
    death of the program costs, for each connection), and how much may be unsynced."""

    chunk: int = 32 * 2**20
    piece: int = 2**20
    sync: int = 64 * 2**20
    connections: int = 4
    reserve: int = space.RESERVE


class Crew:
    """Fetches ``parts``; `run` ends when all are in their places, or with what went wrong."""

    def __init__(
        self,
        manifest: Manifest,
        parts: Sequence[PartFile],
        rota: Rota,
        pieces: Pieces,
        *,
        control: Control,
        folder: Path,
    ) -> None:
        self._manifest = manifest
        self._parts = parts
        self._rota = rota
        self._pieces = pieces
        self._control = control
        self._folder = folder
        self._open = list(parts)
        self._checked: set[PartFile] = set()
        self._change = threading.Condition()
        self._error: BaseException | None = None
        self.fetched = 0

    @property
    def done(self) -> int:
        """Bytes that are there."""
        return sum(part.there for part in self._parts)

    def run(self, transport: Transport, report: Callable[[bool], None]) -> None:
        """``report`` gets, now and then, whether it is paused. Raises what stopped it."""
        threads = [
            threading.Thread(target=self._work, name=f"download-{n}", daemon=True)
            for n in range(self._pieces.connections)
        ]
        for thread in threads:
            thread.start()
        try:
            while any(thread.is_alive() for thread in threads):
                report(self._control.is_paused)
                if self._control.is_stopped:
                    raise Stopped
                with self._change:
                    if self._error is None and self._open:
                        self._change.wait(_LOOK)
                if self._error is not None:
                    raise self._error
            if self._error is not None:
                raise self._error
        finally:
            self._end(threads, transport)

    def _end(self, threads: Sequence[threading.Thread], transport: Transport) -> None:
        with self._change:
            if self._open:
                self._error = self._error or Stopped()
                transport.shut()
            self._change.notify_all()
        for thread in threads:
            # One that still waits for a connection can be left: it will find the transport shut.
            thread.join(3)
        for part in self._parts:
            # What cannot be synced now is compared with its checksums later.
            with contextlib.suppress(OSError):
                part.close()

    def _work(self) -> None:
        try:
            for part in self._parts:
                self._check(part)
            while claim := self._next():
                try:
                    self._fetch(claim)
                finally:
                    claim.file.release(claim)
                self._check(claim.file)
        except BaseException as error:  # noqa: BLE001 - it is raised again by run
            with self._change:
                self._error = self._error or self._told(error)
                self._change.notify_all()

    def _told(self, error: BaseException) -> BaseException:
        if isinstance(error, OSError):
            return space.told(error, self._folder, self._manifest.size - self.done)
        return error

    def _next(self) -> Claim | None:
        """A stretch to fetch; None when there is nothing left to do for this thread."""
        while True:
            with self._change:
                if self._error is not None or not self._open:
                    return None
                if not self._control.is_paused:
                    for part in self._open:
                        if claim := part.claim(self._pieces.chunk):
                            return claim
                # A range that another thread fetches may fail and be free again.
                self._change.wait(_LOOK)

    def _fetch(self, claim: Claim) -> None:
        """Fetches what it can of a claim from one source. Raises `NibbleError` or `OSError`."""
        file = claim.file.file
        source, wait = self._rota.choose(file)
        if wait > 0:
            self._rest(wait)
            return
        if source.needs_whole:
            claim.end = file.size
        space.ensure(self._folder, claim.end - claim.at, self._pieces.reserve)
        try:
            self._receive(claim, source)
        except SourceFault as fault:
            if self._error is None:
                self._rota.failed(source, file, fault)

    def _rest(self, seconds: float) -> None:
        until = monotonic() + seconds
        with self._change:
            while self._error is None and (left := until - monotonic()) > 0:
                self._change.wait(left)

    def _receive(self, claim: Claim, source: Source) -> None:
        held = bytearray()
        reading = source.read(self._manifest, claim.file.file, claim.at, claim.end)
        try:
            for data in reading:
                held += data
                if len(held) >= self._pieces.piece:
                    self._keep(claim, held, source)
                if self._error is not None or self._control.is_paused:
                    return
        finally:
            # Also what came before a fault: it need not come again.
            reading.close()
            if held and not isinstance(self._error, NibbleError):
                self._keep(claim, held, source)

    def _keep(self, claim: Claim, held: bytearray, source: Source) -> None:
        claim.file.write(claim, bytes(held), source.label)
        with self._change:
            self.fetched += len(held)
        held.clear()
        self._rota.gave(source)

    def _check(self, part: PartFile) -> None:
        """Puts a file that is whole into its place, or begins it again where it is not right."""
        with self._change:
            if part in self._checked or part not in self._open or not part.is_whole:
                return
            self._checked.add(part)
        if part.is_right():
            part.finish()
            with self._change:
                self._open.remove(part)
                self._change.notify_all()
            return
        is_worth_it = self._rota.spoiled(set(part.givers), part.file)
        with self._change:
            # In one step: whoever fetched all of it anew would else find it checked already.
            part.start_again()
            self._checked.discard(part)
            self._change.notify_all()
        if not is_worth_it:
            raise DownloadDamagedError(repository=self._manifest.repository, file=part.file.name)
