"""Actions out of files: what is in a field stays data, what is no action is an error in words."""

from __future__ import annotations

import itertools
import os
import random
from pathlib import Path

import pytest

from nibble_engine.api import Action, Write
from nibble_engine.errors import (
    BadActionFileError,
    BadFieldError,
    DiskError,
    EmptyFieldsError,
    NibbleError,
)
from nibble_engine.prompts import write_prompt
from nibble_engine.writing.custom_actions import CustomAction, filled, read
from nibble_engine.writing.tones import TONES, instruction

GOOD = '''
id = "letter"
name = "Answer a letter"
description = "What to say to whom"
icon = "send"
request = """Answer this letter to {reader} in {words} words \\
({manner}, {language}, sign: {sign}): {text}"""

[[fields]]
key = "reader"
label = "Who reads it"

[[fields]]
key = "words"
label = "Words"
kind = "number"
default = "80"

[[fields]]
key = "manner"
label = "Manner"
kind = "choice"
choices = ["warm", "cool"]
default = "warm"

[[fields]]
key = "language"
label = "Language"
kind = "language"
default = "en"

[[fields]]
key = "sign"
label = "Signed"
kind = "yes_no"
default = "no"
'''


@pytest.fixture
def action(tmp_path: Path) -> CustomAction:
    return read(put(tmp_path, GOOD))


def put(folder: Path, text: str | bytes) -> Path:
    file = folder / "action.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_a_file_becomes_a_request(action: CustomAction) -> None:
    assert (action.id, action.name) == ("letter", "Answer a letter")
    request = filled(action, {"reader": "Ms Lee", "words": "１２０", "sign": "yes"})
    assert request == "Answer this letter to Ms Lee in １２０ words (warm, en, sign: yes): {text}"


@pytest.mark.parametrize(
    "value", ["{text}", "{words}", "{{text}}", "{0.__class__}", "} {text} {", "{"]
)
def test_braces_in_a_value_are_data(action: CustomAction, value: str) -> None:
    request = filled(action, {"reader": value})
    asked = write_prompt(
        Write(job="j", action=Action.INSTRUCT, text="The letter itself.", request=request)
    )
    assert asked.count("The letter itself.") == 1
    assert f"letter to {value} in 80 words" in asked


def test_a_value_of_another_kind_is_refused(action: CustomAction) -> None:
    for key, value in (
        ("words", "many"),
        ("manner", "hot"),
        ("language", "klingon"),
        ("sign", "x"),
    ):
        with pytest.raises(BadFieldError):
            filled(action, {"reader": "Ms Lee", key: value})
    with pytest.raises(EmptyFieldsError) as error:
        filled(action, {"reader": "  "})
    assert error.value.params["fields"] == "Who reads it"


MALFORMED = [
    b"",
    b"\xff\xfe\x00",
    b"\x00" * 100,
    b"MZ\x90\x00",
    b"name = ",
    b"[[[",
    b'name = "x"',
    b'request = "{text}"',
    b'name = "x"\nrequest = "no place"',
    b'name = " "\nrequest = "{text}"',
    b'name = 3\nrequest = "{text}"',
    b'name = ["x"]\nrequest = "{text}"',
    b'name = "x"\nrequest = {a = 1}',
    b'name = "x"\nrequest = "{text} {nobody}"',
    b'name = "x"\nrequest = "{text}"\nfields = 3',
    b'name = "x"\nrequest = "{text}"\nfields = [1]',
    b'name = "x"\nrequest = "{text}"\nsurprise = 1',
    b'name = "x"\nrequest = "{text}"\nimport = "os"',
    b'name = "x"\nname = "y"\nrequest = "{text}"',
    b"a" * (64 * 1024 + 1),
    b'name = "x"\nrequest = "{text}' + b"x" * 70_000 + b'"',
    b"a = " + b"[" * 5000,
    b"name = 1979-05-27T07:32:00Z",
]
FIELDS = [
    "",
    'key = "text"',
    'key = "1x"',
    'key = "a b"',
    'key = "{x}"',
    "key = 3",
    'key = "a"\nkind = "file"',
    'key = "a"\nkind = "choice"',
    'key = "a"\nkind = "choice"\nchoices = []',
    'key = "a"\nkind = "choice"\nchoices = "ab"',
    'key = "a"\nchoices = ["x"]',
    'key = "a"\nkind = "number"\ndefault = "many"',
    'key = "a"\nkind = "choice"\nchoices = ["x"]\ndefault = "y"',
    'key = "a"\nkind = "language"\ndefault = "klingon"',
    'key = "a"\nkind = ["text"]',
    'key = "a"\ncommand = "rm"',
    'key = "' + "a" * 40 + '"',
    'key = "a"\n\n[[fields]]\nkey = "a"',
    'key = "a"\n' + "".join(f'\n[[fields]]\nkey = "b{n}"\n' for n in range(20)),
]


def malformed() -> list[bytes]:
    """Files that are wrong in one way each, and good ones with bytes that are not theirs."""
    head = 'name = "x"\nrequest = "{text}"\n\n[[fields]]\n'
    made = [*MALFORMED, *(f"{head}{field}\n".encode() for field in FIELDS)]
    lines = GOOD.encode().splitlines(keepends=True)
    chance = random.Random(6)
    for number in itertools.count():
        if len(made) >= 140:
            return made
        bad = list(lines)
        bad[chance.randrange(len(bad))] = (b'= "\n', b"[", b"x = 1\nx = 2\n", b"\xff\n")[number % 4]
        made.append(b"".join(bad))
    return made


def test_a_hundred_malformed_files_are_errors_of_their_own(tmp_path: Path) -> None:
    files = malformed()
    assert len(files) >= 100
    for data in files:
        with pytest.raises(NibbleError) as error:
            read(put(tmp_path, data))
        assert isinstance(error.value, BadActionFileError), data
        assert error.value.params["reason"] in ("format", "size", "empty", "key", "field")


@pytest.mark.skipif(os.name == "nt", reason="pipes with names are of POSIX")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    with pytest.raises(DiskError):
        read(tmp_path / "pipe.toml")


def test_keys_may_be_chinese(tmp_path: Path) -> None:
    text = 'name = "回信"\nrequest = "给{读者}回信：{text}"\n[[fields]]\nkey = "读者"\n'
    assert filled(read(put(tmp_path, text)), {"读者": "王女士"}) == "给王女士回信：{text}"


def test_what_is_no_file_is_an_error_too(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere.toml"):
        with pytest.raises(DiskError):
            read(path)


@pytest.mark.parametrize("tone", [*TONES, "formal", "concise", "warm", "apologetic", "official"])
def test_each_tone_has_words_in_both_languages(tone: str) -> None:
    english, chinese = instruction(tone, "en"), instruction(tone, "zh-Hans")
    assert english.isascii() and english != tone
    assert any("\u4e00" <= sign <= "\u9fff" for sign in chinese)


def test_a_tone_of_ones_own_is_its_own_words() -> None:
    assert instruction("like a pirate", "en") == "like a pirate"
