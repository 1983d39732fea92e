"""What the tests of downloads share: small pieces, little patience, a model that is compared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hub_server import Hub, Repository
from nibble_engine.download import address
from nibble_engine.download.control import Control
from nibble_engine.download.crew import Pieces
from nibble_engine.download.model_download import Got, ModelDownload, Ways
from nibble_engine.download.names import part_of
from nibble_engine.download.pace import Progress
from nibble_engine.download.patience import Patience

NAME = "house/model"
CHUNK, PIECE = 128 * 1024, 2048
PIECES = Pieces(chunk=CHUNK, piece=PIECE, sync=192 * 1024, connections=3, reserve=0)
PATIENCE = Patience(connect=2, read=0.25, first_wait=0.01, longest_wait=0.05, tries=6)


def ways(hub: str, models: Path, *mirrors: str, token: str = "", pieces: Pieces = PIECES) -> Ways:
    """Nothing is taken from the cache of whoever runs the tests."""
    return Ways(
        hub=hub,
        token=token,
        mirrors=mirrors,
        cache=models / "no-cache",
        pieces=pieces,
        patience=PATIENCE,
    )


def get(
    where: Hub | Ways,
    models: Path,
    name: str = NAME,
    *,
    control: Control | None = None,
    report: Callable[[Progress], None] = lambda progress: None,
) -> Got:
    """Gets a model to the end."""
    how = ways(where.url, models) if isinstance(where, Hub) else where
    found = address.read(name, how.hub)
    return ModelDownload(found, models, how, control=control, report=report).run()


def wanted(repository: Repository) -> dict[str, bytes]:
    """What of a repository should arrive."""
    return {name: data for name, data in repository.files.items() if part_of(name)}


def arrived(folder: Path) -> dict[str, bytes]:
    """What is in a model's folder, without the list of what it is."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "nibble-download.json"
    }
