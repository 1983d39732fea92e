"""``nibble knowledge mine``: questions and answers from solved conversations, to be approved."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from nibble_app.console import put, put_json
from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.learned import write_rows
from nibble_engine.knowledge.searching import Searcher
from nibble_engine.support.mining import Pair, mined
from nibble_engine.support.threads import Thread, read_threads

_LEFT_OUT = QT_TRANSLATE_NOOP("Console", "{path}: {count} rows could not be read")


def mine_threads(
    files: Sequence[Path],
    output: Path,
    base: KnowledgeBase | None = None,
    *,
    own_addresses: Sequence[str] = (),
    as_json: bool = False,
) -> None:
    """Writes the proposals of the files' conversations as a table of questions and answers; what
    ``base`` answers the same way is left out. Mails from ``own_addresses`` are the agent's.

    Raises `ThreadFileError` or `DiskError`.
    """
    threads: list[Thread] = []
    for path in files:
        found, bad = read_threads(path, frozenset(own_addresses))
        threads += found
        if bad:
            text = QCoreApplication.translate("Console", _LEFT_OUT)
            sys.stderr.write(f"nibble: {text.format(path=path, count=len(bad))}\n")
    pairs = mined(threads, Searcher(base).search if base else None)
    write_rows(output, [(pair.question, pair.answer) for pair in pairs])
    if as_json:
        put_json({"ok": True, "output": str(output), "pairs": [_described(p) for p in pairs]})
    else:
        put(f"{output}\n")


def _described(pair: Pair) -> dict[str, object]:
    return {
        "question": pair.question,
        "answer": pair.answer,
        "language": pair.language,
        "times": pair.times,
        "sources": list(pair.sources),
        "otherwise": pair.otherwise,
    }
