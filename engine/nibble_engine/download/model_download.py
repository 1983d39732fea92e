"""A model from where it is to its place: listed, checked, fetched, verified, moved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic

from nibble_engine.download import checks, known_copies, space
from nibble_engine.download.address import SCOPE_PREFIX, Address, is_scope
from nibble_engine.download.control import Control, Stopped
from nibble_engine.download.crew import Crew, Pieces
from nibble_engine.download.folder import FolderSource
from nibble_engine.download.hub import HUB, HubSource, ModelScopeSource
from nibble_engine.download.listed import listed
from nibble_engine.download.manifest import Manifest, RemoteFile
from nibble_engine.download.pace import Pace, Phase, Progress
from nibble_engine.download.part_file import PartFile
from nibble_engine.download.patience import Patience
from nibble_engine.download.place import Place
from nibble_engine.download.rota import Rota
from nibble_engine.download.source import Source
from nibble_engine.download.transport import Transport
from nibble_engine.errors import RepositoryRefusedError
from nibble_engine.models.shelf import inspect


@dataclass(frozen=True)
class Ways:
    """How a model is got. ``token`` goes to ``hub`` only; ``mirrors`` are addresses or folders,
    asked in this order after the place that the model's address names."""

    hub: str = HUB
    token: str = field(default="", repr=False)
    mirrors: tuple[str, ...] = ()
    cache: Path = field(default_factory=known_copies.hub_cache)
    pieces: Pieces = field(default_factory=Pieces)
    patience: Patience = field(default_factory=Patience)


@dataclass(frozen=True)
class Got:
    """A model that is in its place. ``fetched`` are the bytes that came from a source, ``reused``
    those that were on this computer; ``is_hashed`` is False where the source had no hashes."""

    folder: Path
    manifest: Manifest
    fetched: int
    reused: int
    seconds: float
    is_hashed: bool


class ModelDownload:
    """One model for the folder ``models``. `run` may be called once."""

    def __init__(
        self,
        address: Address,
        models: Path,
        ways: Ways,
        *,
        control: Control | None = None,
        report: Callable[[Progress], None] = lambda progress: None,
    ) -> None:
        self._address = address
        self._place = Place(models, address.place)
        self._ways = ways
        self._control = control or Control()
        self._report = report
        self._transport = Transport(ways.hub, ways.token, ways.patience)
        self._sources = self._all_sources()
        self._rota = Rota(address.repository, self._sources, ways.patience)
        self._pace = Pace()
        self._fetched = self._reused = self._finished = 0

    def run(self) -> Got:
        """Gets the model. Raises a `DownloadError`, `DiskError`, or `Stopped`; what is there is
        kept, except of a repository that is refused."""
        started = monotonic()
        try:
            manifest = self._list()
            manifest = self._get(manifest)
        except OSError as error:
            raise space.told(error, self._place.folder, 0) from error
        finally:
            self._place.close()
        self._report(Progress("done", manifest.size, manifest.size))
        hashed = [getattr(source, "has_hashes", True) for source in self._sources]
        seconds = monotonic() - started
        return Got(self._place.folder, manifest, self._fetched, self._reused, seconds, any(hashed))

    def _all_sources(self) -> list[Source]:
        if self._address.folder is not None:
            # A folder is all that was asked for: nothing goes to the network.
            return [FolderSource(self._address.folder)]
        first = self._source(self._address.base)
        return [first, *(self._source(mirror) for mirror in self._ways.mirrors)]

    def _source(self, text: str) -> Source:
        if "://" not in text:
            return FolderSource(Path(text).expanduser())
        if is_scope(text):
            return ModelScopeSource(text.removeprefix(SCOPE_PREFIX), self._transport)
        return HubSource(text, self._transport)

    def _list(self) -> Manifest:
        self._report(Progress("listing"))
        revision = self._address.revision or "main"
        manifest = listed(
            self._sources,
            (self._address.repository, revision),
            self._ways.patience,
            self._control,
            self._place.remembered(),
        )
        return manifest.only(checks.taken(manifest))

    def _get(self, manifest: Manifest) -> Manifest:
        self._place.open()
        try:
            self._place.drop_others(manifest)
            self._place.remember(manifest)
            texts = tuple(file for file in manifest.files if file.part == "text")
            self._stage(manifest, texts)
            weights = checks.check_texts(manifest.only(texts), self._place.files, manifest)
            manifest = manifest.only((*texts, *weights))
            self._stage(manifest, weights)
            self._inspect(manifest)
            self._place.complete(manifest)
        except RepositoryRefusedError:
            self._place.discard()
            raise
        return manifest

    def _stage(self, manifest: Manifest, files: Sequence[RemoteFile]) -> None:
        """Brings ``files`` into the folder of finished ones."""
        missing = [file for file in files if not self._is_finished(file)]
        with ExitStack() as stack:
            parts = []
            for file in missing:
                parts.append(self._part(file))
                stack.callback(parts[-1].close)
            # What is there of earlier tries was not fetched, and is not missing.
            self._reused += sum(part.there for part in parts)
            needed = sum(part.file.size - part.there for part in parts)
            if needed:
                space.ensure(self._place.partial, needed, self._ways.pieces.reserve)
            crew = Crew(
                manifest,
                parts,
                self._rota,
                self._ways.pieces,
                control=self._control,
                folder=self._place.partial,
            )
            try:
                crew.run(
                    self._transport, lambda paused: self._tell(manifest, crew.done, paused=paused)
                )
            finally:
                self._fetched += crew.fetched
        self._finished += sum(file.size for file in missing)

    def _is_finished(self, file: RemoteFile) -> bool:
        """Whether it is there, from an earlier try or as a copy that this computer has."""
        if self._control.is_stopped:
            raise Stopped
        self._report(Progress("checking", self._finished, 0))
        target = self._place.target(file.name)
        cache, repository = self._ways.cache, self._address.repository
        copies = known_copies.candidates(file, cache, repository, self._place.folder)
        # Of what `drop_others` left only what is of this size is here.
        if not target.exists() and not known_copies.take(file, copies, target):
            return False
        self._reused += file.size
        self._finished += file.size
        return True

    def _part(self, file: RemoteFile) -> PartFile:
        target = self._place.target(file.name)
        return PartFile(file, self._place.parts, target, self._ways.pieces.sync)

    def _tell(self, manifest: Manifest, done: int, *, paused: bool) -> None:
        phase: Phase = "paused" if paused else "fetching"
        self._report(self._pace.progress(phase, self._finished + done, manifest.size))

    def _inspect(self, manifest: Manifest) -> None:
        """What has the right hash can still be no model."""
        self._report(Progress("verifying", manifest.size, manifest.size))
        found = inspect(self._place.files)
        if found.problem:
            raise RepositoryRefusedError(
                found.reason, repository=manifest.repository, reason="weights", file=""
            )
