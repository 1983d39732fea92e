"""Translation memories as other programs write them, and round trips."""

from __future__ import annotations

import io
import random
from datetime import UTC, datetime
from pathlib import Path

import psutil
import pytest
from lxml import etree

from nibble_engine.errors import BadTermFileError, DiskError, UnsafeTermFileError
from nibble_engine.interrupt import Interrupted
from nibble_engine.terms.bad_lines import BadLine
from nibble_engine.terms.entry import Entry
from nibble_engine.terms.tmx import read_tmx, write_tmx

# The parts of TMX 1.4's document type that matter to what is written here.
DTD = """
<!ELEMENT tmx (header,body)> <!ATTLIST tmx version CDATA #FIXED "1.4">
<!ELEMENT header (note|prop|ude)*>
<!ATTLIST header creationtool CDATA #REQUIRED creationtoolversion CDATA #REQUIRED
  segtype (block|paragraph|sentence|phrase) #REQUIRED o-tmf CDATA #REQUIRED
  adminlang CDATA #REQUIRED srclang CDATA #REQUIRED datatype CDATA #REQUIRED>
<!ELEMENT note (#PCDATA)> <!ELEMENT ude (#PCDATA)>
<!ELEMENT prop (#PCDATA)> <!ATTLIST prop type CDATA #REQUIRED>
<!ELEMENT body (tu*)>
<!ELEMENT tu ((note|prop)*,tuv+)>
<!ATTLIST tu tuid CDATA #IMPLIED usagecount CDATA #IMPLIED creationdate CDATA #IMPLIED
  changedate CDATA #IMPLIED srclang CDATA #IMPLIED>
<!ELEMENT tuv ((note|prop)*,seg)> <!ATTLIST tuv xml:lang CDATA #REQUIRED>
<!ELEMENT seg (#PCDATA|bpt|ept|ph|it|hi)*>
<!ELEMENT bpt (#PCDATA)> <!ATTLIST bpt i CDATA #REQUIRED x CDATA #IMPLIED>
<!ELEMENT ept (#PCDATA)> <!ATTLIST ept i CDATA #REQUIRED>
<!ELEMENT ph (#PCDATA)> <!ATTLIST ph x CDATA #IMPLIED>
<!ELEMENT it (#PCDATA)> <!ATTLIST it pos (begin|end) #REQUIRED x CDATA #IMPLIED>
<!ELEMENT hi (#PCDATA)>
"""


def tmx(*units: str, doctype: str = '<!DOCTYPE tmx SYSTEM "tmx14.dtd">', header: str = "en") -> str:
    return (
        f'<?xml version="1.0"?>{doctype}\n<tmx version="1.4"><header srclang="{header}"/><body>\n'
        + "\n".join(units)
        + "\n</body></tmx>"
    )


def unit(english: str, chinese: str, attributes: str = "") -> str:
    return (
        f'<tu {attributes}><tuv xml:lang="en-US"><seg>{english}</seg></tuv>'
        f'<tuv xml:lang="zh-CN"><seg>{chinese}</seg></tuv></tu>'
    )


def read(
    path: Path, text: str, pair: tuple[str, str] | None = None
) -> tuple[list[tuple[str, str]], list[BadLine]]:
    path.write_text(text, "utf-8")
    bad: list[BadLine] = []
    return [(e.source, e.target) for e in read_tmx(path, pair, bad=bad.append)], bad


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.tmx"


