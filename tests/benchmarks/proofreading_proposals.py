"""How often the rules propose something in running text, and a sample to be judged by eye.

python tests/benchmarks/proofreading_proposals.py FILE [--sample 50] [--rule ID] [--most 2000000]

FILE is text; each line is read as a text of its own.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from pathlib import Path

from nibble_engine.proofreading.proofread import Rules, proofread


def main() -> None:
    """Prints proposals for each 10,000 characters by rule, and the sample."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--sample", type=int, default=50)
    parser.add_argument("--rule", help="only this rule")
    parser.add_argument("--most", type=int, default=2_000_000, help="characters that are read")
    wishes = parser.parse_args()
    rules = Rules(frozenset([wishes.rule]) if wishes.rule else None)
    text = wishes.file.read_text("utf-8")[: wishes.most]
    counts: Counter[str] = Counter()
    shown: list[str] = []
    for line in text.splitlines():
        for c in proofread(line, rules):
            counts[c.rule] += 1
            before, after = line[max(0, c.start - 25) : c.start], line[c.end : c.end + 20]
            shown.append(f"{c.rule}: {before}[{c.original}=>{c.replacement}]{after}")
    print(f"{len(text)} characters")
    for rule, count in counts.most_common():
        print(f"{rule:20}{count:8}{10_000 * count / len(text):9.2f}")
    random.seed(1)
    print("\n".join(random.sample(shown, min(wishes.sample, len(shown)))))


if __name__ == "__main__":
    main()
