"""Precision and recall of the rules on the texts with planted errors: a table.

python tests/benchmarks/proofreading_scores.py [dev|held|clean] [--wrong]
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from nibble_engine.proofreading.proofread import proofread

TEXTS = Path(__file__).parents[1] / "data" / "proofreading" / "texts.toml"
_PLANTED = re.compile(r"\{\{(.*?)=>(.*?)\|([a-z-]+)\}\}", re.DOTALL)
Spot = tuple[int, int, str, str]
"""Start, end, replacement and rule, without what the original and the replacement share."""


@dataclass
class Sample:
    """A text with its errors in it, and where they are."""

    language: str
    set: str
    text: str
    planted: set[Spot]


@dataclass
class Score:
    """Counts by rule; ``wrong`` tells each miss and each false proposal."""

    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def precision(self, rule: str = "") -> float:
        """Of one rule, or of all."""
        return _share(self.found, self.false, rule)

    def recall(self, rule: str = "") -> float:
        """Of one rule, or of all."""
        return _share(self.found, self.missed, rule)


def _share(found: Counter[str], others: Counter[str], rule: str) -> float:
    right, other = (c[rule] if rule else c.total() for c in (found, others))
    return right / (right + other) if right + other else 1.0


def samples(wanted: str = "") -> list[Sample]:
    """The texts of a set, or all."""
    rows = tomllib.loads(TEXTS.read_text("utf-8"))["text"]
    return [_sample(row) for row in rows if not wanted or row["set"] == wanted]


def _sample(row: dict[str, str]) -> Sample:
    text, place, planted = "", 0, set()
    for match in _PLANTED.finditer(row["text"]):
        text += row["text"][place : match.start()]
        planted.add(spot(len(text), match[1], match[2], match[3]))
        text += match[1]
        place = match.end()
    return Sample(row["language"], row["set"], text + row["text"][place:], planted)


def spot(start: int, old: str, new: str, rule: str) -> Spot:
    """A change without what it leaves as it is."""
    while old and new and old[0] == new[0]:
        old, new, start = old[1:], new[1:], start + 1
    while old and new and old[-1] == new[-1]:
        old, new = old[:-1], new[:-1]
    return start, start + len(old), new, rule


def scored(texts: list[Sample]) -> Score:
    """What the rules propose against what was planted."""
    score = Score()
    for sample in texts:
        proposed = {
            spot(c.start, c.original, c.replacement, c.rule) for c in proofread(sample.text)
        }
        for counter, spots, name in (
            (score.found, proposed & sample.planted, ""),
            (score.missed, sample.planted - proposed, "missed"),
            (score.false, proposed - sample.planted, "false"),
        ):
            for start, end, new, rule in sorted(spots):
                counter[rule] += 1
                if name:
                    around = sample.text[max(0, start - 12) : end + 12].replace("\n", "/")
                    score.wrong.append(
                        f"{name} {rule}: {around!r} {sample.text[start:end]!r} -> {new!r}"
                    )
    return score


def table(score: Score) -> str:
    """One row a rule."""
    rules = sorted(score.found | score.missed | score.false)
    lines = [f"{'rule':20}{'found':>7}{'missed':>8}{'false':>7}{'precision':>11}{'recall':>8}"]
    for rule in [*rules, ""]:
        counts = [c[rule] if rule else c.total() for c in (score.found, score.missed, score.false)]
        lines.append(
            f"{rule or 'all':20}{counts[0]:7}{counts[1]:8}{counts[2]:7}"
            f"{score.precision(rule):11.3f}{score.recall(rule):8.3f}"
        )
    return "\n".join(lines)


def main() -> None:
    """Prints the tables."""
    wanted = [word for word in sys.argv[1:] if not word.startswith("-")]
    for name in wanted or ["dev", "held", "clean", ""]:
        score = scored(samples(name))
        print(f"\n{name or 'all texts'}\n{table(score)}")
        if "--wrong" in sys.argv:
            print("\n".join(score.wrong))


if __name__ == "__main__":
    main()
