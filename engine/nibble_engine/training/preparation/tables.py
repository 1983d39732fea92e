"""Tables: parallel text with tabs, and questions with their answers."""

from __future__ import annotations

import csv
import io
import re

from nibble_engine.errors import BadInputError
from nibble_engine.training.preparation.example import Example, Reading, filled_lines, has_han

_ENGLISH = {"en", "eng", "english", "英文", "英语"}
_CHINESE = {"zh", "zho", "zh-cn", "chinese", "中文", "汉语"}
_QUESTION = {"question", "instruction", "prompt", "问题", "問題", "提问"}
_ANSWER = {"answer", "response", "output", "答案", "回答", "回复"}
_LATIN = re.compile(r"[A-Za-z]+")


def parallel(text: str, name: str) -> Reading:
    """(en, zh) of each line with tabs; a header line that names the languages is left out. ``name``
    is the file's, for a `BadInputError` where no column is Chinese."""
    rows = [[column.strip() for column in line.split("\t")] for line in filled_lines(text)]
    first = [column.lower() for column in rows[0]]
    if not _ENGLISH.isdisjoint(first) and not _CHINESE.isdisjoint(first):
        english, chinese = _index(first, _ENGLISH), _index(first, _CHINESE)
        rows = rows[1:]
    else:
        english, chinese = _columns(rows, name)
    good = [row for row in rows if len(row) > max(english, chinese)]
    pairs = [Example("parallel", (("en", r[english]), ("zh", r[chinese]))) for r in good]
    return Reading(pairs, len(rows) - len(good))


def _columns(rows: list[list[str]], name: str) -> tuple[int, int]:
    """The file votes, not the line: an English sentence may quote a Chinese word."""
    width = max(map(len, rows))
    han, latin = [0] * width, [0] * width
    for row in rows:
        for index, column in enumerate(row):
            han[index] += has_han(column)
            latin[index] += not has_han(column) and bool(_LATIN.search(column))
    chinese = han.index(max(han))
    others = [index for index in range(width) if index != chinese]
    if not han[chinese] or not others:
        raise BadInputError(what=f"{name}: no English and Chinese column")
    return max(others, key=lambda index: latin[index]), chinese


def _index(header: list[str], names: set[str]) -> int:
    return next(index for index, column in enumerate(header) if column in names)


def header(text: str) -> tuple[str, list[str]] | None:
    """(delimiter, column names) where the first row names a question and an answer."""
    line = filled_lines(text)[0][:2000]
    for delimiter in ",;\t":
        names = [column.strip().lower() for column in next(csv.reader([line], delimiter=delimiter))]
        if not _QUESTION.isdisjoint(names) and not _ANSWER.isdisjoint(names):
            return delimiter, names
    return None


def answers(text: str, name: str) -> Reading:
    """(user, assistant) of each row under a header that names a question and an answer; ``name`` is
    the file's, for a `BadInputError` where the header names neither."""
    columns = header(text)
    if columns is None:
        raise BadInputError(what=f"{name}: no question and answer column")
    delimiter, names = columns
    question, answer = _index(names, _QUESTION), _index(names, _ANSWER)
    found: list[Example] = []
    bad = 0
    body = text.split(filled_lines(text)[0], 1)[1]
    rows = csv.reader(io.StringIO(body), delimiter=delimiter)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return Reading(found, bad)
        except csv.Error:
            bad += 1
            continue
        if max(question, answer) < len(row) <= len(names):
            turns = (("user", row[question]), ("assistant", row[answer]))
            found.append(Example("answers", turns))
        else:
            bad += bool(row)
