"""The text of a unit with its tags, and the way back from a translation whose tags may be wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from nibble_engine.documents.office.elements import lawful
from nibble_engine.documents.office.runs import Group, Look, Node, Thing, Words, usual_look
from nibble_engine.documents.unit import TAG


@dataclass(frozen=True)
class _Mark:
    """A tag of a translation that is used."""

    number: int
    end: bool = False


_Token = str | _Mark


@dataclass
class Markup:
    """``text`` is the unit's; ``pairs`` and ``things`` say what the numbers of its tags mean."""

    text: str = ""
    base: Look | None = None
    pairs: dict[int, Look | Group] = field(default_factory=dict)
    things: dict[int, Thing] = field(default_factory=dict)
    order: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, nodes: tuple[Node, ...]) -> Markup:
        markup = cls(base=usual_look(nodes))
        markup.text = "".join(markup._said(nodes, markup.base))
        return markup

    def _said(self, nodes: tuple[Node, ...], base: Look | None) -> Iterator[str]:
        for node in nodes:
            if isinstance(node, Words) and node.look == base:
                yield node.text
                continue
            number = len(self.order) + 1
            self.order.append(number)
            if isinstance(node, Thing):
                self.things[number] = node
                yield f"⟦{number}/⟧"
                continue
            self.pairs[number] = node.look if isinstance(node, Words) else node
            yield f"⟦{number}⟧"
            if isinstance(node, Words):
                yield node.text
            else:
                yield from self._said(node.children, usual_look(node.children))
            yield f"⟦/{number}⟧"

    def nodes(self, text: str) -> tuple[Node, ...]:
        """The paragraph that a translation makes. Tags that are doubled, unknown or crossed are
        passed over, a lost pair loses its look, a lost thing is put where its next neighbour is."""
        tokens = self._in_order(self._with_lost(self._used(text)))
        if self.base is None:
            return ()
        return _Tree(self, tokens).nodes(self.base)

    def _used(self, text: str) -> list[_Token]:
        """The text in pieces with the marks that are good."""
        tokens: list[_Token] = []
        start = 0
        seen: set[_Mark] = set()
        for match in TAG.finditer(text):
            tokens.append(text[start : match.start()])
            start = match.end()
            number = int(match[2]) if len(match[2]) < 7 else 0
            # A thing's tag with its stroke lost or in the wrong place can only mean the thing.
            mark = _Mark(number, bool(match[1]) and number in self.pairs)
            known = number in self.things or (number in self.pairs and not match[3])
            if known and mark not in seen:
                seen.add(mark)
                tokens.append(mark)
        tokens.append(text[start:])
        return self._paired(tokens)

    def _paired(self, tokens: list[_Token]) -> list[_Token]:
        """Without marks that have no partner or cross an earlier pair."""
        good: set[int] = set(self.things)
        opened: list[int] = []
        for token in tokens:
            if not isinstance(token, _Mark) or token.number in self.things:
                continue
            if not token.end:
                opened.append(token.number)
            elif token.number in opened:
                # What was opened later and is still open crosses this pair.
                del opened[opened.index(token.number) :]
                good.add(token.number)
        return [token for token in tokens if isinstance(token, str) or token.number in good]

    def _with_lost(self, tokens: list[_Token]) -> list[_Token]:
        here = {token.number for token in tokens if isinstance(token, _Mark)}
        following: int | None = None
        for number in reversed(self.order):
            if number in self.things and number not in here:
                place = len(tokens) if following is None else tokens.index(_Mark(following))
                tokens.insert(place, _Mark(number))
                here.add(number)
            if number in here:
                following = number
        return tokens

    def _in_order(self, tokens: list[_Token]) -> list[_Token]:
        """The ordered things in their order: the end of a range never before its start."""
        places = [
            place
            for place, token in enumerate(tokens)
            if isinstance(token, _Mark)
            and token.number in self.things
            and self.things[token.number].ordered
        ]
        marks = [tokens[place] for place in places]
        marks.sort(key=lambda mark: mark.number if isinstance(mark, _Mark) else 0)
        for place, mark in zip(places, marks, strict=True):
            tokens[place] = mark
        return tokens


class _Tree:
    """Nodes out of tokens whose pairs are all good."""

    def __init__(self, markup: Markup, tokens: list[_Token]) -> None:
        self._markup = markup
        self._tokens = iter(tokens)

    def nodes(self, look: Look, within: Group | None = None) -> tuple[Node, ...]:
        made: list[Node] = []
        for token in self._tokens:
            if isinstance(token, str):
                if token:
                    made.append(Words(lawful(token), look))
            elif token.number in self._markup.things:
                made.append(self._markup.things[token.number])
            elif token.end:
                break
            else:
                made += self._pair(self._markup.pairs[token.number], look, within)
        return tuple(made)

    def _pair(self, pair: Look | Group, look: Look, within: Group | None) -> tuple[Node, ...]:
        if isinstance(pair, Look):
            return self.nodes(pair, within)
        children = self.nodes(usual_look(pair.children) or look, pair)
        if within and not any(each is pair for each in within.children):
            return children  # a link in another link
        return (replace(pair, children=children),)
