"""The parts of Markdown and of plain text, line by line: linear in the length, whatever it is."""

from __future__ import annotations

import re

from nibble_engine.knowledge.part import Kind, Part

_MARKER = re.compile(
    r"[ \t]{0,64}(?:[-+*•·▪●◦‣–][ \t]|\d{1,4}[.)][ \t]|\d{1,3}[、．]|[（(]\d{1,3}[)）]|[①-⑳]"
    r"|[A-Za-z][.)][ \t])"
)
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
_HIDING = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"), ("<?", "?>"))
_FRONT = "---"
_MARKS = str.maketrans("", "", "*`")
_LINK = re.compile(r"!?\[([^\[\]]{0,200})\]\([^()\s]{0,500}\)")
_LONGEST_TITLE = 200
_LONGEST_HEADING = 400
"""Characters; more is a paragraph that somebody marked."""


def markdown_parts(text: str) -> list[Part]:
    """Parts in order that do not overlap; outside of them there is only white space."""
    return _Scan(text, marked=True).parts()


def plain_parts(text: str) -> list[Part]:
    """The same for text in which only underlined lines are headings."""
    return _Scan(text, marked=False).parts()


class _Scan:
    """One pass over the lines; ``_open`` is the part that the next line may belong to."""

    def __init__(self, text: str, *, marked: bool) -> None:
        self._text = text
        self._marked = marked
        self._parts: list[Part] = []
        self._open: tuple[Kind, int, int] | None = None
        self._lines = 0

    def parts(self) -> list[Part]:
        at = self._front()
        while at < len(self._text):
            end = self._text.find("\n", at)
            end = len(self._text) if end < 0 else end
            at = self._line(at, end) + 1
        self._close()
        return self._parts

    def _front(self) -> int:
        """The place after front matter, which is data about the page."""
        if not (self._marked and self._text.startswith(f"{_FRONT}\n")):
            return 0
        end = self._text.find(f"\n{_FRONT}\n", 3)
        if end < 0:
            return 0
        self._add("hidden", 0, end + 4)
        return end + 5

    def _line(self, at: int, end: int) -> int:
        """Reads the line there; gives the end of what was read."""
        line = self._text[at:end]
        if not line.strip():
            self._close()
        elif self._marked and (place := self._special(at, end, line)) is not None:
            return place
        elif self._is_underline(line):
            self._heading_of_open(at, end, 1 if line.lstrip()[0] == "=" else 2)
        elif line.lstrip().startswith("|"):
            self._add("row", at, end)
        elif _MARKER.match(line):
            self._close()
            self._open = ("item", at, end)
        else:
            kind, start = self._open[:2] if self._open else ("paragraph", at)
            self._lines += 1
            self._open = (kind, start, end)
        return end

    def _special(self, at: int, end: int, line: str) -> int | None:
        """The end of what Markdown has more than plain text has, if it begins there."""
        bare = line.lstrip()
        for opening, closing in _HIDING:
            if bare[: len(opening)].lower() == opening:
                found = self._text.find(closing, at)
                stop = found + len(closing) if found >= 0 else len(self._text)
                self._add("hidden", at, stop)
                return stop - 1
        if heading := _HEADING.match(line):
            title = line[heading.end() :].strip()
            shut = title.rstrip("#")
            title = shut.rstrip() if not shut or shut[-1:].isspace() else title
            self._add("heading", at, end, len(heading[1]), title)
            return end
        if fence := _FENCE.match(line):
            return self._fenced(at, end, fence[1])
        return None

    def _fenced(self, at: int, end: int, fence: str) -> int:
        closing = re.compile(rf"\n {{0,3}}{re.escape(fence)}[{fence[0]}]*[ \t]*(?=\n|\Z)")
        found = closing.search(self._text, end)
        stop = found.end() if found else len(self._text)
        self._add("code", at, stop)
        return stop

    def _is_underline(self, line: str) -> bool:
        bare = line.strip()
        mark = bare[:1]
        if mark not in {"=", "-"} or bare.strip(mark) or self._open is None or self._lines != 1:
            return False
        return self._open[0] == "paragraph" and len(bare) >= (1 if self._marked else 3)

    def _heading_of_open(self, at: int, end: int, level: int) -> None:
        assert self._open is not None
        start = self._open[1]
        self._open = None
        self._add("heading", start, end, level, self._text[start:at].strip())

    def _close(self) -> None:
        if self._open:
            kind, start, end = self._open
            self._open = None
            self._add(kind, start, end)
        self._lines = 0

    def _add(self, kind: Kind, start: int, end: int, level: int = 0, title: str = "") -> None:
        self._close()
        said = self._text[start:end]
        start += len(said) - len(said.lstrip())
        end = start + len(said.strip())
        if kind == "heading" and end - start > _LONGEST_HEADING:
            kind = "paragraph"
        if start < end:
            self._parts.append(Part(kind, start, end, level, bare_title(title)))


def bare_title(title: str) -> str:
    """A heading's words without links and marks of emphasis."""
    return _LINK.sub(r"\1", title).translate(_MARKS).strip()[:_LONGEST_TITLE]
