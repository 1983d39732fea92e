"""The words of a line that can be English and misspelt, whatever language stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nibble_app.modes.writing.editor.markdown_lines import Part

_WORD = re.compile(
    r"(?<![A-Za-z0-9_@#$~/\\.])[A-Za-zÀ-ÖØ-öø-ÿ]++(?:['’][A-Za-z]++)*+(?![0-9_@/\\]|[.][A-Za-z0-9])"
    r"(?!-?[A-Za-zÀ-ÖØ-öø-ÿ]*[0-9_@])"
)
_LOWER = re.compile(r"[A-ZÀ-ÖØ-Þ]?[a-zß-öø-ÿ]+(?:['’][a-z]+)*")
# A name is capitalised where no sentence begins, and no dictionary has all of them.
_BEGINNING = re.compile(r"(?:^|[.!?:。！？：“‘\"(（>|#*_-])[\s“‘\"'(（*_]*$")
_SKIPPED = frozenset({"code", "block", "address"})


def english_words(line: str, parts: Sequence[Part]) -> Iterator[tuple[int, int]]:
    """Start and end of each word that is to be looked up. Not among them: what ``parts`` say is
    code or an address, single letters, names, words with digits or capitals within them, parts
    of paths, of addresses and of what begins with @ or #."""
    skipped = [part for part in parts if part.style in _SKIPPED or _is_target(line, part)]
    for found in _WORD.finditer(line):
        start, end = found.span()
        word = found[0]
        if end - start < 2 or not _LOWER.fullmatch(word):
            continue
        if word[0].isupper() and not _BEGINNING.search(line[max(0, start - 12) : start]):
            continue
        if not any(part.start < end and start < part.end for part in skipped):
            yield start, end


def _is_target(line: str, part: Part) -> bool:
    """Whether it is where a link leads to, or the language of a block of code."""
    return part.style == "mark" and part.end - part.start > 2
