"""Files that want to harm: each is read within bounds, or refused with an error of the tree."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from nibble_engine.errors import DiskError, NibbleError, ThreadFileError
from nibble_engine.support.threads import pasted, read_threads

HEAD = b"From: a@b.org\nSubject: s\n"
DEEP = 100_000
REFUSED: dict[str, bytes] = {
    "empty.csv": b"",
    "empty.json": b"",
    "empty.jsonl": b"",
    "empty.eml": b"",
    "empty.mbox": b"",
    "blank.csv": b"\n\n \n",
    "no-column.csv": b"a,b\n1,2\n",
    "headings-only.csv": b"text\n",
    "nul.csv": b"text\na\0b\n",
    "zip.csv": b"PK\x03\x04" + bytes(100),
    "pdf.eml": b"%PDF-1.7\n",
    "png.json": b"\x89PNG\r\n\x1a\n",
    "gzip.mbox": b"\x1f\x8b\x08" + bytes(20),
    "noise.csv": bytes(range(256)) * 50,
    "noise.eml": bytes(range(255, -1, -1)) * 50,
    "no-mail.eml": b"just some words\n\nand more",
    "no-mail.mbox": b"hello\n",
    "number.json": b"7",
    "text.json": b'"hello"',
    "null.json": b"null",
    "none.json": b"[]",
    "cut.json": b'[{"text": "a"',
    "deep-list.json": b"[" * DEEP + b"]" * DEEP,
    "deep-object.json": b'{"messages":' * DEEP + b"1" + b"}" * DEEP,
    "long-number.json": b'[{"text": ' + b"9" * 100_000 + b"}]",
    "deep.jsonl": b"[" * DEEP,
    "no-json.jsonl": b"a\nb\nc\n",
    "wrong.txt": b"hello",
    "program.exe": b"MZ",
    "many.json": b"[" + b"1," * 200_000 + b"1]",
    "many.csv": b"text\n" + b"a\n" * 100_001,
    "borders.mbox": b"From a 10:00\n" * 5_000,
    "address-bomb.eml": b"From: " + b"(" * 500_000 + b"\nSubject: s\n\nHi",
    "entities.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
}
READ: dict[str, bytes] = {
    "formula.csv": b"text\n=cmd|' /C calc'!A0\n",
    "open-quotes.csv": b"text\n" + b'"a\n' * 20_000,
    "quotes.csv": b"text\n" + b'"' * 200_001 + b"\nHi\n",
    "wide.csv": b"text," + b"x," * 50_000 + b"\nHi" + b"," * 50_000,
    "long-cell.csv": b"text\n" + b"a" * 5_000_000,
    "surrogate.json": b'["\\ud800 hi"]',
    "odd-types.json": b'[1, null, true, {"text": {"a": 1}}, {"text": []}, {"role": 3}, "Hi"]',
    "odd-time.json": b'[{"text": "Hi", "time": 1e308}, {"text": "Hi", "time": -1e18},'
    b' {"text": "Hi", "time": "9999999-99-99"}, {"text": "Hi", "time": NaN}]',
    "same-keys.json": b'[{"text": "a", "text": "b"}]',
    "addresses.eml": b"From: a@b.org\nTo: " + b"a@b.org, " * 100_000 + b"\n\nHi",
    "words-bomb.eml": HEAD + b"Subject: " + b"=?utf-8?q?a?= " * 50_000 + b"\n\nHi",
    "folds.eml": HEAD + b"References: " + b"<a@b>\n " * 100_000 + b"x\n\nHi",
    "parameters.eml": HEAD + b"Content-Type: text/plain" + b"; a=b" * 100_000 + b"\n\nHi",
    "many-headers.eml": HEAD + b"X-A: b\n" * 50_000 + b"\nHi",
    "no-blank-line.eml": HEAD + b"this is no header\nHi",
    "unclosed-part.eml": HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nHi",
    "no-boundary.eml": HEAD + b"Content-Type: multipart/mixed\n\nHi",
    "bad-base64.eml": HEAD + b"Content-Transfer-Encoding: base64\n\n!!!!SGk=",
    "bad-charset.eml": HEAD + b"Content-Type: text/plain; charset=\"\xff\xfe;'\"\n\nHi",
    "bad-date.eml": HEAD + b"Date: Foo, 99 Bar 99999 99:99:99 +9999\n\nHi",
    "nul.eml": HEAD + b"\nH\0i",
    "bad-id.eml": HEAD + b"Message-ID: <[[[@\nIn-Reply-To: <<<>>>\n\nHi",
    "self-answer.eml": HEAD + b"Message-ID: <a@b>\nReferences: <a@b> <a@b>\n\nHi",
    "open-tags.eml": HEAD + b"Content-Type: text/html\n\n" + b"<div><b>" * 20_000 + b"Hi",
    "open-svg.eml": HEAD + b"Content-Type: text/html\n\nHi" + b"<svg>" * 20_000,
    "comment.eml": HEAD + b"Content-Type: text/html\n\nHi<!--" + b"-" * 200_000,
    "entities.eml": HEAD + b"Content-Type: text/html\n\n" + b"&lt;" * 50_000,
    "quoted.eml": HEAD + b"\n" + b"> " * 50_000 + b"\nHi",
    "levels.eml": HEAD + b"".join(b"\nOn x, Bob wrote:\n" + b">" * n + b"a" for n in range(99)),
    "good-and-bad.mbox": b"From a 10:00\nrubbish\n\nFrom a 10:00\n" + HEAD + b"\nHi\n",
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(REFUSED[name])
    with pytest.raises(ThreadFileError) as caught:
        read_threads(path)
    assert caught.value.params["path"] == str(path)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("name", READ)
def test_it_is_read_within_bounds(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(READ[name])
    threads, bad = read_threads(path)
    assert threads or bad
    for thread in threads:
        for message in thread.messages:
            assert message.text.encode()
            assert "\0" not in message.text
            assert len(message.text) <= 100_000


def test_a_mail_of_many_parts(tmp_path: Path) -> None:
    boundaries = [f"b{level}" for level in range(150)]
    body = "".join(f'Content-Type: multipart/mixed; boundary="{b}"\n\n--{b}\n' for b in boundaries)
    path = tmp_path / "deep.eml"
    path.write_bytes(HEAD + body.encode() + b"Content-Type: text/plain\n\nHi")
    _, bad = read_threads(path)
    assert [one.reason for one in bad] == ["empty"]


def test_a_file_of_200_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.mbox"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    with pytest.raises(ThreadFileError) as caught:
        read_threads(path)
    assert caught.value.params["reason"] == "size"


@pytest.mark.parametrize("name", ["missing.csv", "nul\0name.csv", "x" * 300 + ".csv"])
def test_what_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(DiskError):
        read_threads(tmp_path / name)


def test_a_folder_and_a_pipe_are_no_files(tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    names = ["a.csv"]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "b.csv")
        names.append("b.csv")
    for name in names:
        with pytest.raises(NibbleError):
            read_threads(tmp_path / name)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text",
    [
        "\0" * 1000,
        "Customer:" * 50_000,
        "客户：\n" * 50_000,
        ">" * 500_000,
        "> \n" * 100_000,
        "On a wrote:\n" * 20_000,
        "发件人: a\n" * 20_000,
        "[" * 100_000,
        "\ud800 hi",
        "a" * 2_000_000,
    ],
)
def test_pasting_is_bounded(text: str) -> None:
    for message in pasted(text).messages:
        assert message.text.encode()


def test_a_deep_json_line_does_not_hide_the_others(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("[" * DEEP + "\n" + json.dumps({"text": "Hi"}))
    threads, bad = read_threads(path)
    assert (len(threads), [one.reason for one in bad]) == (1, ["json"])