@pytest.mark.parametrize(
    ("english", "chinese", "made"),
    [
        ('a <bpt i="1">&lt;b></bpt>b<ept i="1">&lt;/b></ept>', '<bpt i="1"/>乙<ept i="1"/>甲',
         ("a ⟦1⟧b⟦/1⟧", "⟦1⟧乙⟦/1⟧甲")),
        ('<ph x="7">{0}</ph> of <ph x="9">{1}</ph>', '<ph x="9"/>的<ph x="7"/>',
         ("⟦1/⟧ of ⟦2/⟧", "⟦2/⟧的⟦1/⟧")),
        ("<ph>x</ph>a<ph>y</ph>", "<ph>x</ph>甲<ph>y</ph>", ("⟦1/⟧a⟦2/⟧", "⟦1/⟧甲⟦2/⟧")),
        ("a <hi>b <hi>c</hi></hi>", "甲<hi>乙</hi>", ("a ⟦1⟧b ⟦2⟧c⟦/2⟧⟦/1⟧", "甲⟦1⟧乙⟦/1⟧")),
        ('a<bpt i="1"/>b', '甲<ept i="1"/>', ("ab", "甲")),
        ('a<it pos="begin">&lt;b></it>b', "甲", ("ab", "甲")),
        ('<bpt i="1" x="5"/>a<ept i="1"/>', '<bpt i="2" x="5"/>甲<ept i="2"/>',
         ("⟦1⟧a⟦/1⟧", "⟦1⟧甲⟦/1⟧")),
        ('<bpt i="1">&lt;a title="<sub>s</sub>"></bpt>a<ept i="1"/>', "甲", ("⟦1⟧a⟦/1⟧", "甲")),
        ("a<!-- c --><?p i?>b &amp;amp;", "  甲\n ", ("ab &amp;", "甲")),
        ("a&nbsp;b", "甲", ("a&nbsp;b", "甲")),
    ],
)  # fmt: skip
def test_inline_elements(path: Path, english: str, chinese: str, made: tuple[str, str]) -> None:
    assert read(path, tmx(unit(english, chinese))) == ([made], [])


def test_directions_and_languages(path: Path) -> None:
    three = unit("a", "甲").replace("</tu>", '<tuv xml:lang="fr"><seg>b</seg></tuv></tu>')
    assert read(path, tmx(three))[0] == [("a", "甲"), ("a", "b")]
    assert read(path, tmx(three, header="zh-cn"))[0] == [("甲", "a"), ("甲", "b")]
    assert read(path, tmx(three, header="*all*"))[0] == [("a", "甲"), ("a", "b")]
    assert read(path, tmx(three), ("fr", "zh")) == ([("b", "甲")], [])
    assert read(path, tmx(unit("a", "甲", 'srclang="zh"'))) == ([("甲", "a")], [])
    assert read(path, tmx(unit("a", "甲").replace("xml:lang", "lang")))[0] == [("a", "甲")]


def test_what_cannot_be_used_is_told_with_its_line(path: Path) -> None:
    units = [unit("a", "甲"), unit("", "乙"), '<tu><tuv xml:lang="en"><seg>c</seg></tuv></tu>',
             "<tu/>", unit("d", '<ph x="1"/>'), '<tu><tuv xml:lang="en"/><tuv xml:lang="zh"/></tu>',
             unit("e", "戊")]  # fmt: skip
    pairs, bad = read(path, tmx(*units), ("en", "zh"))
    assert pairs == [("a", "甲"), ("d", "⟦1/⟧"), ("e", "戊")]
    assert [(b.line, b.reason) for b in bad] == [
        (4, "empty"), (5, "languages"), (6, "languages"), (8, "empty")]  # fmt: skip
    broken = tmx(unit("a", "甲"), unit("b", "乙"), "<tu><tuv")
    pairs, bad = read(path, broken)
    assert len(pairs) == 2 and bad[-1].reason == "xml"


DATES = 'creationdate="20240102T030405Z" changedate="20250102T030405Z" usagecount="4"'


def test_dates_and_uses(path: Path) -> None:
    path.write_text(
        tmx(unit("a", "甲", DATES),
            unit("b", "乙", 'creationdate="yesterday" usagecount="many"')), "utf-8")  # fmt: skip
    first, second = read_tmx(path)
    assert first.created == datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert first.changed == datetime(2025, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert (first.uses, first.origin) == (4, "tmx")
    assert (second.created, second.changed, second.uses) == (None, None, 0)


HOSTILE = "<b>&amp;]]>'\" \t\n\r 中𠮷e\u0301\u2028=+@"
TAGS = ["⟦1⟧a⟦/1⟧", "⟦1/⟧", "b⟦1⟧⟦2/⟧⟦/1⟧", ""]


def entries(seed: int, count: int = 80) -> list[Entry]:
    dice = random.Random(seed)
    when = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)

    def text() -> str:
        words = "".join(dice.choices(HOSTILE, k=dice.randint(1, 20))).strip()
        return "x" + words + dice.choice(TAGS)

    pairs = (("en", "zh-Hans"), ("zh-Hans", "en"), ("fr", "de"))
    return [
        Entry(text(), text(), *dice.choice(pairs), "tmx", when,
              dice.choice((when, when.replace(year=2027))), dice.randint(0, 3), text())
        for _ in range(count)
    ]  # fmt: skip


