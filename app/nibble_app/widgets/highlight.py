"""Colours for program code, from Pygments' tokens and the theme's."""

from __future__ import annotations

from collections.abc import Iterator

from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Keyword, Literal, Name, Number, Operator, String, _TokenType
from pygments.util import ClassNotFound

from nibble_app.theme import Tokens

LONGEST = 20_000
"""Characters; a longer piece of code is shown without colours rather than late."""

_LIGHT = {
    Comment: "#6a737d",
    Keyword: "#8b2252",
    Operator.Word: "#8b2252",
    String: "#22683c",
    Number: "#8a4b00",
    Literal: "#8a4b00",
    Name.Function: "#1f4f9c",
    Name.Class: "#1f4f9c",
    Name.Builtin: "#0b5a6b",
    Name.Tag: "#1f4f9c",
    Name.Attribute: "#8a4b00",
    Name.Decorator: "#6b3fa0",
}
_DARK = {
    Comment: "#9aa0a6",
    Keyword: "#ff9ebd",
    Operator.Word: "#ff9ebd",
    String: "#9cd9a6",
    Number: "#f0b866",
    Literal: "#f0b866",
    Name.Function: "#9cc4ff",
    Name.Class: "#9cc4ff",
    Name.Builtin: "#7ad2c9",
    Name.Tag: "#9cc4ff",
    Name.Attribute: "#f0b866",
    Name.Decorator: "#d0b0ff",
}


def highlighted(code: str, language: str, tokens: Tokens) -> Iterator[tuple[str, str]]:
    """(piece, "#rrggbb") of ``code``; the pieces joined are the code."""
    if not language or len(code) > LONGEST:
        yield code, tokens.code_text
        return
    try:
        # stripnl would drop lines that belong to the code.
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        yield code, tokens.code_text
        return
    colours = _DARK if tokens.dark else _LIGHT
    for kind, piece in lexer.get_tokens(code):
        yield piece, _colour(kind, colours, tokens.code_text)


def _colour(kind: _TokenType, colours: dict[_TokenType, str], default: str) -> str:
    found: _TokenType | None = kind
    while found is not None:
        if found in colours:
            return colours[found]
        found = found.parent
    return default
