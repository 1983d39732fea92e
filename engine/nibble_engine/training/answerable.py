"""Fits resources/knowledge/answerable.toml: the weights that say whether a base answers a question.

python -m nibble_engine.training.answerable OUT.toml --base BASE --questions FILE …
    --squad FILE LANGUAGE …

BASE is an imported knowledge base (it is copied and not changed), each FILE has questions on it,
some of which it does not answer. Each file in SQuAD's form becomes a base of its passages. A
question is answered if what is quoted is of a document that has its answer. There are four kinds of
negatives: the questions without a document; those for which a wrong document is quoted; a question
whose documents were taken out of the base; and a question whose rarest word became one that the
base does not have.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import tomli_w
from numpy.typing import NDArray

from nibble_engine.command import say
from nibble_engine.evaluation.examples import questions as squad_questions
from nibble_engine.knowledge.answerable import features
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.document import Extract, Stamp
from nibble_engine.knowledge.passage import Cut
from nibble_engine.knowledge.question_files import RecallQuestion, questions
from nibble_engine.knowledge.searching import Searcher
from nibble_engine.knowledge.words import is_wide

Array = NDArray[np.float64]
_STAMP = Stamp(0, 0, "")
_STRANGERS = (
    ("Zimbabwe", "Klarna", "trampoline", "accordion", "Bulgaria", "dishwasher", "visa", "horse"),
    ("津巴布韦", "花呗", "蹦床", "手风琴", "保加利亚", "拖拉机", "签证", "马术"),
)
# How much each kind of example counts in all, whatever their number.
_SHARES = {"own": 1.0, "removed": 0.05, "swapped": 0.5, "squad": 0.2}
_FOLDS = 10


class Row(NamedTuple):
    """One example: features in the order of their names, and the group that stays together in
    cross-validation."""

    values: tuple[float, ...]
    answered: bool
    kind: str
    group: int


def main(arguments: Sequence[str] | None = None) -> int:
    """Fits, reports on stderr and writes the weights."""
    parser = argparse.ArgumentParser(prog="nibble_engine.training.answerable")
    parser.add_argument("out", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--questions", type=Path, action="append", required=True)
    parser.add_argument("--squad", nargs=2, action="append", default=[])
    parser.add_argument("--decay", type=float, default=0.002)
    wanted = parser.parse_args(arguments)
    names, rows = gathered(wanted.base, wanted.questions, wanted.squad)
    report(rows, wanted.decay)
    weights = fitted(rows, wanted.decay)
    values = {name: round(float(w), 4) for name, w in zip(("bias", *names), weights, strict=True)}
    wanted.out.write_text(_note(rows) + tomli_w.dumps({"weights": values}), "utf-8")
    return 0


def gathered(
    base: Path, files: Sequence[Path], squads: Sequence[Sequence[str]]
) -> tuple[list[str], list[Row]]:
    """The features' names, and the rows of all sources."""
    names: list[str] = []
    rows: list[Row] = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "base.db"
        shutil.copy(base, copy)
        asked = [one for file in files for one in questions(file)]
        makers = [_of_base(KnowledgeBase(copy), asked)]
        for at, (path, language) in enumerate(squads):
            own = KnowledgeBase(Path(folder) / f"{at}.db")
            makers.append(_of_squad(own, Path(path), language))
        for maker in makers:
            for found, answered, kind, group in maker:
                names = list(found)
                values = tuple(found.values())
                rows.append(Row(values, answered, kind, group))
            say(f"{len(rows)} examples")
    return names, rows


_Found = tuple[dict[str, float], bool, str, int]


def _of_base(base: KnowledgeBase, asked: Sequence[RecallQuestion]) -> Iterator[_Found]:
    searcher = Searcher(base)
    for at, one in enumerate(asked):
        yield from _features(searcher, one.text, one.documents, "own", _group(one))
        if one.documents:
            stranger = _swapped(searcher, one.text, at)
            yield from _features(searcher, stranger, (), "swapped", _group(one))
    for one in asked:
        # A table of questions is one document; without it nothing is known of the answer elsewhere.
        if one.documents and not any(name.endswith(".csv") for name in one.documents):
            with _without(base, one.documents):
                yield from _features(searcher, one.text, (), "removed", _group(one))


def _group(one: RecallQuestion) -> int:
    """One for all questions on a document, in any language."""
    name = one.documents[0].rpartition("/")[2] if one.documents else one.text
    return zlib.crc32(name.encode())


def _swapped(searcher: Searcher, text: str, at: int) -> str:
    """The question with a stranger in place of the rarest word that it asks about and the best
    passage has; "" if there is none."""
    evidence = searcher.evidence(text)
    missing = evidence.hits[0].missing if evidence.hits else ()
    terms = [term for term in evidence.query.terms if term.asked and term.surface in text]
    found = [term for term in terms if term.surface not in missing]
    if not found:
        return ""
    rarest = max(found, key=lambda term: term.value)
    strangers = _STRANGERS[is_wide(text)]
    return text.replace(rarest.surface, strangers[at % len(strangers)])


def _of_squad(base: KnowledgeBase, path: Path, language: str) -> Iterator[_Found]:
    asked = squad_questions(path)
    passages = list(dict.fromkeys(one.passage for one in asked))
    for at, passage in enumerate(passages):
        _put(base, f"{at}", passage, language)
    searcher = Searcher(base)
    for at, passage in enumerate(passages):
        own = [one.question for one in asked if one.passage == passage]
        for question in own:
            yield from _features(searcher, question, (f"{at}",), "squad", -1)
        base.remove([f"{at}"])
        for question in own:
            yield from _features(searcher, question, (), "squad", -1)
        _put(base, f"{at}", passage, language)


