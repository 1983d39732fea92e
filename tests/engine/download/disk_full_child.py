"""Fills a small disk at twenty points of a download; runs where it may mount one of its own."""

from __future__ import annotations

import json
import shutil
import sys
import threading
from pathlib import Path

from getting import NAME, PATIENCE, arrived, get, wanted, ways

from hub_server import Fault, Hub, Repository, model
from nibble_engine.download.crew import Pieces
from nibble_engine.errors import NibbleError

CHUNK = 8192
PIECES = Pieces(chunk=CHUNK, piece=1024, sync=32768, connections=3, reserve=0)
POINTS = 20


class Filler:
    """Fills the disk at the request with this number, but for ``left`` bytes."""

    def __init__(self, disk: Path, at: int, left: int) -> None:
        self.path = disk / "filler"
        self._disk, self._at, self._left = disk, at, left
        self._count = 0
        self._lock = threading.Lock()

    def __call__(self, name: str, start: int) -> Fault:
        with self._lock:
            self._count += start >= 0
            if self._count == self._at and not self.path.exists():
                free = shutil.disk_usage(self._disk).free
                self.path.write_bytes(bytes(max(0, free - self._left)))
        return None


def try_at(disk: Path, point: int, repository: Repository) -> dict[str, object]:
    size = sum(map(len, wanted(repository).values()))
    requests = size // CHUNK + 8
    models = disk / "models"
    how = {"pieces": PIECES}
    filler = Filler(disk, 2 + point * (requests - 4) // POINTS, left=(point % 3) * 12288)
    with Hub() as hub:
        hub.repositories[NAME] = repository
        hub.fault = filler
        code = detail = ""
        try:
            get(ways(hub.url, models, **how), models)
        except NibbleError as error:
            code, detail = error.code, error.detail
        in_place = (models / "house--model").exists()
        filler.path.unlink()
        hub.fault = lambda name, start: None
        got = get(ways(hub.url, models, **how), models)
        is_right = arrived(got.folder) == wanted(repository)
        twice = hub.sent - size
    shutil.rmtree(models)
    return {
        "point": point,
        "code": code,
        "from_system": "Errno" in detail,
        "in_place": in_place,
        "right": is_right,
        "twice": twice,
        "size": size,
    }


def main() -> None:
    assert PATIENCE.tries
    disk = Path(sys.argv[1])
    for point in range(POINTS):
        print(json.dumps(try_at(disk, point, model(300_000, point, shards=1 + point % 2))))


main()
