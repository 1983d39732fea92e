"""The properties of a run that Markdown can say: bold, italic, struck, code."""

from __future__ import annotations

from copy import deepcopy

from nibble_engine.documents.office.elements import Element, attribute, beside, child, name, new
from nibble_engine.manuscript.blocks import Run
from nibble_engine.manuscript.word.styles import Styles, is_on, value

_MONOSPACE = ("courier", "consolas", "menlo", "monaco", "mono", "lucida console", "等宽")
_CODE_STYLES = {"code", "html code", "verbatim char", "inline code", "source code char"}
_TOGGLES = {"bold": ("w:b", "w:bCs"), "italic": ("w:i", "w:iCs"), "strike": ("w:strike",)}
# ECMA-376 part 1, 17.3.2.28: the order in which they must stand.
_ORDER = (
    *("ins", "del", "moveFrom", "moveTo", "rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps"),
    *("smallCaps", "strike", "dstrike"),
)
_OF_ONE_PLACE = {"w:b", "w:bCs", "w:i", "w:iCs", "w:strike", "w:dstrike", "w:rPrChange", "w:rStyle"}
_OF_ONE_PLACE |= {"w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:vanish", "w:u", "w:highlight"}
_OF_ONE_PLACE |= {"w:shd", "w:vertAlign", "w:em", "w:effect", "w:bdr"}
_CODE_FONT = "Consolas"


class Looks:
    """Reads and writes looks in one document."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles

    def of(self, run: Element) -> Run:
        """The look of a run, with no text."""
        properties = child(run, "w:rPr")
        if properties is None:
            return Run("")
        style = value(properties, "w:rStyle")
        said = (child(each, "w:rPr") for each in self._styles.chain(style))
        holders = [properties, *(each for each in said if each is not None)]
        names = {value(each, "w:name").lower() for each in self._styles.chain(style)}
        fonts = child(properties, "w:rFonts")
        font = (attribute(fonts, "ascii") if fonts is not None else "").lower()
        return Run(
            "",
            bold=_first(holders, "w:b"),
            italic=_first(holders, "w:i"),
            strike=_first(holders, "w:strike") or _first(holders, "w:dstrike"),
            code=bool(names & _CODE_STYLES) or any(each in font for each in _MONOSPACE),
        )

    def is_hidden(self, run: Element) -> bool:
        """Text that Word does not show."""
        properties = child(run, "w:rPr")
        return properties is not None and bool(is_on(properties, "w:vanish"))

    def change(self, run: Element, was: Run, wanted: Run) -> bool:
        """Gives the run what of ``wanted`` is not as it was; whether there was anything."""
        keys = (*_TOGGLES, "code")
        differing = [key for key in keys if getattr(was, key) != getattr(wanted, key)]
        if not differing:
            return False
        properties = child(run, "w:rPr")
        if properties is None:
            properties = new(run, "rPr")
            run.insert(0, properties)
        for key in differing:
            if key == "code":
                _set_code(properties, on=wanted.code)
            else:
                _toggle(properties, _TOGGLES[key], on=getattr(wanted, key))
        return True


def _first(holders: list[Element], toggle: str) -> bool:
    said = (is_on(each, toggle) for each in holders)
    return next((each for each in said if each is not None), False)


def _toggle(properties: Element, names: tuple[str, ...], *, on: bool) -> None:
    for each in names:
        old = child(properties, each)
        if old is not None:
            properties.remove(old)
    if on or value(properties, "w:rStyle"):
        for each in names:
            made = new(properties, each.partition(":")[2])
            if not on:  # its style may say otherwise
                made.set(beside(made, "val"), "0")
            put_in_order(properties, made)


def _set_code(properties: Element, *, on: bool) -> None:
    for each in ("w:rFonts", "w:rStyle") if not on else ("w:rFonts",):
        old = child(properties, each)
        if old is not None:
            properties.remove(old)
    if on:
        fonts = new(properties, "rFonts")
        for local in ("ascii", "hAnsi", "cs"):
            fonts.set(beside(fonts, local), _CODE_FONT)
        put_in_order(properties, fonts)


def put_in_order(properties: Element, made: Element) -> None:
    """Puts a property of a run where the schema wants it."""
    rank = _rank(made)
    place = sum(1 for each in properties if _rank(each) < rank)
    properties.insert(place, made)


def _rank(element: Element) -> int:
    local = name(element).partition(":")[2]
    return _ORDER.index(local) if local in _ORDER else len(_ORDER)


def bare(properties: Element | None, like: Element) -> Element:
    """A copy of a run's properties without what sets words apart from those around them."""
    made = deepcopy(properties) if properties is not None else new(like, "rPr")
    for each in [each for each in made if name(each) in _OF_ONE_PLACE]:
        made.remove(each)
    made.tail = None
    return made
