"""XML of others, read element by element and never trusted; and text that XML can carry."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree

from nibble_engine.errors import BadTermFileError, DiskError, UnsafeTermFileError
from nibble_engine.interrupt import Interrupted
from nibble_engine.terms.bad_lines import BadLine, Report

XML = "http://www.w3.org/XML/1998/namespace"
LANGUAGE = f"{{{XML}}}lang"
Progress = Callable[[float], None]
Cancelled = Callable[[], bool]
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BETWEEN_LOOKS = 64


def silent(_: float) -> None:
    """Shows no progress."""


def never() -> bool:
    """Is not cancelled."""
    return False


def elements(
    path: Path,
    roots: frozenset[str],
    names: frozenset[str],
    *,
    bad: Report,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> Iterator[etree._Element]:
    """Each whole element of one of ``names`` (without namespaces) under a root of ``roots``; it is
    emptied when the next one is asked for, so a file of any size takes little memory.

    ``progress`` gets the share that is read, from 0 to 1. XML that breaks off after the first of
    them is told to ``bad``. Raises `UnsafeTermFileError` where entities are declared, another
    `BadTermFileError` for what is no such file, `DiskError`, and `Interrupted`."""
    count = 0
    try:
        with path.open("rb") as file:
            size = max(1, os.fstat(file.fileno()).st_size)
            for element in _parsed(file, path, roots, names):
                if count % _BETWEEN_LOOKS == 0:
                    progress(min(1.0, file.tell() / size))
                    if cancelled():
                        raise Interrupted
                count += 1
                yield element
    except etree.XMLSyntaxError as error:
        if not count:
            raise BadTermFileError(str(error), path=str(path), reason="xml") from error
        bad(BadLine(error.lineno or 0, "xml"))
    except OSError as error:
        raise DiskError(str(error), path=str(path), reason=error.strerror or "") from error
    progress(1.0)


def local(element: etree._Element) -> str:
    """The name without its namespace; "" for a comment and the like."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def line_of(element: etree._Element) -> int:
    """The line on which it begins, 0 if that is not known."""
    line = element.sourceline
    return line if isinstance(line, int) else 0


def language_of(element: etree._Element) -> str:
    """Its own xml:lang, or lang as older files have it."""
    return str(element.get(LANGUAGE) or element.get("lang") or "")


def carried(text: str) -> str:
    """``text`` without the characters that XML cannot carry, such as NUL."""
    return _ILLEGAL.sub("", text)


def _parsed(
    file: object, path: Path, roots: frozenset[str], names: frozenset[str]
) -> Iterator[etree._Element]:
    events = etree.iterparse(
        file,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    first = True
    for event, element in events:
        if first:
            _check(element, path, roots)
            first = False
        if event == "end" and local(element) in names:
            yield element
            _forget(element)


def _check(root: etree._Element, path: Path, roots: frozenset[str]) -> None:
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):  # type: ignore[attr-defined]
        raise UnsafeTermFileError(path=str(path))
    if local(root) not in roots:
        raise BadTermFileError(path=str(path), reason="format")


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
