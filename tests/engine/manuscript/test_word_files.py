"""A word document that was opened, changed at one place and saved is the same everywhere else."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from manuscript_files import FILES, file_bytes
from word_looking import MAIN, W, blocks, body, canonical, merged, parts, settle

from nibble_engine.documents.office.tracked import Revision
from nibble_engine.manuscript.blocks import Block, Run, words
from nibble_engine.manuscript.markdown_reading import from_markdown
from nibble_engine.manuscript.markdown_writing import to_markdown
from nibble_engine.manuscript.runs import tidy
from nibble_engine.manuscript.word import documents

AUTHOR = "A. Writer of Tests"
REVISION = Revision(AUTHOR, "2026-01-31T12:00:00Z")


def markdown(data: bytes) -> str:
    return to_markdown(documents.blocks(documents.opened(data)))


def saved(data: bytes, text: str, path: Path, *, tracked: bool = False) -> bytes:
    revision = Revision(AUTHOR, "2026-01-31T12:00:00Z") if tracked else None
    documents.write(documents.opened(data), path, [(from_markdown(text), revision)])
    return path.read_bytes()


def changed(block: Block) -> Block:
    """The block with a word more in its middle and another end."""
    if block.rows:
        first = (*block.rows[0][:-1], (*block.rows[0][-1], Run(" more")))
        return Block("table", rows=(first, *block.rows[1:]), aligns=block.aligns)
    text = words(block)
    if block.kind == "code":
        return Block("code", text=text + " more")
    runs = list(block.runs)
    at = max(range(len(runs)), key=lambda place: len(runs[place].text))
    pieces = runs[at].text.partition(" ")
    said = f"{pieces[0]} 新的 word{pieces[1]}{pieces[2]}"
    runs[at] = Run(said, *runs[at].look, picture=runs[at].picture)
    return Block(
        block.kind,
        tuple(runs),
        block.within,
        block.level,
        block.ordered,
        block.number,
        block.checked,
    )


def test_there_are_enough_files() -> None:
    assert len(FILES) >= 15


@pytest.mark.parametrize("name", FILES)
def test_markdown_of_a_file_is_stable(name: str) -> None:
    text = markdown(file_bytes(name))
    assert "Opening words. 开头。" in text
    assert to_markdown(from_markdown(text)) == text


@pytest.mark.parametrize("name", FILES)
def test_saved_unchanged_it_is_the_same_to_the_byte(tmp_path: Path, name: str) -> None:
    data = file_bytes(name)
    for tracked in (False, True):
        again = saved(data, markdown(data), tmp_path / "out.docx", tracked=tracked)
        assert parts(again) == parts(data)


@pytest.mark.parametrize("tracked", [False, True])
@pytest.mark.parametrize("name", FILES)
def test_one_change_touches_one_paragraph(tmp_path: Path, name: str, tracked: bool) -> None:
    data = file_bytes(name)
    old = documents.blocks(documents.opened(data))
    for at, block in enumerate(old):
        if not words(block).strip("\ufffc \n"):
            continue
        wanted = [*old[:at], changed(block), *old[at + 1 :]]
        text = to_markdown(wanted)
        made = saved(data, text, tmp_path / "out.docx", tracked=tracked)
        before, after = parts(data), parts(made)
        assert {n for n in before if before[n] != after[n]} == {MAIN}
        assert after.keys() == before.keys()
        was, now = blocks(data), blocks(made)
        assert len(was) == len(now)
        differing = [place for place in range(len(was)) if was[place] != now[place]]
        assert len(differing) == 1, (name, at)
        assert said(markdown(made)) == said(text)


@pytest.mark.parametrize("name", FILES)
def test_the_changed_paragraph_keeps_its_properties(tmp_path: Path, name: str) -> None:
    data = file_bytes(name)
    old = documents.blocks(documents.opened(data))
    wanted = [
        changed(each) if each.kind != "table" and each.runs and not each.rows else each
        for each in old
    ]
    made = saved(data, to_markdown(wanted), tmp_path / "out.docx")
    for was, now in zip(body(data).iter(f"{W}p"), body(made).iter(f"{W}p"), strict=True):
        one, other = was.find(f"{W}pPr"), now.find(f"{W}pPr")
        assert (one is None) == (other is None)
        assert one is None or canonical(one) == canonical(other)
        looks = {canonical(each) for each in was.iter(f"{W}rPr")}
        assert {canonical(each) for each in now.iter(f"{W}rPr")} <= looks | {
            canonical(etree.Element(f"{W}rPr", nsmap=each.nsmap)) for each in was.iter(f"{W}r")
        }


def edited(old: list[Block], choose: random.Random) -> list[Block]:
    """The text with blocks that changed, came and went."""
    made: list[Block] = []
    for block in old:
        fate = choose.random()
        if fate < 0.15:
            continue
        made.append(changed(block) if fate < 0.5 and words(block).strip("\ufffc \n") else block)
        if fate > 0.85:
            new = choose.choice(
                [
                    Block(
                        "paragraph", (Run("A new one "), Run("in bold", bold=True), Run(" 中文。"))
                    ),
                    Block("heading", (Run("New heading"),), level=2),
                    Block("item", (Run("new item"),), "-"),
                    Block("item", (Run("numbered"),), "-", ordered=True),
                    Block("paragraph", (Run("Said by "), Run("them", link="https://a.example/"))),
                    Block("table", rows=(((Run("a"),), (Run("b"),)), ((Run("1"),), ()))),
                    Block("code", text="x = 1\ny = 2"),
                    Block("rule"),
                    Block("paragraph", (Run("quoted"),), ">"),
                ]
            )
            made.append(new)
    return made


def rewritten(block: Block, choose: random.Random) -> Block:
    """The block with words that came and went, and other looks and links."""
    if block.kind in {"table", "code", "rule"}:
        return block
    runs: list[Run] = []
    for run in block.runs:
        if run.picture:
            runs += [run] if choose.random() < 0.7 else []
            continue
        for piece in re.findall(r"\s+|[\u4e00-\u9fff]|[^\s\u4e00-\u9fff]+", run.text):
            look, fate = run, choose.random()
            if fate < 0.1:
                continue
            if fate < 0.2:
                look = replace(look, bold=not look.bold)
            elif fate < 0.25:
                look = replace(look, italic=not look.italic, strike=not look.strike)
            elif fate < 0.3:
                look = replace(look, link="" if look.link else "https://new.example/")
            elif fate < 0.33:
                look = replace(look, code=not look.code, bold=False, italic=False, strike=False)
            runs.append(replace(look, text=piece))
            if fate > 0.9:
                runs.append(Run(choose.choice([" new", "新", "\nline", " **"]), *run.look))
    made = tidy(runs) or (Run("Everything is new."),)
    if block.kind == "heading":
        made = tidy(replace(run, text=run.text.replace("\n", " ")) for run in made)
    return replace(block, runs=made)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", FILES)
def test_paragraphs_are_rewritten(tmp_path: Path, name: str, seed: int) -> None:
    data = file_bytes(name)
    choose = random.Random(f"{name}{seed}")
    old = documents.blocks(documents.opened(data))
    text = to_markdown([rewritten(each, choose) for each in old])
    plainly = saved(data, text, tmp_path / "plain.docx")
    assert said(markdown(plainly)) == said(text)
    made = saved(data, text, tmp_path / "tracked.docx", tracked=True)
    assert said(markdown(made)) == said(text)
    rejected, accepted = body(made), body(made)
    settle(rejected, AUTHOR, accept=False)
    assert [merged(each) for each in rejected] == [merged(each) for each in body(data)]
    settle(accepted, AUTHOR, accept=True)
    assert shown(accepted) == shown(body(plainly))


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("name", FILES)
def test_the_file_says_what_the_text_says(tmp_path: Path, name: str, seed: int) -> None:
    data = file_bytes(name)
    old = documents.blocks(documents.opened(data))
    text = to_markdown(edited(old, random.Random(f"{name}{seed}")))
    for tracked in (False, True):
        made = saved(data, text, tmp_path / f"{tracked}.docx", tracked=tracked)
        assert said(markdown(made)) == said(text)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", FILES)
def test_rejected_it_is_as_it_was_and_accepted_it_is_new(
    tmp_path: Path, name: str, seed: int
) -> None:
    data = file_bytes(name)
    old = documents.blocks(documents.opened(data))
    text = to_markdown(edited(old, random.Random(f"{name}{seed}")))
    made = saved(data, text, tmp_path / "out.docx", tracked=True)
    was, rejected, accepted = body(data), body(made), body(made)
    settle(rejected, AUTHOR, accept=False)
    assert [merged(each) for each in rejected] == [merged(each) for each in was]
    settle(accepted, AUTHOR, accept=True)
    plainly = saved(data, text, tmp_path / "plain.docx")
    assert shown(accepted) == shown(body(plainly))


def shown(root: etree._Element) -> list[str]:
    """The text of each paragraph that has any, as it stands there."""
    texts = [
        "".join(each.text or "" for each in paragraph.iter(f"{W}t"))
        for paragraph in root.iter(f"{W}p")
    ]
    return [text for text in texts if text.strip()]


def said(text: str) -> str:
    """A text without what a table or a list of Word cannot tell."""
    text = to_markdown(from_markdown(text))
    text = re.sub(r"^\s*```\w*$", "```", text, flags=re.MULTILINE)
    return re.sub(r"\d+\. ", "1. ", text)
