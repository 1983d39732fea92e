"""The process that reads documents for a knowledge base: see documents/child.py."""

from __future__ import annotations

from pathlib import Path

import msgspec

from nibble_engine.documents.child import serve
from nibble_engine.knowledge.reading import read


def _extract(path: Path, request: dict[str, object]) -> object:
    return msgspec.to_builtins(read(path))


if __name__ == "__main__":
    serve(_extract)
