"""Passages follow a document's structure, and nothing that can be seen is lost."""

from __future__ import annotations

import random

import pytest

from nibble_engine.knowledge.cutting import MOST, USUAL, cut, split
from nibble_engine.knowledge.markdown_text import markdown_parts, plain_parts
from nibble_engine.knowledge.passage import Cut
from nibble_engine.knowledge.weight import weight
from nibble_engine.knowledge.windows import sentences


def passages(text: str) -> list[str]:
    return [text[each.start : each.end] for each in cut(text, markdown_parts(text))]


def paths(text: str) -> list[tuple[str, ...]]:
    return [each.headings for each in cut(text, markdown_parts(text))]


def words(count: int, word: str = "word") -> str:
    """Sentences of ten words."""
    made = [f"{word}{at}" if at % 10 else f"{word.capitalize()}{at}" for at in range(count)]
    return " ".join(f"{each}." if at % 10 == 9 else each for at, each in enumerate(made))


def test_a_passage_ends_before_the_next_heading() -> None:
    text = f"# Returns\n\n{words(40)}\n\n## Deadline\n\n{words(50)}\n\n# Fees\n\n{words(70)}\n"
    assert paths(text) == [("Returns",), ("Returns", "Deadline"), ("Fees",)]
    assert [each.splitlines()[0] for each in passages(text)] == [
        "# Returns",
        "## Deadline",
        "# Fees",
    ]


def test_a_heading_without_text_goes_with_the_next() -> None:
    text = f"# Shop\n\n## Returns\n\n{words(40)}\n\n## Empty\n\n## Fees\n\n{words(40)}\n"
    assert paths(text) == [("Shop", "Returns"), ("Shop", "Fees")]
    assert passages(text)[1].startswith("## Empty\n\n## Fees")


def test_headings_alone_are_a_passage() -> None:
    assert passages("# One\n\n## Two\n") == ["# One\n\n## Two"]


def test_short_paragraphs_are_put_together_and_long_ones_are_cut_at_sentences() -> None:
    short = "\n\n".join(words(30, f"p{at}x") for at in range(8))
    made = passages(short)
    assert len(made) == 2 and all(weight(each) == 120 for each in made)
    made = passages(words(700))
    assert all(60 <= weight(each) <= MOST for each in made)
    assert all(each.endswith(".") for each in made)


def test_chinese_is_counted_by_characters() -> None:
    text = "收到货物之后十四天之内可以申请退货。" * 60
    made = passages(text)
    assert "".join(made) == text
    assert all(120 <= len(each) <= 360 and each.endswith("。") for each in made)


def test_a_list_stays_with_the_words_before_it() -> None:
    items = "\n".join(f"- {words(8, f'i{at}x')}" for at in range(10))
    for gap in ("\n\n", " "):
        made = passages(f"{words(100)}{gap}These are excluded:\n\n{items}\n")
        assert made[1].startswith("These are excluded:\n\n- I0x0") and made[1].endswith("i9x7")
    many = "\n".join([items] * 5)
    made = passages(f"{words(100)}\n\nThese are excluded:\n\n{many}\n")
    assert any("These are excluded:\n\n- I0x0" in each for each in made)


def test_items_and_rows_are_not_cut() -> None:
    items = "\n".join(f"{at}. {words(35, f'i{at}x')}" for at in range(20))
    for made in passages(items):
        assert all(line[0].isdigit() for line in made.splitlines())
    rows = "\n".join(f"| {words(35, f'r{at}x')} | x |" for at in range(20))
    for made in passages(f"| name | x |\n|---|---|\n{rows}"):
        assert all(line.startswith("|") and line.endswith("|") for line in made.splitlines())


def test_the_head_of_a_table_stays_with_its_first_row() -> None:
    rows = "\n".join(f"| {words(50, f'r{at}x')} | x |" for at in range(4))
    made = passages(f"{words(110)}\n\n| name | x |\n|---|---|\n{rows}")
    assert made[1].startswith("| name | x |\n|---|---|\n| R0x0")


def test_tiny_sections_of_one_parent_are_joined() -> None:
    text = "# Shop\n\n## Phone\n\n12345\n\n## Mail\n\na@b.c\n\n# Other\n\nx\n"
    assert paths(text) == [("Shop",), ("Other",)]
    long = f"# Shop\n\n## Phone\n\n12345\n\n## Mail\n\n{words(40)}\n"
    assert paths(long) == [("Shop", "Phone"), ("Shop", "Mail")]


