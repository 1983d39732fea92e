"""A query on 10,000 passages against FTS5's plain AND of its words, with the process's memory.

python tests/benchmarks/bench_search.py [PASSAGES]
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "engine"))

from nibble_engine.knowledge.base import KnowledgeBase  # noqa: E402
from nibble_engine.knowledge.document import Extract, Stamp  # noqa: E402
from nibble_engine.knowledge.passage import Cut  # noqa: E402
from nibble_engine.knowledge.question_files import questions  # noqa: E402
from nibble_engine.knowledge.searching import Searcher  # noqa: E402
from nibble_engine.knowledge.words import words  # noqa: E402
from nibble_engine.resources import resource  # noqa: E402

WEIGHTS = (1.0, 1.0, 1.0, 1.0)


def main(count: int) -> None:
    process = psutil.Process()
    asked = [q.text for q in questions(ROOT / "tests/data/support/dev_questions.toml")]
    with tempfile.TemporaryDirectory() as folder:
        base = KnowledgeBase(Path(folder) / "base.db")
        started = time.perf_counter()
        _fill(base, count)
        print(f"{base.count()} passages in {time.perf_counter() - started:.1f} s")
        before = process.memory_info().rss
        searcher = Searcher(base)
        searcher.search(asked[0])
        _timed("plain AND", lambda text: _plain(base, text), asked)
        _timed("search", searcher.search, asked)
        after = process.memory_info().rss
        print(f"memory {after / 2**20:.0f} MiB, of which searching {(after - before) / 2**20:.0f}")
        base.close()


def _fill(base: KnowledgeBase, count: int) -> None:
    """Passages of the sample's sentences, shuffled, so that words are as frequent as there."""
    rng = random.Random(5)
    for language in ("en", "zh"):
        files = sorted(resource("knowledge", "sample", language).glob("*.md"))
        lines = [
            line
            for file in files
            for line in file.read_text("utf-8").splitlines()
            if line and not line.startswith("#")
        ]
        for number in range(count // 200):
            parts = ["\n".join(rng.sample(lines, 4)) + f" {language}{number}" for _ in range(100)]
            _put(base, f"{language}/{number}", parts, language)


def _put(base: KnowledgeBase, name: str, parts: list[str], language: str) -> None:
    text, cuts = "", []
    for part in parts:
        cuts.append(Cut(len(text), len(text) + len(part)))
        text += part + "\n\n"
    base.put(name, Path(name), Stamp(0, 0, ""), Extract(text, name, language, tuple(cuts)))


def _plain(base: KnowledgeBase, text: str) -> object:
    expression = " AND ".join(f'"{word}"' for word in dict.fromkeys(words(text)))
    return base.passages([at for at, _ in base.found(expression, 8, WEIGHTS)])


def _timed(name: str, search: Callable[[str], object], asked: list[str]) -> None:
    times, used = [], []
    for text in asked * 2:
        started, before = time.perf_counter(), time.process_time()
        search(text)
        times.append(1000 * (time.perf_counter() - started))
        used.append(1000 * (time.process_time() - before))
    ninety_fifth = statistics.quantiles(times, n=20)[-1]
    print(
        f"{name}: median {statistics.median(times):.1f} ms ({statistics.median(used):.1f} ms of the"
        f" processor's), 95 % {ninety_fifth:.1f} ms"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