@pytest.mark.parametrize("seed", range(10))
def test_a_memory_comes_back_as_it_was(path: Path, seed: int) -> None:
    written = entries(seed)
    assert write_tmx(path, iter(written), "en") == len(written)
    bad: list[BadLine] = []
    assert [*read_tmx(path, bad=bad.append)] == [with_source_tags(e) for e in written]
    assert bad == []


def with_source_tags(entry: Entry) -> Entry:
    """Tags are numbered anew, and those of the target that the source lacks follow."""
    lone = "⟦1/⟧" in entry.source, "⟦1/⟧" in entry.target
    paired = "⟦1⟧" in entry.source, "⟦1⟧" in entry.target
    if paired[0] and lone[1]:
        shift = "⟦3/⟧" if "⟦2/⟧" in entry.source else "⟦2/⟧"
        return replaced(entry, entry.target.replace("⟦1/⟧", shift))
    if lone[0] and paired[1]:
        return replaced(
            entry,
            entry.target.replace("⟦2/⟧", "⟦3/⟧").replace("⟦1⟧", "⟦2⟧").replace("⟦/1⟧", "⟦/2⟧"),
        )
    return entry


def replaced(entry: Entry, target: str) -> Entry:
    fields = {name: getattr(entry, name) for name in Entry.__dataclass_fields__}
    return Entry(**{**fields, "target": target})


def test_what_is_written_is_valid(path: Path) -> None:
    odd = [Entry("⟦1⟧a ⟦3/⟧⟦/2⟧", "\0甲\x0b\ud800", "en", "zh", document="\x01")]
    write_tmx(path, [*entries(1), *odd], "en")
    assert b'<!DOCTYPE tmx SYSTEM "tmx14.dtd">' in path.read_bytes()
    document = etree.parse(path)
    dtd = etree.DTD(io.StringIO(DTD))
    assert dtd.validate(document), dtd.error_log
    assert [(e.source, e.target) for e in read_tmx(path)][-1] == ("a ⟦1/⟧", "甲")


def test_a_cancelled_export_leaves_the_old_file(path: Path) -> None:
    path.write_text("old", "utf-8")
    with pytest.raises(Interrupted):
        write_tmx(path, entries(1), "en", cancelled=lambda: True)
    assert path.read_text("utf-8") == "old" and len(list(path.parent.iterdir())) == 1


def test_a_large_file_is_read_piece_by_piece_and_can_be_stopped(path: Path) -> None:
    english = "A sentence with <bpt i='1'/>some<ept i='1'/> words, number {}. " * 4
    units = (unit(english.replace("{}", str(i)), f"第{i}句" * 20) for i in range(30_000))
    path.write_text(tmx(*units), "utf-8")
    assert path.stat().st_size > 10_000_000
    process, shares = psutil.Process(), list[float]()
    before, most = process.memory_info().rss, 0
    for i, _ in enumerate(read_tmx(path, progress=shares.append)):
        if i % 1000 == 0:
            most = max(most, process.memory_info().rss - before)
    assert i == 29_999
    assert most < 20_000_000  # as one tree it would take some 100 MB
    assert shares == sorted(shares) and shares[-1] == 1 and len(shares) > 100
    taken = []
    with pytest.raises(Interrupted):
        for entry in read_tmx(path, cancelled=lambda: len(taken) > 500):
            taken.append(entry)
    assert len(taken) < 600


LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))


@pytest.mark.parametrize(
    "inside",
    [
        f'<!ENTITY l0 "lol">{LAUGHS}',
        '<!ENTITY l9 SYSTEM "file:///etc/passwd">',
        '<!ENTITY % p SYSTEM "http://127.0.0.1:9/x">%p;',
    ],
)
def test_hostile_xml_is_refused(path: Path, inside: str) -> None:
    with pytest.raises(UnsafeTermFileError):
        read(path, tmx(unit("&l9;", "甲"), doctype=f"<!DOCTYPE tmx [{inside}]>"))


@pytest.mark.parametrize(
    ("text", "reason"), [("", "xml"), ("text", "xml"), ("<martif/>", "format"), ("<tmx", "xml")]
)
def test_what_is_no_tmx_is_refused(path: Path, text: str, reason: str) -> None:
    with pytest.raises(BadTermFileError) as raised:
        read(path, text)
    assert raised.value.params["reason"] == reason


def test_a_file_that_is_not_there(path: Path) -> None:
    with pytest.raises(DiskError):
        next(read_tmx(path))
    with pytest.raises(DiskError):
        write_tmx(path / "no folder", [], "en")
