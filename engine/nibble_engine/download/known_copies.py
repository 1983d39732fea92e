"""Files that are on this computer already: in the hub's cache, or in the folder to be mended."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from nibble_engine.download.manifest import RemoteFile


def hub_cache() -> Path:
    """Where huggingface_hub keeps its files, by its own rules."""
    if named := os.environ.get("HF_HUB_CACHE") or os.environ.get("HUGGINGFACE_HUB_CACHE"):
        return Path(named).expanduser()
    home = os.environ.get("HF_HOME")
    base = Path(home).expanduser() if home else Path.home() / ".cache" / "huggingface"
    return base / "hub"


def candidates(file: RemoteFile, cache: Path, repository: str, folder: Path) -> Iterable[Path]:
    """Where a copy of ``file`` may be. The cache names its blobs by the hash."""
    yield folder / file.name
    key = file.sha256 or file.blob
    if key.isalnum():
        yield cache / f"models--{repository.replace('/', '--')}" / "blobs" / key


def take(file: RemoteFile, copies: Iterable[Path], target: Path) -> bool:
    """Links or copies the first copy with the right content; whether there was one. Raises
    `OSError` where it cannot be written."""
    for copy in copies:
        is_right = False
        with contextlib.suppress(OSError):
            is_right = file.is_in(copy)
        if not is_right:
            continue
        try:
            os.link(copy, target)
        except OSError:
            # Another disk, or one that knows no links.
            beside = target.with_name(target.name + ".copy")
            shutil.copyfile(copy, beside)
            beside.replace(target)
        return True
    return False
