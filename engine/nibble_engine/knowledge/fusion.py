"""Several rankings as one."""

from __future__ import annotations

from collections.abc import Sequence


def reciprocal_rank_fusion(
    rankings: Sequence[Sequence[int]], k: int = 60
) -> list[tuple[int, float]]:
    """Several rankings of ids as one, with scores, the best first: each ranking gives the id at
    place n (from 1) 1 / (k + n). Of equal ones that goes first which any ranking had earlier.

    Cormack, Clarke & Büttcher 2009, "Reciprocal rank fusion outperforms Condorcet".
    """
    scores: dict[int, float] = {}
    best: dict[int, int] = {}
    for ranking in rankings:
        for place, number in enumerate(ranking, 1):
            scores[number] = scores.get(number, 0.0) + 1 / (k + place)
            best[number] = min(best.get(number, place), place)
    return sorted(scores.items(), key=lambda item: (-item[1], best[item[0]]))
