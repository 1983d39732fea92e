"""Samples of a person's own writing, by which a text can be made to sound like them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from nibble_app.writing.small_files import SmallFiles
from nibble_engine.documents import encoding
from nibble_engine.errors import BadInputError, DiskError, DocumentTooBigError, NibbleError

LEAST = 200
"""Characters below which a sample tells little of how somebody writes."""
MOST_BYTES = 256 * 1024
MOST_GIVEN = 20_000
"""Characters of all samples together that are looked at; what is typical shows in less."""
_TITLE = 32


@dataclass(frozen=True)
class Sample:
    """``text`` is all of it, "" where the file cannot be read."""

    name: str
    text: str

    @property
    def title(self) -> str:
        """Its first words."""
        line = " ".join(self.text[:200].split())
        return line if len(line) <= _TITLE else f"{line[: _TITLE - 1]}…"

    @property
    def is_short(self) -> bool:
        """Whether it tells little."""
        return len(self.text) < LEAST


class Voice:
    """The samples in ``folder``, which need not be there yet. They stay on this computer."""

    def __init__(self, folder: Path) -> None:
        self._files = SmallFiles(folder, ".txt", MOST_BYTES)

    def all(self) -> list[Sample]:
        """Every sample."""
        return [Sample(name, self._text(name)) for name in self._files.names()]

    def has_any(self) -> bool:
        """Whether there is a sample, read or not."""
        return bool(self._files.names())

    def samples(self) -> tuple[str, ...]:
        """The texts of the samples, the longest first, no more of them than are read at once."""
        texts = sorted((one.text for one in self.all() if one.text), key=len, reverse=True)
        given, left = [], MOST_GIVEN
        for text in texts:
            if left > 0:
                given.append(text[:left])
                left -= len(text)
        return tuple(given)

    def add(self, text: str) -> str:
        """Keeps a sample; returns its name. Raises `BadInputError` for one without words,
        `DocumentTooBigError` and `DiskError`."""
        data = text.strip().encode("utf-8", "replace")
        if not data:
            raise BadInputError(what="a sample without text")
        if len(data) > MOST_BYTES:
            raise DocumentTooBigError(path=Sample("", text.strip()).title)
        name = self._files.new_name(Sample("", text.strip()).title)
        self._files.write(name, data)
        return name

    def bring(self, path: Path) -> str:
        """Keeps the text of a .txt or .md file. Raises as `add`, and `DocumentEncodingError`."""
        try:
            if path.stat().st_size > MOST_BYTES:
                raise DocumentTooBigError(path=str(path))
            text = encoding.read(path).text
        except OSError as error:
            why = error.strerror or type(error).__name__
            raise DiskError(path=str(path), reason=why) from error
        return self.add(text.replace("\r\n", "\n"))

    def remove(self, name: str) -> bytes:
        """Deletes a sample; what was in it can be given to `restore`. Raises `DiskError`."""
        return self._files.remove(name)

    def restore(self, name: str, data: bytes) -> None:
        """Undoes `remove`. Raises `DiskError`."""
        self._files.write(name, data)

    def _text(self, name: str) -> str:
        try:
            data = self._files.read(name)
            return encoding.decoded(data[:MOST_BYTES], Path(name)).text.strip()
        except NibbleError:
            return ""
