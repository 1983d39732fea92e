"""A disk that is full at twenty points: said in words, nothing broken, and it goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": os.pathsep.join([str(HERE), str(HERE.parent.parent), *sys.path]),
}
CHUNK = 8192


def _mounting(disk: Path, command: str) -> list[str]:
    mount = f'mount -t tmpfs -o size=1m none "{disk}" && {command}'
    return ["unshare", "--map-root-user", "--mount", "sh", "-c", mount]


def _may_mount(disk: Path) -> bool:
    try:
        tried = subprocess.run(_mounting(disk, "true"), capture_output=True, check=False)
    except OSError:
        return False
    return tried.returncode == 0


@pytest.mark.slow
def test_a_small_disk_that_is_full_at_twenty_points(tmp_path: Path) -> None:
    if not _may_mount(tmp_path):
        pytest.skip("no file system may be mounted here")
    command = f'exec "{sys.executable}" "{HERE / "disk_full_child.py"}" "{tmp_path}"'
    done = subprocess.run(
        _mounting(tmp_path, command),
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    points = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(points) == 20
    for point in points:
        assert point["code"] == "disk_full" and not point["in_place"], point
        assert point["right"], point
        assert point["twice"] <= point["size"] / 100 + 3 * CHUNK, point
    # Some were seen before they were met, others were met while writing.
    from_system = sum(point["from_system"] for point in points)
    print(
        f"{from_system} of {len(points)} met while writing; fetched twice at most"
        f" {max(point['twice'] for point in points)} of {points[0]['size']} bytes"
    )
    assert 0 < from_system < len(points)


LIMITED = """
import json, resource, signal, sys
from pathlib import Path
from getting import get, ways
from nibble_engine.errors import NibbleError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
try:
    get(ways(sys.argv[1], Path(sys.argv[2])), Path(sys.argv[2]))
    print("{}")
except NibbleError as error:
    print(json.dumps({"code": error.code, "params": error.params}))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="RLIMIT_FSIZE")
def test_files_that_may_not_grow(tmp_path: Path) -> None:
    from getting import NAME, arrived, get, wanted

    from hub_server import Hub, model

    with Hub() as hub:
        hub.repositories[NAME] = model(200_000)
        for limit in (20_000, 90_000, 180_000):
            said = subprocess.run(
                [sys.executable, "-c", LIMITED, hub.url, str(tmp_path), str(limit)],
                env=ENVIRONMENT,
                capture_output=True,
                text=True,
                check=True,
            )
            assert json.loads(said.stdout)["code"] == "disk_full", said.stderr
            assert not (tmp_path / "house--model").exists()
        got = get(hub, tmp_path)
        assert arrived(got.folder) == wanted(hub.repositories[NAME])
        assert got.reused > 0
