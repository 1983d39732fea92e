"""The process that reads and writes the files of the writing mode; see documents/child.py."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from nibble_engine.documents import encoding, formats
from nibble_engine.documents.child import serve
from nibble_engine.documents.html import DECLARED
from nibble_engine.documents.office.tracked import Revision
from nibble_engine.documents.saving import save
from nibble_engine.errors import DocumentTooBigError, UnknownFormatError
from nibble_engine.manuscript.blocks import Block
from nibble_engine.manuscript.html_reading import from_html
from nibble_engine.manuscript.html_writing import title_of, to_html
from nibble_engine.manuscript.language import is_chinese
from nibble_engine.manuscript.markdown_reading import from_markdown
from nibble_engine.manuscript.markdown_writing import to_markdown
from nibble_engine.manuscript.plain_writing import to_plain
from nibble_engine.manuscript.provenance_marks import LINES, labelled, with_front_matter

MOST_TEXT = 5_000_000
"""Characters that the editor is given."""
_NIBBLE = "Nibble"
_ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028\u2029\ufdd0\ufdd1\ufffc]")
"""What an editor cannot have in a line."""
_Told = dict[str, str]


def answer(path: Path, request: dict[str, Any]) -> dict[str, object]:
    """What is asked of a file: its text, or to be written."""
    if "target" not in request:
        return _read(path)
    target, told = Path(request["target"]), dict(request["facts"])
    source = Path(request["source"]) if "source" in request else None
    text = str(request["text"])
    match request["format"]:
        case "docx":
            _write_word(target, text, source, told, request)
        case "html":
            blocks = labelled(from_markdown(text), told)
            meta = {"generator": _NIBBLE, **told}
            save(target, to_html(blocks, meta=meta).encode())
        case "markdown":
            said = _with_line(text, told)
            save(target, _encoded(with_front_matter(said, told), source))
        case "txt":
            # A text that was opened as one has no marks to be taken away.
            plain = to_plain(from_markdown(text)) if source is None else text
            save(target, _encoded(_with_line(plain, told), source))
        case _:
            raise UnknownFormatError(path=str(path))
    return {"written": True}


def _read(path: Path) -> dict[str, object]:
    found = formats.format_of(path)
    notes: set[str] = set()
    if found.name == "docx":
        from nibble_engine.manuscript.word import documents

        word = documents.opened(path.read_bytes())
        text, notes = to_markdown(documents.blocks(word)), word.unseen
    elif found.name == "html":
        text, notes = to_markdown(from_html(encoding.read(path, DECLARED).text)), {"layout"}
    elif found.name in {"markdown", "txt"}:
        text = encoding.read(path).text.replace("\r\n", "\n").replace("\r", "\n")
    else:
        raise UnknownFormatError(path=str(path))
    text = _ODD.sub("", text)
    if len(text) > MOST_TEXT:
        raise DocumentTooBigError(path=str(path))
    return {"text": text, "notes": sorted(notes)}


def _encoded(text: str, source: Path | None) -> bytes:
    """In the encoding and with the line ends of the file that the text came from."""
    if source is None:
        return text.encode()
    old = encoding.read(source)
    return old.encoded(text.replace("\n", old.newline), "replace")


def _with_line(text: str, told: _Told) -> str:
    line = LINES[is_chinese(from_markdown(text))]
    if not told or text.rstrip().splitlines()[-1:] in ([line], [f"*{line}*"]):
        return text
    return f"{text.rstrip()}\n\n{line}\n"


def _write_word(
    target: Path, text: str, source: Path | None, told: _Told, request: dict[str, Any]
) -> None:
    from nibble_engine.manuscript import properties
    from nibble_engine.manuscript.word import documents

    data = source.read_bytes() if source else documents.empty()
    word = documents.opened(data)
    blocks = labelled(from_markdown(text), told)
    author = Revision(request["author"], request["date"])
    texts: list[tuple[list[Block], Revision | None]] = [
        (blocks, author if request["tracked"] and source else None)
    ]
    if request["pending"]:
        proposed = labelled(from_markdown(_applied(text, request["pending"])), told)
        texts.append((proposed, Revision(_NIBBLE, request["date"])))
    if source is None:
        properties.entitle(word, title_of(blocks), request["date"])
    properties.tell(word, told, LINES[is_chinese(blocks)])
    documents.write(word, target, texts)


def _applied(text: str, pending: list[tuple[int, int, str]]) -> str:
    made, place = "", 0
    for start, end, replacement in sorted(pending, key=lambda each: each[:2]):
        made += text[place:start] + replacement
        place = end
    return made + text[place:]


if __name__ == "__main__":
    serve(answer)