def _put(base: KnowledgeBase, name: str, text: str, language: str) -> None:
    base.put(name, Path(name), _STAMP, Extract(text, "", language, (Cut(0, len(text)),)))


class _without:  # noqa: N801 - used as a statement
    """The base without some documents for as long as the block lasts."""

    def __init__(self, base: KnowledgeBase, names: Sequence[str]) -> None:
        self._base, self._names = base, names
        self._kept: list[tuple[str, Extract]] = []

    def __enter__(self) -> None:
        for entry in self._base.entries():
            if entry.name in self._names:
                cuts = tuple(
                    Cut(p.start, p.end, p.headings, p.question)
                    for p in self._base.passages_of(entry.name)
                )
                text = self._base.text(entry.name)
                self._kept.append((entry.name, Extract(text, entry.title, entry.language, cuts)))
        self._base.remove(self._names)

    def __exit__(self, *_: object) -> None:
        for name, extract in self._kept:
            self._base.put(name, Path(name), _STAMP, extract)


def _features(
    searcher: Searcher, text: str, documents: Sequence[str], kind: str, group: int
) -> Iterator[_Found]:
    if text:
        evidence = searcher.evidence(text)
        right = any(quote.document in documents for quote in evidence.quotes)
        yield features(evidence), right, kind, group


# --- the fit ---


def fitted(rows: Sequence[Row], decay: float) -> Array:
    """Weights with the bias first, by Newton's method on the weighed log loss with ``decay`` times
    half the squares of all but the bias."""
    x = _matrix(rows)
    y = np.array([row.answered for row in rows], dtype=float)
    share = _shares(rows)
    weights = np.zeros(x.shape[1])
    penalty = np.diag([0.0, *[decay] * (x.shape[1] - 1)])
    for _ in range(30):
        p = _sigmoid(x @ weights)
        gradient = x.T @ (share * (p - y)) + penalty @ weights
        curve = (x.T * (share * p * (1 - p))) @ x + penalty
        step = np.linalg.solve(curve + 1e-9 * np.eye(len(curve)), gradient)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def _matrix(rows: Sequence[Row]) -> Array:
    return np.array([(1.0, *row.values) for row in rows])


def _shares(rows: Sequence[Row]) -> Array:
    """Each kind's share spread over its rows, both labels of a kind alike; all of them sum to 1."""
    sizes: dict[tuple[str, bool], int] = {}
    for row in rows:
        sizes[row.kind, row.answered] = sizes.get((row.kind, row.answered), 0) + 1
    share = np.array([_SHARES[row.kind] / sizes[row.kind, row.answered] for row in rows])
    made: Array = share / share.sum()
    return made


def _sigmoid(x: Array) -> Array:
    made: Array = 1 / (1 + np.exp(-np.clip(x, -30, 30)))
    return made


# --- the report ---


def report(rows: Sequence[Row], decay: float) -> None:
    """Says how well rows are told that the fit has not seen: whole documents are left out."""
    p = np.zeros(len(rows))
    for fold in range(_FOLDS):
        held = np.array([_fold(row, at) == fold for at, row in enumerate(rows)])
        weights = fitted([row for row, out in zip(rows, held, strict=True) if not out], decay)
        p[held] = _sigmoid(_matrix([r for r, out in zip(rows, held, strict=True) if out]) @ weights)
    for kind in (*_SHARES, ""):
        chosen = [at for at, row in enumerate(rows) if kind in {"", row.kind}]
        if chosen:
            say(f"{kind or 'all':8} {_figures([rows[at] for at in chosen], p[chosen])}")


def _fold(row: Row, at: int) -> int:
    return (row.group if row.group >= 0 else at) % _FOLDS


def _figures(rows: Sequence[Row], p: Array) -> str:
    y = np.array([row.answered for row in rows])
    said = [f"n={len(y)} auc={_auc(y, p):.3f} ece={_ece(y, p):.3f}"]
    for threshold in (0.4, 0.5, 0.6):
        answered, refused = (p[y] >= threshold).sum(), (p[~y] < threshold).sum()
        said.append(
            f"at {threshold}: answered {answered}/{y.sum()}, refused {refused}/{(~y).sum()}"
        )
    return "; ".join(said)


def _auc(y: NDArray[np.bool_], p: Array) -> float:
    """The share of pairs in the right order, ties half."""
    if y.all() or not y.any():
        return float("nan")
    more = p[y][:, None] > p[~y][None, :]
    same = p[y][:, None] == p[~y][None, :]
    return float(more.mean() + same.mean() / 2)


def _ece(y: NDArray[np.bool_], p: Array, bins: int = 10) -> float:
    """Expected calibration error: the mean gap between what is said and what is, in ten bins."""
    place = np.minimum((p * bins).astype(int), bins - 1)
    gaps = [
        abs(p[place == b].mean() - y[place == b].mean()) * (place == b).mean() for b in set(place)
    ]
    return float(sum(gaps))


def _note(rows: Sequence[Row]) -> str:
    counts = {kind: sum(row.kind == kind for row in rows) for kind in _SHARES}
    said = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    return (
        "# Made by `python -m nibble_engine.training.answerable`: a logistic regression over the\n"
        "# features of nibble_engine/knowledge/answerable.py, fitted on questions about the\n"
        "# sample base (own; their documents removed; their rarest word swapped) and on XQuAD\n"
        f"# (en) and CMRC 2018 (zh), CC BY-SA 4.0, with and without the passage:\n"
        f"# {said}.\n"
    )


if __name__ == "__main__":
    raise SystemExit(main())
