"""Readers of the data folders that the starter models are trained on."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

Pair = tuple[str, str]
Turn = tuple[str, str]
"""(role, text)"""

_PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}")
# A fault of conversions from Traditional characters: 什幺 is no Simplified word.
_YAO = re.compile(r"(?<=[什怎那这多要])幺")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|\n+")


def parallel(path: Path) -> list[Pair]:
    """(English, Chinese) lines of a TSV, Chinese punctuation in full width; lines without two
    filled columns are left out."""
    pairs = []
    for line in path.read_text("utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) >= 2 and columns[0].strip() and columns[1].strip():
            pairs.append((columns[0].strip(), full_width(columns[1].strip())))
    return pairs


def full_width(chinese: str) -> str:
    """Commas and sentence ends after Chinese characters in their Chinese form, 什么 as it is
    written."""
    chinese = re.sub(
        r"(?<=[\u4e00-\u9fff])[,?!:;]", lambda m: "，？！：；"[",?!:;".index(m[0])], chinese
    )
    return _YAO.sub("么", re.sub(r"(?<=[\u4e00-\u9fff])\.$", "。", chinese))


def dictionary(path: Path) -> list[Pair]:
    """(first short gloss, simplified headword) of CC-CEDICT entries."""
    entry = re.compile(r"^\S+ (\S+) \[.*?\] /(.*?)/")
    pairs = []
    for line in path.read_text("utf-8").splitlines():
        match = entry.match(line)
        if not match or not re.fullmatch(r"[\u4e00-\u9fff]{2,4}", match[1]):
            continue
        gloss = re.sub(r"\(.*?\)", "", match[2].removeprefix("to ")).strip()
        if re.fullmatch(r"[a-z][a-z -]{2,24}", gloss):
            pairs.append((gloss, match[1]))
    return pairs


def support(path: Path) -> list[Pair]:
    """(question, answer) of the Bitext set, placeholders in plain words, answers cut short."""
    pairs = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            answer = _short(_spoken(row["response"]), 4, 360)
            question = _spoken(row["instruction"]).strip()
            if answer and question:
                pairs.append((question, answer))
    return pairs


def instructions_zh(path: Path) -> list[Pair]:
    """(instruction, answer) of the Chinese OASST1 pairs whose answers are short."""
    rows = json.loads(path.read_text("utf-8"))
    pairs = [(row["instruction"].strip(), row["output"].strip()) for row in rows]
    return [(q, a) for q, a in pairs if 4 <= len(a) <= 160 and len(q) <= 120 and "http" not in a]


def stories(path: Path) -> list[str]:
    """The TinyStories sample, a story a string."""
    text = path.read_text("utf-8", errors="replace")
    parts = re.split(r"<\|endoftext\|>|\n\s*\n\s*\n", text)
    return [part.strip() for part in parts if len(part.strip()) > 120]


def splits(path: Path) -> list[Pair]:
    """(long sentence, the same in two) of WikiSplit, spacing of its tokens undone."""
    return [(_joined(a), _joined(b.replace("<::::>", " "))) for a, b in parallel(path)]


def simpler(path: Path) -> list[Pair]:
    """(advanced, elementary) paragraphs of OneStopEnglish."""
    blocks = path.read_text("utf-8", errors="replace").split("*******")
    lines = [
        [line.strip() for line in block.strip().splitlines() if line.strip()] for block in blocks
    ]
    return [(two[0], two[1]) for two in lines if len(two) == 2 and two[0] != two[1]]


def summaries_en(path: Path) -> Iterator[Pair]:
    """(first two sentences of an abstract, its one-sentence summary) of SciTLDR."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        yield " ".join(row["source"][:2]), row["target"][0]


def titles_zh(path: Path) -> Iterator[Pair]:
    """(abstract, title) of CSL, abstracts cut at 220 characters."""
    for line in path.read_text("utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) == 3:
            yield columns[1][:220], columns[2]


def turns(path: Path) -> Iterator[str]:
    """What is said in a file of dialogues, a dialogue a line."""
    for line in path.read_text("utf-8").splitlines():
        yield from (turn[1].strip() for turn in json.loads(line)["turns"])


def novels(path: Path, pieces: int) -> list[str]:
    """Passages of about 160 characters from the Chinese novels, evenly over the collection."""
    books = [json.loads(line)["chapters"] for line in path.open(encoding="utf-8")]
    lines = [line.strip() for book in books for chapter in book for line in chapter.split("\n")]
    paragraphs = [line for line in lines if 60 <= len(line) <= 200]
    return paragraphs[:: max(1, len(paragraphs) // pieces)][:pieces]


def _spoken(text: str) -> str:
    """A text with its placeholders in plain words and its line breaks as one line feed each."""
    plain = _PLACEHOLDER.sub(_plain, text.replace("\r\n", "\n").replace("\r", ""))
    plain = re.sub(r"(?:order|purchase) number your order number", "order", plain)
    plain = re.sub(r"\b([Oo]ur|[Yy]our|the) (?:our|your) ", r"\1 ", plain)
    return re.sub(r" *\n\s*", "\n", plain)


def _plain(match: re.Match[str]) -> str:
    name = match[1].strip()
    if ("Number" in name and "Phone" not in name) or "ID" in name:
        return "your order number"
    if "Phone" in name:
        return "our telephone number"
    if "Website" in name or "URL" in name or "Company" in name:
        return "our website"
    if "Availability" in name or "Hours" in name:
        return "our opening hours"
    return name


def _short(text: str, sentences: int, characters: int) -> str:
    """The first sentences; a list is cut after its first steps, with the line breaks kept."""
    kept = ""
    for index, part in enumerate(_SENTENCE_END.split(text.strip())):
        if index >= sentences + 2 or len(kept) + len(part) > characters:
            break
        kept += (" " if kept and not re.match(r"\d+\.|-", part) else "\n" if kept else "") + part
    return re.sub(r"\n\d+\.$", "", kept.strip())


def _joined(text: str) -> str:
    text = re.sub(r"\s+([.,;:!?)%])", r"\1", text.replace("''", '"'))
    return re.sub(r"([(])\s+", r"\1", re.sub(r"\s+'s\b", "'s", text)).strip()
