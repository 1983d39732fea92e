"""Lists and quotations while they are written: what the next line begins with, and indenting."""

from __future__ import annotations

import re

STEP = 2
_ITEM = re.compile(
    r"(?P<quote>(?:[ \t]*>[ \t]?)*)(?P<indent>[ \t]*)"
    r"(?P<mark>[-*+](?=[ \t])|(?P<number>\d{1,9})(?P<dot>[.)](?=[ \t])|、))(?P<gap>[ \t]*)"
    r"(?P<box>\[[ xX]\][ \t]+)?"
)
_QUOTE = re.compile(r"(?:[ \t]*>[ \t]?)+")


def prefix(line: str) -> str:
    """What stands before the words of a list item or a quotation; "" elsewhere."""
    found = _ITEM.match(line) or _QUOTE.match(line)
    return found[0] if found else ""


def is_item(line: str) -> bool:
    """Whether the line begins an item of a list."""
    return _ITEM.match(line) is not None


def continued(line: str) -> str:
    """What the line after ``line`` begins with, so that the list or quotation goes on: the same
    mark, the next number, an empty box."""
    item = _ITEM.match(line)
    if item is None:
        return prefix(line)
    number = item["number"]
    mark = f"{int(number) + 1}{item['dot']}" if number else item["mark"]
    box = "[ ] " if item["box"] else ""
    return f"{item['quote']}{item['indent']}{mark}{item['gap']}{box}"


def indented(line: str, *, out: bool = False) -> str:
    """The item one step further in, or ``out``: as wide as the mark of a number, else two
    blanks. A line that is no item stays as it is."""
    item = _ITEM.match(line)
    if item is None:
        return line
    at, indent = item.start("indent"), item["indent"].replace("\t", "    ")
    step = len(item["mark"]) + len(item["gap"]) if item["number"] else STEP
    width = max(0, len(indent) - step) if out else len(indent) + step
    return line[:at] + " " * width + line[item.end("indent") :]
