"""Names the state of a knowledge base, so that results can tell which documents they are of."""

from __future__ import annotations

import hashlib

from nibble_engine.knowledge.base import KnowledgeBase


def fingerprint(base: KnowledgeBase) -> str:
    """Of the documents by their names and bytes: 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for entry in base.entries():
        digest.update(f"{entry.name}\0{entry.stamp.sha256}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()[:16]
