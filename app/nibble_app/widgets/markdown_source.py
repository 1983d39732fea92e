"""Markdown as text: what is taken out of it, how it is parsed, and which part of it is final."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

SCHEMES = ("http", "https", "mailto")
DEEPEST = 40
"""Quotations and lists within each other; the parser drops what is nested more deeply."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ufdd0\ufdd1\ufffc]")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


def parser() -> MarkdownIt:
    """CommonMark with tables and strikethrough. No HTML, and no link definitions: one that comes
    later would change what was shown before."""
    made = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": DEEPEST})
    made.enable(["table", "strikethrough"])
    made.disable(["html_block", "html_inline", "reference"])
    # Links with other schemes are parsed too, so that their text is shown without the brackets.
    made.validateLink = lambda url: True  # type: ignore[method-assign]
    return made


def clean(text: str) -> str:
    """``text`` without the characters that mean something to Qt's documents."""
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _LONE_SURROGATE.sub("\ufffd", plain)


def allowed(address: str) -> bool:
    """Whether a link may be offered at all."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme.lower() == "mailto":
        return "@" in parts.path
    return parts.scheme.lower() in SCHEMES and bool(parts.hostname)


def final_part(made: MarkdownIt, text: str) -> tuple[list[Token], int]:
    """All top-level blocks but the last, and how many characters they take: no later text can
    change them.

    The last line counts only with its end: "#" is a heading until it turns out to be "#1".
    """
    complete = text[: text.rfind("\n") + 1]
    if not complete.strip():
        return [], 0
    tokens = made.parse(complete)
    starts = [i for i, token in enumerate(tokens) if token.level == 0 and token.nesting >= 0]
    last = starts[-1] if starts else 0
    return tokens[:last], _offset(complete, _line(tokens[last])) if last else 0


def blocks(tokens: Sequence[Token], text: str) -> Iterator[Sequence[Token] | str]:
    """The top-level blocks, each as its tokens, or as it is in ``text`` where it is too deep."""
    lines = text.split("\n")
    start = 0
    for end, token in enumerate(tokens, 1):
        if token.level == 0 and token.nesting <= 0:
            block = tokens[start:end]
            lost = any(part.level >= DEEPEST - 1 for part in block)
            first, last = block[0].map or (0, 0)
            yield "\n".join(lines[first:last]).rstrip("\n") if lost else block
            start = end


def _line(token: Token) -> int:
    return token.map[0] if token.map else 0


def _offset(text: str, line: int) -> int:
    at = 0
    for _ in range(line):
        at = text.index("\n", at) + 1
    return at
