"""Glossaries read from files as people have them, and round trips."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from nibble_engine.errors import BadTermFileError, DiskError, UnsafeTermFileError
from nibble_engine.terms.glossary import Term
from nibble_engine.terms.glossary_files import read_terms, write_terms
from nibble_engine.terms.tbx import Style, write_tbx

HOSTILE = (
    "=cmd|'/c calc'!A1 \"q\" 'a' <b>&amp;]]> \\ | , ; \t \n \r\n"
    " \u2028 \x0b 中文 𠮷 e\u0301 ⟦1⟧ \ufeff"
)


def read(
    path: Path, data: bytes | str, encoding: str = "utf-8"
) -> tuple[list[tuple[str, ...]], list[tuple[int, str]]]:
    path.write_bytes(data if isinstance(data, bytes) else data.encode(encoding))
    found = read_terms(path, "zh", "en")
    return [(t.source, t.target, t.note) for t in found.terms], [
        (b.line, b.reason) for b in found.bad
    ]


ROWS = "订单,order,a note\n退款,refund,\n"
MADE = [("订单", "order", "a note"), ("退款", "refund", "")]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"]
)
@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".txt"])
def test_encodings(tmp_path: Path, encoding: str, suffix: str) -> None:
    text = ROWS if suffix == ".csv" else ROWS.replace(",", "\t")
    assert read(tmp_path / f"a{suffix}", text, encoding) == (MADE, [])


@pytest.mark.parametrize(
    "text",
    [
        "zh,en,note\n" + ROWS,
        "EN-us,Note,zh_CN\norder,a note,订单\nrefund,,退款",
        "de,en,zh,备注\nAuftrag,order,订单,a note\nx,refund,退款,\n",
        "原文;译文;备注\r\n订单;order;a note\r\n退款;refund;\r\n",
        "Target,Source,Note\rorder,订单,a note\rrefund,退款,\r",
        ROWS + "\n\n  \n",
        '"订单","order","a note"\n"退款","refund",""',
    ],
)
def test_headings_and_delimiters(tmp_path: Path, text: str) -> None:
    assert read(tmp_path / "a.csv", text) == (MADE, [])


def test_each_bad_line_is_told_and_stops_nothing(tmp_path: Path) -> None:
    data = (
        'zh,en,note\n一,one,\n"二,two,\n三\n,four,\n五,,\n'.encode()
        + b"\xe5\x85,six,\n"
        + '"七\n七",seven,\n八,"eight" 8,\n"",nine,\n十,ten,"a\n\nb"\n百,hundred,'.encode()
    )
    terms, bad = read(tmp_path / "a.csv", data)
    assert [term[0] for term in terms] == ["一", "七\n七", "十", "百"]
    assert bad == [(3, "quote"), (4, "columns"), (5, "empty"), (6, "empty"), (7, "encoding"),
                   (10, "quote"), (11, "empty")]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.csv", b"PK\x03\x04\x00\x00\x00\x01\x02", "encoding"),
        ("a.tbx", b"no xml", "xml"),
        ("a.tbx", b"", "xml"),
        ("a.tbx", b"<html><body/></html>", "format"),
    ],
)
def test_what_is_no_glossary_is_refused(
    tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    with pytest.raises(BadTermFileError) as raised:
        read(tmp_path / name, data)
    assert raised.value.params["reason"] == reason


def test_a_table_of_other_languages_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("zh,en\n" + ROWS, "utf-8")
    with pytest.raises(BadTermFileError) as raised:
        read_terms(path, "zh", "de")
    assert raised.value.params["reason"] == "languages"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    for suffix in (".csv", ".tbx"):
        with pytest.raises(DiskError):
            read_terms(tmp_path / f"nothing{suffix}", "zh", "en")
        with pytest.raises(DiskError):
            write_terms(tmp_path / "no folder" / f"a{suffix}", [])


def invented(seed: int, *, case: bool) -> list[Term]:
    dice = random.Random(seed)

    def cell() -> str:
        text = "".join(dice.choices(HOSTILE, k=dice.randint(1, 12)))
        return text.strip() or "x"

    return list(
        dict.fromkeys(
            Term(cell(), cell(), "zh", "en", cell() if dice.random() < 0.5 else "",
                 case and dice.random() < 0.5, tuple(cell() for _ in range(dice.randint(0, 2))))
            for _ in range(60)
        )
    )  # fmt: skip


@pytest.mark.parametrize("suffix", [".csv", ".tsv"])
@pytest.mark.parametrize("seed", range(10))
def test_tables_come_back_as_they_were(tmp_path: Path, suffix: str, seed: int) -> None:
    terms = [*invented(seed, case=True), Term(HOSTILE.strip(), "=1+1", "zh", "en", "@note")]
    path = tmp_path / f"a{suffix}"
    write_terms(path, terms)
    assert read_terms(path, "zh", "en").terms == tuple(terms)
    assert not read_terms(path, "zh", "en").bad
    back = read_terms(path, "en", "zh").terms
    assert [(t.source, t.target) for t in back] == [
        *dict.fromkeys((t.target, t.source) for t in terms)
    ]


@pytest.mark.parametrize("style", ["v2", "dca", "dct"])
@pytest.mark.parametrize("seed", range(5))
def test_tbx_comes_back_as_it_was(tmp_path: Path, style: Style, seed: int) -> None:
    terms = [carried(term) for term in invented(seed, case=False)]
    path = tmp_path / "a.tbx"
    write_tbx(path, terms, style)
    found = read_terms(path, "zh", "en")
    assert found.terms == tuple(dict.fromkeys(terms)) and not found.bad
    assert (b"martif" in path.read_bytes()) == (style == "v2")


def carried(term: Term) -> Term:
    """Without the one character that XML cannot carry."""
    fields = [
        getattr(term, name).replace("\x0b", "").strip() for name in ("source", "target", "note")
    ]
    forbidden = tuple(word.replace("\x0b", "").strip() or "x" for word in term.forbidden)
    return Term(fields[0] or "x", fields[1] or "x", "zh", "en", fields[2], False, forbidden)


V2 = """<?xml version="1.0"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX" xml:lang="en"><martifHeader/><text><body>
<termEntry id="1"><descrip type="definition">what is bought</descrip>
 <langSet xml:lang="zh-CN"><tig><term>订单</term></tig></langSet>
 <langSet xml:lang="en-US">
  <ntig><termGrp><term>purchase</term>
   <termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termGrp></ntig>
  <tig><term><hi>or</hi>der</term>
   <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
  <tig><term>command</term>
   <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
 </langSet></termEntry>
