"""Which elements of a web page are there but cannot be seen."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

_NOUGHT = r"(?:0+(?:\.0+)?|\.0+)(?:px|pt|r?em|%)?\s*(?:;|!|$)"
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:^|[;{\s])color\s*:\s*transparent"
    rf"|(?:opacity|font-size)\s*:\s*{_NOUGHT}|font-size\s*:\s*[01](?:\.\d+)?(?:px|pt)\s*(?:;|!|$)"
    r"|(?:left|top|text-indent)\s*:\s*-\d{3,}"
    r"|clip\s*:\s*rect\(\s*0|clip-path\s*:\s*inset\(\s*(?:50|100)%",
    re.IGNORECASE,
)
_FLAT = re.compile(rf"(?:^|;|-)\s*(?:height|width)\s*:\s*{_NOUGHT}", re.IGNORECASE)
_CLIPPED = re.compile(r"overflow(?:-[xy])?\s*:\s*(?:hidden|clip)", re.IGNORECASE)
_PAPER = re.compile(
    r"(?:^|;)\s*color\s*:\s*(?:white|#fff(?:fff)?|rgba?\(\s*255\s*,\s*255\s*,\s*255[^)]*\))\s*(?:;|!|$)",
    re.IGNORECASE,
)
_WHITE = {"white", "#fff", "#ffffff"}
_BACKGROUND = re.compile(r"background", re.IGNORECASE)
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,2000})\}")
_MEDIA = re.compile(r"@media[^{}]{0,500}\{(?:[^{}]*\{[^{}]*\})*+[^{}]*\}", re.IGNORECASE)
_SIMPLE = re.compile(r"\s*(?:[A-Za-z]\w*)?([.#])([\w-]+)\s*")


class Hidden:
    """Reads the page's own style sheets for rules of one class or id."""

    def __init__(self, root: etree._Element) -> None:
        sheets = ["".join(map(str, each.itertext())) for each in root.iter("style")]
        self._plain = not sheets and not any(
            "stylesheet" in str(link.get("rel", "")).lower() for link in root.iter("link")
        )
        self._names = set(_names(sheets))

    def hides(self, element: etree._Element) -> bool:
        """Whether nobody sees the element, although its parents are seen."""
        style = str(element.get("style", ""))
        if element.get("hidden") is not None or _is_hiding(style):
            return True
        if self._names:
            classes = {"." + name for name in str(element.get("class", "")).split()}
            if self._names & (classes | {"#" + str(element.get("id", ""))}):
                return True
        pale = _PAPER.search(style) or str(element.get("color", "")).lower() in _WHITE
        return bool(pale) and self._plain and not _on_colour(element)


def _is_hiding(rules: str) -> bool:
    """Whether such a style leaves nothing to see; a box without height only if it is clipped."""
    flat = _CLIPPED.search(rules) and _FLAT.search(rules)
    return bool(flat or _HIDING.search(rules))


def _names(sheets: Iterable[str]) -> Iterable[str]:
    for sheet in sheets:
        for selectors, rules in _RULE.findall(_MEDIA.sub("", sheet)):
            if _is_hiding(rules):
                for selector in selectors.split(","):
                    if found := _SIMPLE.fullmatch(selector):
                        yield found[1] + found[2]


def _on_colour(element: etree._Element) -> bool:
    """Whether something behind it has a colour of its own."""
    return any(
        _BACKGROUND.search(str(each.get("style", ""))) or each.get("bgcolor") is not None
        for each in (element, *element.iterancestors())
    )
