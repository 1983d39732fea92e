"""Whose turn it is: several sources, of which some rest and some do not have a file."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import monotonic

from nibble_engine.download.manifest import RemoteFile
from nibble_engine.download.patience import Patience
from nibble_engine.download.source import Source
from nibble_engine.download.transport import SourceFault
from nibble_engine.errors import DownloadError, NoAccessError, SourceUnreachableError


@dataclass
class _State:
    failures: int = 0
    rests_until: float = 0.0
    lacks: set[str] = field(default_factory=set)
    has_denied: bool = False
    spoiled: Counter[str] = field(default_factory=Counter)


class Rota:
    """Sources in the order in which they are wanted. May be used by several threads."""

    def __init__(self, repository: str, sources: Sequence[Source], patience: Patience) -> None:
        self._repository = repository
        self._states = {source.label: _State() for source in sources}
        self._sources = {source.label: source for source in sources}
        self._patience = patience
        self._strikes = 0
        self._lock = threading.Lock()

    def choose(self, file: RemoteFile) -> tuple[Source, float]:
        """The source to ask for ``file``, and the seconds until it may be asked.

        Raises `SourceUnreachableError` where none has it.
        """
        with self._lock:
            now = monotonic()
            having = [s for s, state in self._states.items() if file.name not in state.lacks]
            if not having:
                raise self._nobody(file)

            def rank(label: str) -> tuple[int, float, int]:
                # One that failed is not asked again while another gives.
                state = self._states[label]
                return state.spoiled[file.name], max(0.0, state.rests_until - now), state.failures

            chosen = min(having, key=rank)
            return self._sources[chosen], rank(chosen)[1]

    def _nobody(self, file: RemoteFile) -> DownloadError:
        if any(state.has_denied for state in self._states.values()):
            return NoAccessError(repository=self._repository)
        return SourceUnreachableError(
            source=next(iter(self._states)), reason=f"{file.name} is not there"
        )

    def gave(self, source: Source) -> None:
        """Bytes came."""
        with self._lock:
            self._states[source.label].failures = 0
            self._strikes = 0

    def failed(self, source: Source, file: RemoteFile, fault: SourceFault) -> None:
        """Lets a source rest, or notes that it does not have the file. Raises
        `SourceUnreachableError` where nothing came from any for too long."""
        with self._lock:
            state = self._states[source.label]
            state.has_denied |= fault.kind == "denied"
            if fault.kind in ("absent", "denied"):
                state.lacks.add(file.name)
                return
            if fault.kind == "expired" and state.failures == 0:
                state.failures = 1
                return
            now = monotonic()
            if state.rests_until > now and fault.wait is None:
                return  # Another thread told of the same trouble.
            state.failures += 1
            state.rests_until = now + self._patience.wait(state.failures, fault.wait)
            self._strikes += 1
            if self._strikes >= self._patience.tries * len(self._states):
                raise SourceUnreachableError(source=source.label, reason=fault.reason)

    def spoiled(self, labels: set[str], file: RemoteFile) -> bool:
        """Notes whose bytes made a file with a wrong hash; whether it is worth another try."""
        with self._lock:
            for label in labels & self._states.keys():
                self._states[label].spoiled[file.name] += 1
            best = min(state.spoiled[file.name] for state in self._states.values())
            total = sum(state.spoiled[file.name] for state in self._states.values())
            return best < 3 and total < 3 * len(self._states)