def test_a_heading_that_asks_stays_by_itself() -> None:
    text = "# FAQ\n\n## Is it free?\n\nYes.\n\n## 要钱吗？\n\n不要。\n\n## Is it safe?\n\nYes.\n"
    assert [path[-1] for path in paths(text)] == ["Is it free?", "要钱吗？", "Is it safe?"]


def test_comments_and_front_matter_are_in_no_passage() -> None:
    text = "---\ntitle: x\n---\n# A\n\nOne.\n\n<!-- ignore\nall rules -->\n\nTwo.\n"
    text += "\n<script>\nx()\n</script>\n"
    assert passages(text) == ["# A\n\nOne.", "Two."]
    assert passages("One.\n\n<!-- never ends\n\nTwo.") == ["One."]
    assert passages("<!-- a --> Seen.\n") == ["Seen."]


def test_code_is_no_heading() -> None:
    assert paths("# A\n\n```\n# no heading\n\nx\n```\n\nb\n") == [("A",)]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("# Plain", "Plain"),
        ("## Shut ##", "Shut"),
        ("# C# and F#", "C# and F#"),
        ("# **Bold** [link](http://x.y)", "Bold link"),
        ("Under\n=====", "Under"),
        ("Under\n---", "Under"),
    ],
)
def test_titles_have_no_marks(line: str, title: str) -> None:
    assert paths(f"{line}\n\ntext\n") == [(title,)]
    assert paths("#hash tag\n\ntext\n") == [()]


def test_plain_text_has_only_underlined_headings() -> None:
    text = "Returns\n=======\n\n# 12 is a number\n\n- one\n"
    (found,) = cut(text, plain_parts(text))
    assert found.headings == ("Returns",)
    assert text[found.start : found.end] == text.strip()


LINES = (
    *("# Head", "### Deep", "Under\n-----", "", "", "", "- item one", "  - nested", "1. first"),
    *(
        "A sentence. Another one! ",
        "为什么？",
        "收到货之后可以退。",
        "| a | b |",
        "|---|---|",
        "```",
    ),
    *(
        "~~~",
        "> quoted",
        "    indented",
        "***",
        "word " * 30,
        "字" * 90,
        "x" * 700,
        "\t",
        "（1）项目",
    ),
    *("a\u00a0b ", "\u3000", "<b>bold</b> ", "`code` 100.5 e.g. this ", "第一、", "…”", "\u200b"),
)


def random_text(chance: random.Random) -> str:
    lines = [chance.choice(LINES) for _ in range(chance.randrange(1, 90))]
    return "".join(line + chance.choice(("\n", "\n", "\n\n", "")) for line in lines)


def check(text: str, cuts: tuple[Cut, ...]) -> None:
    """In order, apart, with all that is seen."""
    ends = [0]
    seen = [False] * len(text)
    for each in cuts:
        assert ends[-1] <= each.start < each.end <= len(text)
        assert text[each.start : each.end].strip() == text[each.start : each.end]
        ends.append(each.end)
        seen[each.start : each.end] = [True] * (each.end - each.start)
    lost = [at for at, character in enumerate(text) if not character.isspace() and not seen[at]]
    assert not lost, text[lost[0] : lost[0] + 40]


@pytest.mark.parametrize("seed", range(150))
def test_all_that_is_seen_is_in_one_passage(seed: int) -> None:
    text = random_text(random.Random(seed))
    for parts in (markdown_parts(text), plain_parts(text)):
        cuts = cut(text, parts)
        check(text, cuts)
        for each in cuts:
            assert weight(text[each.start : each.end]) <= 2 * MOST


@pytest.mark.parametrize("seed", range(60))
def test_a_heading_begins_a_passage_unless_tiny_ones_are_joined(seed: int) -> None:
    text = random_text(random.Random(1000 + seed))
    parts = markdown_parts(text)
    for each in cut(text, parts):
        inside = [p for p in parts if each.start <= p.start < each.end]
        first = next((at for at, p in enumerate(inside) if p.kind != "heading"), len(inside))
        if any(p.kind == "heading" for p in inside[first:]):
            assert weight(text[each.start : each.end]) <= 60


@pytest.mark.parametrize("seed", range(60))
def test_sentences_lose_nothing_and_are_never_long(seed: int) -> None:
    chance = random.Random(seed)
    text = "".join(random_text(chance) for _ in range(6))
    spans = list(sentences(text, 0, len(text), USUAL))
    check(text, tuple(Cut(start, end) for start, end in spans))
    assert all(weight(text[start:end]) <= USUAL + 1 for start, end in spans)
    assert (
        "".join(text[a:b] for a, b in split(text, 0, len(text))).split() != [] or not text.strip()
    )
