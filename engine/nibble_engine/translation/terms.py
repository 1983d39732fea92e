"""The terms of a command as a glossary, and what a translated sentence made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from nibble_engine.api import Term, TermUse
from nibble_engine.terms.checks import check
from nibble_engine.terms.folding import Span
from nibble_engine.terms.glossary import Glossary
from nibble_engine.terms.glossary import Term as Entry
from nibble_engine.terms.repairs import repaired


@lru_cache(maxsize=8)
def glossary(terms: tuple[Term, ...], source: str, target: str) -> Glossary:
    """The terms of a pair of languages, ready to be looked for."""
    return Glossary(
        tuple(
            Entry(
                term.source,
                term.target,
                source,
                target,
                case_sensitive=term.case_sensitive,
                forbidden=term.forbidden,
            )
            for term in terms
        )
    )


def command_terms(entries: Iterable[Entry]) -> tuple[Term, ...]:
    """A glossary's terms as a command carries them."""
    return tuple(
        Term(
            source=entry.source,
            target=entry.target,
            forbidden=entry.forbidden,
            case_sensitive=entry.case_sensitive,
        )
        for entry in entries
    )


def places(text: str, entries: Glossary) -> Iterator[tuple[Span, str]]:
    """Where terms stand in a source sentence, and what each becomes."""
    for occurrence in entries.found(text):
        yield occurrence.span, occurrence.terms[0].target


def uses(source: str, made: str, entries: Glossary) -> tuple[TermUse, ...]:
    """Every occurrence of a term in a source sentence: is it held, and if not, what is offered."""
    return tuple(
        TermUse(
            source=source[slice(*found.source_span)],
            target=found.term.target,
            held=found.held,
            offer=(repaired(source, made, found) or "") if not found.held else "",
        )
        for found in check(source, made, entries)
    )


def asked(text: str, entries: Glossary) -> Sequence[tuple[str, str]]:
    """The terms that a sentence has, each once: for the prompt of a model that follows them."""
    return list(
        dict.fromkeys((text[slice(*span)], target) for span, target in places(text, entries))
    )