<termEntry id="2"><langSet xml:lang="de"><tig><term>Auftrag</term></tig></langSet></termEntry>
<termEntry id="3"><langSet xml:lang="zh"><tig><term>退款</term></tig></langSet>
 <langSet xml:lang="en"><tig><term>refund</term></tig></langSet></termEntry>
"""


def test_tbx_of_others(tmp_path: Path) -> None:
    path = tmp_path / "a.tbx"
    path.write_text(V2 + "</body></text></martif>", "utf-8")
    found = read_terms(path, "zh", "en")
    assert [(t.source, t.target, t.note, t.forbidden) for t in found.terms] == [
        ("订单", "order", "what is bought", ("command",)),
        ("订单", "purchase", "what is bought", ("command",)),
        ("退款", "refund", "", ()),
    ]
    assert [(bad.line, bad.reason) for bad in found.bad] == [(14, "languages")]


def test_tbx_that_breaks_off_gives_what_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.tbx"
    path.write_text(V2 + "<termEntry><langSet", "utf-8")
    found = read_terms(path, "zh", "en")
    assert len(found.terms) == 3 and found.bad[-1].reason == "xml"


LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10}">' for i in range(1, 10))
HOSTILE_DTDS = [
    f'<!DOCTYPE martif [<!ENTITY l0 "lol">{LAUGHS}]>',
    '<!DOCTYPE martif [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE martif [<!ENTITY l9 SYSTEM "http://127.0.0.1:9/x">]>',
    '<!DOCTYPE martif [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;<!ENTITY l9 "x">]>',
    '<!DOCTYPE martif [<!ENTITY % p SYSTEM "file:///etc/passwd">]>',
]


@pytest.mark.parametrize("dtd", HOSTILE_DTDS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("place", ["text", "attribute", "root"])
def test_entities_are_refused(tmp_path: Path, dtd: str, encoding: str, place: str) -> None:
    external = place == "attribute" and "SYSTEM" in dtd  # which XML itself forbids
    attribute = ' id="&l9;"' if place == "attribute" and not external else ""
    root = ' x="&l9;"' if place == "root" and "l0" in dtd else ""
    body = "&l9;" if place == "text" else ""
    xml = f"""{dtd}<martif{root}><text><body><termEntry{attribute}><langSet xml:lang="zh"><tig>
      <term>{body}</term></tig></langSet></termEntry></body></text></martif>"""
    (tmp_path / "a.tbx").write_bytes(xml.encode(encoding))
    with pytest.raises(BadTermFileError) as raised:
        read_terms(tmp_path / "a.tbx", "zh", "en")
    assert isinstance(raised.value, UnsafeTermFileError) or root


def test_a_file_that_could_not_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old", "utf-8")

    def failing() -> list[Term]:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_terms(path, (term for _ in "x" for term in failing()))
    assert path.read_text("utf-8") == "old" and list(tmp_path.iterdir()) == [path]
