"""The parser of the writing mode's Markdown.

CommonMark with tables and struck text, and without HTML: a text has none. A line break is one, as
the editor shows it. Emphasis may begin and end beside Chinese punctuation, which CommonMark
forbids: ``**注意：**请`` is bold, as in the proposal for CJK-friendly emphasis.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline.state_inline import Scanned, StateInline
from markdown_it.token import Token

DEEPEST = 40
_CJK = (
    ("\u1100", "\u11ff"),
    ("\u2e80", "\u9fff"),
    ("\ua960", "\ua97f"),
    ("\uac00", "\ud7ff"),
    ("\uf900", "\ufaff"),
    ("\ufe30", "\ufe4f"),
    ("\uff00", "\uffef"),
    ("\U00020000", "\U0003ffff"),
)


@cache
def parser() -> MarkdownIt:
    """For everything that reads the text of a manuscript."""
    made = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": DEEPEST})
    made.enable(["table", "strikethrough"])
    made.disable(["html_block", "html_inline"])
    inline = _Inline()
    for name in ("linkify", "html_inline"):
        inline.ruler.disable(name)
    made.inline = inline
    # An address that is not allowed is a matter of whoever offers the link.
    made.validateLink = lambda url: True  # type: ignore[method-assign]
    made.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return made


class _Inline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:  # noqa: ANN401 - as the library declares it
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class _State(StateInline):
    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N803 - the library's
        """As the library's, but that for ``*`` and ``~`` a Chinese sign is like a character, and a
        Chinese character on one side lets a sign stand on the other."""
        found = super().scanDelims(start, canSplitWord)
        if self.src[start] == "_":
            return found
        end = start + found.length
        before = self.src[start - 1] if start > 0 else " "
        after = self.src[end] if end < self.posMax else " "
        opens = not after.isspace() and (not _bars(after) or _lets(before))
        closes = not before.isspace() and (not _bars(before) or _lets(after))
        return Scanned(opens, closes, found.length)


def _bars(character: str) -> bool:
    """Whether beside it a mark is one only if something lets it."""
    return _is_punctuation(character) and not _is_chinese(character)


def _lets(character: str) -> bool:
    return character.isspace() or _is_punctuation(character) or _is_chinese(character)


def _is_chinese(character: str) -> bool:
    return any(first <= character <= last for first, last in _CJK)


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
