"""What a partial file still has after the program died, and after the power was lost."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from nibble_engine.download.manifest import RemoteFile
from nibble_engine.download.part_file import PartFile
from nibble_engine.download.ranges import Ranges

DATA = random.Random(1).randbytes(10_000)
FILE = RemoteFile("model.safetensors", len(DATA), hashlib.sha256(DATA).hexdigest())


_open: list[PartFile] = []


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """A program that died closed nothing; the tests do in the end."""
    yield
    while _open:
        _open.pop().close()


def opened(folder: Path, sync: int = 10**9, file: RemoteFile = FILE) -> PartFile:
    _open.append(PartFile(file, folder, folder / "done", sync))
    return _open[-1]


def write(part: PartFile, pieces: int) -> None:
    claim = part.claim(10_000)
    assert claim
    for _ in range(pieces):
        part.write(claim, DATA[claim.at : claim.at + 1000], "hub")


def test_after_the_death_of_the_program_every_piece_is_there(tmp_path: Path) -> None:
    write(opened(tmp_path), 4)  # Nothing is closed.
    part = opened(tmp_path)
    assert part.there == 4000
    claim = part.claim(10_000)
    assert claim and (claim.at, claim.end) == (4000, 10_000)


def test_what_a_loss_of_power_took_is_fetched_again(tmp_path: Path) -> None:
    write(opened(tmp_path, sync=2000), 3)
    data = next(tmp_path.glob("*.part"))
    # Written to the journal, but only zeros of it came to the disk.
    data.write_bytes(DATA[:2000] + bytes(1000))
    part = opened(tmp_path)
    assert part.there == 2000
    claim = part.claim(10_000)
    assert claim and claim.at == 2000
    data.write_bytes(DATA[:2000])
    assert opened(tmp_path).there == 2000


@pytest.mark.parametrize("torn", [b"W 3000 1000 0", b"\xff\xfe", b"W 3000 1000 00000000\n", b"S 9"])
def test_a_torn_line_of_the_journal_costs_nothing_else(tmp_path: Path, torn: bytes) -> None:
    write(opened(tmp_path), 3)
    with next(tmp_path.glob("*.journal")).open("ab") as journal:
        journal.write(torn)
    part = opened(tmp_path)
    assert part.there == 3000
    write(part, 2)
    assert opened(tmp_path).there == 5000


def test_a_journal_that_claims_too_much_is_not_believed(tmp_path: Path) -> None:
    write(opened(tmp_path), 1)
    with next(tmp_path.glob("*.journal")).open("ab") as journal:
        journal.write(b"W 9000 99999 00000000\nW 5 18446744073709551616 00000000\n")
    assert opened(tmp_path).there == 1000


def test_bytes_of_another_content_are_not_taken_over(tmp_path: Path) -> None:
    write(opened(tmp_path), 3)
    other = RemoteFile(FILE.name, FILE.size, "0" * 64)
    assert opened(tmp_path, file=other).there == 0


def test_a_whole_file_is_right_or_not(tmp_path: Path) -> None:
    part = opened(tmp_path)
    claim = part.claim(10_000)
    assert claim
    part.write(claim, DATA[:-1] + b"?", "hub")
    assert not part.is_whole  # Somebody is still at it.
    part.release(claim)
    assert part.is_whole and not part.is_right()
    part.start_again()
    assert part.there == 0
    claim = part.claim(10_000)
    assert claim
    part.write(claim, DATA, "hub")
    part.release(claim)
    assert part.is_right()
    part.finish()
    assert (tmp_path / "done").read_bytes() == DATA
    assert [path.name for path in tmp_path.iterdir()] == ["done"]


def test_claims_do_not_overlap(tmp_path: Path) -> None:
    part = opened(tmp_path)
    claims = [part.claim(3000) for _ in range(5)]
    assert [(c.at, c.end) for c in claims if c] == [
        (0, 3000), (3000, 6000), (6000, 9000), (9000, 10_000),
    ]  # fmt: skip
    assert claims[4] is None and claims[1]
    part.release(claims[1])
    again = part.claim(3000)
    assert again and again.at == 3000


def test_ranges_are_those_of_a_plain_set() -> None:
    chance = random.Random(3)
    for _ in range(200):
        ranges, plain = Ranges(), set[int]()
        for _ in range(chance.randrange(1, 12)):
            start = chance.randrange(60)
            end = start + chance.randrange(0, 15)
            ranges.add(start, end)
            plain |= set(range(start, end))
        assert {n for start, end in ranges for n in range(start, end)} == plain
        assert ranges.size == len(plain)
        gaps = {n for start, end in ranges.gaps(80) for n in range(start, end)}
        assert gaps == set(range(80)) - plain
