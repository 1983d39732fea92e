"""What is offered for a term that is not held: only where one word is put in another's place."""

from __future__ import annotations

import re

from nibble_engine.documents.unit import TAG
from nibble_engine.terms.checks import TermCheck, check, score
from nibble_engine.terms.folding import LETTER, UNSPACED, fold
from nibble_engine.terms.glossary import Glossary, Term, is_english
from nibble_engine.terms.inflection import plural

_EDGES = re.compile(r"^(\W*)(\w.*?)(\W*)$", re.DOTALL)
_ARTICLE = re.compile(r"\b([Aa]n?)(\s+)$")
_SURE = re.compile(r"[aei](?!u)|[b-df-gj-np-tv-z]")
"""First letters that tell whether "a" or "an" goes before a word: not h, o, u, eu."""


def repaired(source: str, made: str, found: TermCheck) -> str | None:
    """``made`` with the term in it; None where that would be a guess.

    A forbidden word or the untranslated term is replaced if it stands there in its plain form or
    in the plural; a sentence that is nothing but the term is replaced as a whole.
    """
    if found.held:
        return None
    offer = _replaced(made, found) if found.target_span else _whole(source, made, found)
    if offer is None:
        return None
    one = Glossary((found.term,))
    before, after = (score(check(source, text, one)).held for text in (made, offer))
    return offer if after > before else None


def _replaced(made: str, found: TermCheck) -> str | None:
    assert found.target_span is not None
    start, end = found.target_span
    left, piece, right = made[:start], made[start:end], made[end:]
    word = _fitting(piece, found.term)
    if word is None or TAG.search(piece):
        return None
    if is_english(found.term.target_language):
        word = _capitalized(word, piece, left)
        fitted = _with_article(left, word)
        if fitted is None:
            return None
        left = fitted
    return _spaced(left, word, right)


def _fitting(piece: str, term: Term) -> str | None:
    """The target in the form that ``piece`` has; None for a form that cannot be carried over."""
    plain = fold(piece).text.lower()
    own = fold(term.source).text.lower()
    for word in (*(fold(word).text.lower() for word in term.forbidden), own):
        if plain == word:
            return term.target
        if plain == plural(word):
            return plural(term.target) if is_english(term.target_language) else term.target
    return None


def _capitalized(word: str, piece: str, left: str) -> str:
    """A capital first where the sentence begins or the replaced word had one."""
    first = not re.search(r"\w", TAG.sub("", left))
    if word.islower() and (first or (piece[0].isupper() and piece[1:].islower())):
        return word[0].upper() + word[1:]
    return word


def _with_article(left: str, word: str) -> str | None:
    """What stands before ``word`` with the article that goes with it; None if that is unsure."""
    match = _ARTICLE.search(left)
    if match is None:
        return left
    if not _SURE.match(word):
        return None
    article = match[1][0] + ("n" if word[0] in "aei" else "")
    return left[: match.start()] + article + match[2]


def _spaced(left: str, word: str, right: str) -> str:
    """Joined with spaces between two words of Latin script, without those around a Chinese word
    that had a Latin one's place."""
    if re.search(f"{LETTER}$", left) and re.match(LETTER, word):
        left += " "
    if re.search(f"{LETTER}$", word) and re.match(LETTER, right):
        right = " " + right
    if re.match(f"[{UNSPACED}]", word):
        left = re.sub(rf"(?<=[{UNSPACED}])[ ]+$", "", left)
    if re.search(f"[{UNSPACED}]$", word):
        right = re.sub(rf"^[ ]+(?=[{UNSPACED}])", "", right)
    return left + word + right


def _whole(source: str, made: str, found: TermCheck) -> str | None:
    """For a source that is the term and marks around it: the target with the marks of ``made``."""
    if TAG.search(source) or TAG.search(made):
        return None
    start, end = found.source_span
    if re.search(r"\w", source[:start] + source[end:]):
        return None
    piece, term = fold(source[start:end]).text.lower(), found.term
    if piece != fold(term.source).text.lower():
        return None
    edges = _EDGES.match(made)
    if edges is None:
        return term.target
    upper = term.target.islower() and edges[2][0].isupper()
    word = term.target[0].upper() + term.target[1:] if upper else term.target
    return edges[1] + word + edges[3]
