"""Milliseconds that a document of 100,000 characters takes: its sections, its plan, its terms.

python tests/benchmarks/bench_long_documents.py
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from nibble_engine.terms import Term
from nibble_engine.writing.placing import looked_up, plan_of
from nibble_engine.writing.sections import pieces, sections
from nibble_engine.writing.sheet import Sheet
from nibble_engine.writing.sheet_search import SheetSearch

_CHARACTERS = (
    "的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家"
)
_TAG = "zh-Hans"
_chance = random.Random(6)


def _word(length: int) -> str:
    return "".join(_chance.choices(_CHARACTERS, k=length))


def _document() -> str:
    paragraph = "".join(f"{_word(24)}。" for _ in range(10))
    chapters = (f"## 第{n}章\n\n" + f"{paragraph}\n\n" * 8 for n in range(50))
    return "# 书\n\n" + "".join(chapters)


def _entries(count: int) -> tuple[Term, ...]:
    words = ((_word(_chance.randint(2, 6)), _word(3)) for _ in range(count))
    return tuple(Term(word, word, _TAG, _TAG, forbidden=(bad,)) for word, bad in words)


def _told(name: str, work: Callable[[], object]) -> None:
    start = time.perf_counter()
    work()
    print(f"{name:40} {1000 * (time.perf_counter() - start):8.1f} ms")


def main() -> None:
    """Prints a table."""
    text = _document()
    plan = plan_of(text, _TAG)
    _told("sections", lambda: sections(text))
    _told("pieces of 2,000 tokens", lambda: pieces(text, 2000))
    _told("the plan as the document has it", lambda: looked_up(plan, text))
    for count in (200, 5000):
        entries = _entries(count)
        search = SheetSearch(entries, _TAG)
        _told(f"{count} terms, once", lambda entries=entries: Sheet(entries, text, _TAG).places)
        for name in ("kept", "one line changed"):
            sheet = Sheet(entries, text + name, _TAG, search)
            _told(f"{count} terms, {name}", lambda sheet=sheet: sheet.places)


if __name__ == "__main__":
    main()
