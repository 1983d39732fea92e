"""The characters of a paragraph, each with the element that has it, and what is not shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from nibble_engine.documents.office.elements import Element, attribute, child, name, related_to
from nibble_engine.manuscript.blocks import Line, Run, plain
from nibble_engine.manuscript.runs import tidy
from nibble_engine.manuscript.word.looks import Looks

_THROUGH = {"w:ins", "w:moveTo", "w:smartTag", "w:customXml", "w:dir", "w:bdo"}
_GONE = {"w:del": "tracked", "w:moveFrom": "tracked"}
_SIGNS = {"w:tab": "\t", "w:noBreakHyphen": "\u2011", "w:cr": "\n"}
_UNSEEN = {
    "w:footnoteReference": "footnotes",
    "w:endnoteReference": "endnotes",
    "w:commentReference": "comments",
    "w:sym": "symbols",
    "m:oMath": "formulas",
    "m:oMathPara": "formulas",
}
# What an editor cannot have in a line, and what stands for a picture there.
_ODD = dict.fromkeys(map(ord, "\x85\u2028\u2029\ufffc\ufdd0\ufdd1"), " ")
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:\\[lL]\s+)?"?([^"\s]+)"?', re.IGNORECASE)
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


@dataclass(eq=False)
class Group:
    """Characters that stand in one thing: a link, a field's result, signs with their reading.

    ``runs`` are a field's, from its begin to its end; ``wrapper`` is the one element around them.
    What is ``bound`` stays or goes as a whole.
    """

    runs: list[Element] = field(default_factory=list)
    wrapper: Element | None = None
    bound: bool = True

    @property
    def first(self) -> Element | None:
        """What begins it, if it has an extent of its own."""
        return self.wrapper if self.wrapper is not None else next(iter(self.runs), None)

    @property
    def last(self) -> Element | None:
        """What ends it."""
        return self.wrapper if self.wrapper is not None else next(reversed(self.runs), None)


@dataclass(frozen=True)
class Character:
    """``look`` has the character, or the picture; ``element`` is what has it in the run, from
    ``offset`` on."""

    look: Run
    element: Element
    offset: int = 0
    group: Group | None = None


@dataclass
class _Field:
    start: int
    runs: list[Element] = field(default_factory=list)
    instruction: str = ""
    has_result: bool = False


class Reader:
    """Reads paragraphs of one part. ``targets`` are the relations of the part: id to address or
    name; ``unseen`` collects the kinds of what is not shown, ``pictures`` one drawing of each."""

    def __init__(self, looks: Looks, unseen: set[str]) -> None:
        self._looks = looks
        self.targets: dict[str, str] = {}
        self._unseen = unseen
        self.pictures: dict[str, Element] = {}
        self._found: list[Character] = []
        self._fields: list[_Field] = []
        self._link = ""

    def characters(self, paragraph: Element) -> list[Character]:
        """Those of a paragraph, in order."""
        self._found, self._fields, self._link = [], [], ""
        self._holder(paragraph)
        return self._found

    def _holder(self, holder: Element) -> None:
        for each in holder:
            kind = _name(each)
            if kind == "w:r":
                self._run(each)
            elif kind == "w:hyperlink":
                self._linked(each)
            elif kind in _THROUGH:
                self._holder(each)
            elif kind == "w:sdt":
                content = child(each, "w:sdtContent")
                if content is not None:
                    self._holder(content)
            elif kind == "w:fldSimple":
                self._simple_field(each)
            elif kind in _GONE or kind in _UNSEEN:
                self._unseen.add((_GONE | _UNSEEN)[kind])

    def _linked(self, link: Element) -> None:
        outer = self._link
        anchor = attribute(link, "anchor")
        self._link = self.targets.get(related_to(link, "r:id"), "") or (anchor and f"#{anchor}")
        start = len(self._found)
        self._holder(link)
        self._bind(start, Group(wrapper=link, bound=False))
        self._link = outer

    def _simple_field(self, element: Element) -> None:
        start = len(self._found)
        self._holder(element)
        match = _HYPERLINK.match(attribute(element, "instr"))
        if match:
            self._relink(start, match[1])
        self._bind(start, Group(wrapper=element, bound=not match))

    def _run(self, run: Element) -> None:
        if self._looks.is_hidden(run):
            self._unseen.add("hidden")
            return
        look = replace(self._looks.of(run), link=self._link)
        for each in run:
            kind = _name(each)
            if kind in {"w:fldChar", "w:instrText"}:
                self._field_part(run, each, kind)
            elif self._fields and not self._fields[-1].has_result:
                continue
            else:
                self._content(each, kind, look)
        for open_field in self._fields:
            if run not in open_field.runs:
                open_field.runs.append(run)

    def _content(self, element: Element, kind: str, look: Run) -> None:
        if kind == "w:t":
            self._add(element, element.text or "", look)
        elif kind in _SIGNS:
            self._add(element, _SIGNS[kind], look)
        elif kind == "w:br":
            if attribute(element, "type") in {"", "textWrapping"}:
                self._add(element, "\n", look)
        elif kind == "w:ruby":
            base = child(element, "w:rubyBase")
            text = "".join(t.text or "" for t in base.iter("{*}t")) if base is not None else ""
            self._add(element, text, look, Group())
        elif kind in {"w:drawing", "w:pict", "w:object", "mc:AlternateContent"}:
            self._drawn(element, look)
        elif kind in _UNSEEN:
            self._unseen.add(_UNSEEN[kind])

    def _add(self, element: Element, text: str, look: Run, group: Group | None = None) -> None:
        said, shown_text = look.look, text.translate(_ODD)
        self._found += [
            Character(Run(sign, *said), element, at, group) for at, sign in enumerate(shown_text)
        ]

    def _drawn(self, element: Element, look: Run) -> None:
        if next(element.iter("{*}txbxContent"), None) is not None:
            self._unseen.add("boxes")
            return
        source = picture_source(element, self.targets)
        if not source:
            self._unseen.add("drawings")
            return
        alt = next((alt for each in element.iter("{*}docPr") if (alt := _alternative(each))), "")
        self.pictures.setdefault(source, element)
        self._found.append(Character(Run(alt, link=source, picture=True), element))

    def _field_part(self, run: Element, element: Element, kind: str) -> None:
        mark = attribute(element, "fldCharType")
        if kind == "w:instrText":
            if self._fields:
                self._fields[-1].instruction += element.text or ""
        elif mark == "begin":
            self._fields.append(_Field(len(self._found), [run]))
        elif self._fields and mark == "separate":
            self._fields[-1].has_result = True
        elif self._fields and mark == "end":
            done = self._fields.pop()
            done.runs += [] if run in done.runs else [run]
            self._close(done)

    def _close(self, done: _Field) -> None:
        match = _HYPERLINK.match(done.instruction)
        if match:
            self._relink(done.start, match[1])
        if match or not self._fields:
            self._bind(done.start, Group(done.runs, bound=not match))

    def _relink(self, start: int, link: str) -> None:
        self._found[start:] = [
            each if each.look.picture else replace(each, look=replace(each.look, link=link))
            for each in self._found[start:]
        ]

    def _bind(self, start: int, group: Group) -> None:
        if group.bound:
            self._unseen.add("fields")
        self._found[start:] = [
            each if each.group and not group.bound else replace(each, group=group)
            for each in self._found[start:]
        ]


def _name(element: Element) -> str:
    if isinstance(element.tag, str) and element.tag.startswith(_MATH):
        return "m:" + element.tag.removeprefix(_MATH)
    return name(element)


def _alternative(properties: Element) -> str:
    return attribute(properties, "descr") or attribute(properties, "title")


def picture_source(element: Element, targets: dict[str, str]) -> str:
    """The name of the picture that a drawing shows, or ""."""
    for each in element.iter("{*}blip", "{*}imagedata"):
        for key in ("r:embed", "r:id", "r:link"):
            target = targets.get(related_to(each, key), "")
            if target:
                return target.rpartition("/")[2]
    return ""


def line_of(characters: Iterable[Character]) -> Line:
    """The runs that the characters make."""
    return tidy(each.look for each in characters)


def shown(characters: list[Character], text: str) -> list[Character] | None:
    """Those of the characters that ``text`` shows, one for each of its own; None where it shows
    others.

    ``text`` has them in order, less some white space, and another for some.
    """
    found: list[Character] = []
    rest = iter(characters)
    for sign in text:
        match = next((each for each in rest if _same(plain([each.look]), sign)), None)
        if match is None:
            return None
        found.append(match)
    return found


def _same(one: str, other: str) -> bool:
    return one == other or (one.isspace() and other.isspace()) or {one, other} == set("☑☒")


def spans(characters: list[Character]) -> Iterator[tuple[Element, int, int]]:
    """The characters as parts of elements, neighbours together."""
    current: tuple[Element, int, int] | None = None
    for each in characters:
        if current and current[0] is each.element and current[2] == each.offset:
            current = (current[0], current[1], each.offset + 1)
        else:
            if current:
                yield current
            current = (each.element, each.offset, each.offset + 1)
    if current:
        yield current
