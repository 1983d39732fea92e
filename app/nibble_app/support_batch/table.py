"""A table of messages as it was read: headings, rows of text, and which column has the messages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from nibble_engine.errors import BadTableError, NoColumnError

MOST_ROWS = 200_000
MOST_CHARACTERS = 64 * 2**20
MOST_COLUMNS = 512
_NAMES = (
    "message",
    "text",
    "body",
    "content",
    "question",
    "comment",
    "inquiry",
    "enquiry",
    "customer message",
    "消息",
    "消息内容",
    "客户消息",
    "留言",
    "内容",
    "正文",
    "文本",
    "问题",
    "咨询",
    "咨询内容",
    "訊息",
    "內容",
    "問題",
)


@dataclass(frozen=True)
class Table:
    """Every row has as many cells as there are headings; no heading is there twice."""

    path: Path
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def column(self, name: str = "") -> int:
        """The column of that heading, or where none is named, that of the messages.

        Raises `NoColumnError`.
        """
        wanted = [name.strip().casefold()] if name else [*_NAMES]
        there = [heading.casefold() for heading in self.headings]
        for each in wanted:
            if each in there:
                return there.index(each)
        if not name and len(there) == 1:
            return 0
        raise NoColumnError(path=str(self.path), columns=", ".join(self.headings))


def made(path: Path, lines: Iterable[Sequence[str]]) -> Table:
    """The table of lines of cells, of which the first has the headings; in a table of one column
    only where it is a name for messages. Lines without any text are left out.

    Raises `BadTableError` where there is no row, or more text than a table may have.
    """
    kept: list[tuple[str, ...]] = []
    characters = 0
    for line in lines:
        cells = tuple(line[:MOST_COLUMNS])
        if any(cell.strip() for cell in cells):
            kept.append(cells)
            characters += sum(map(len, cells))
        if len(kept) > MOST_ROWS + 1 or characters > MOST_CHARACTERS:
            raise BadTableError(path=str(path), reason="size")
    width = max(map(len, kept), default=0)
    alone = width == 1 and kept[0][0].strip().casefold() not in _NAMES
    first = ("text",) if alone else next(iter(kept), ())
    rows = kept if alone else kept[1:]
    if not rows:
        raise BadTableError(path=str(path), reason="empty")
    return Table(path, _headings(first, width), tuple(_padded(row, width) for row in rows))


def _headings(first: tuple[str, ...], width: int) -> tuple[str, ...]:
    found: list[str] = []
    for at, cell in enumerate(_padded(first, width), 1):
        name = " ".join(cell.split()) or f"column {at}"
        found.append(name if name not in found else f"{name} ({at})")
    return tuple(found)


def _padded(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    return row + ("",) * (width - len(row))
