"""Colours for program code, from Pygments' tokens and the theme's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, Keyword, Literal, Name, Number, Operator, String, _TokenType

from nibble_app.theme import Tokens

LONGEST = 4_000
"""Characters; a longer piece of code is shown without colours rather than late."""
LONGEST_LINE = 400
_BLANKS = re.compile(r"(?:[ \t]*\n){40}")
_NAMES = """
    python py python3 javascript js typescript ts jsx tsx json bash sh shell zsh powershell ps1 bat
    html xml css scss sql c cpp c++ csharp c# cs java kotlin swift go golang rust rs php ruby rb
    lua perl r yaml yml toml ini diff dockerfile docker http console
"""
LANGUAGES = frozenset(_NAMES.split())

_LIGHT = {
    Comment: "#5f6770",
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
    lexer = _lexer(language.lower()) if not _hard(code) else None
    if lexer is None:
        yield code, tokens.code_text
        return
    colours = _DARK if tokens.dark else _LIGHT
    coloured = (
        (piece, _colour(kind, colours, tokens.code_text)) for kind, piece in lexer.get_tokens(code)
    )
    yield from _joined(coloured)


def _joined(pieces: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Fewer pieces: a space takes the colour of what is before it."""
    made, colour = "", ""
    for piece, own in pieces:
        if made and own != colour and piece.strip(" \n"):
            yield made, colour
            made = ""
        if not made:
            colour = own
        made += piece
    if made:
        yield made, colour


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    """Only known ones: a search for any other name would look through installed plug-ins."""
    if language not in LANGUAGES:
        return None
    # stripnl would drop lines that belong to the code.
    return get_lexer_by_name(language, stripnl=False, ensurenl=False)


def _hard(code: str) -> bool:
    """Whether a lexer could take long: their time grows with the square of such lengths."""
    if len(code) > LONGEST or _BLANKS.search(code):
        return True
    return any(len(line) > LONGEST_LINE for line in code.split("\n"))


def _colour(kind: _TokenType, colours: dict[_TokenType, str], default: str) -> str:
    found: _TokenType | None = kind
    while found is not None:
        if found in colours:
            return colours[found]
        found = found.parent
    return default
