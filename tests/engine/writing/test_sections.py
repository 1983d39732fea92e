"""Sections by headings, and pieces that fit: nothing of a text is lost or said twice."""

from __future__ import annotations

import random

import pytest

from nibble_engine.writing.sections import first_sentences, pieces, sections, weight

TEXT = """Before.

# One

Text of one.

```
# no heading
```

Under
=====

Text.

## Two ##

~~~~
## none
~~~
still code
~~~~

### 三、结论
"""


def test_headings_are_found_but_not_in_code() -> None:
    found = sections(TEXT)
    assert [(s.level, s.heading) for s in found] == [
        (0, ""),
        (1, "One"),
        (1, "Under"),
        (2, "Two"),
        (3, "三、结论"),
    ]
    assert "".join(TEXT[s.start : s.end] for s in found) == TEXT
    assert TEXT[found[1].body : found[1].end].startswith("\nText of one.")
    assert TEXT[found[2].start :].startswith("Under\n=====")


@pytest.mark.parametrize(
    "text",
    [
        "a | b\n--- | ---\n1 | 2\n",
        "---\ntitle: x\n---\n\nText\n",
        "- a\n---\n",
        "One line\nand another\n---\n",
        "#hashtag\n",
        "    # code\n",
        "```\n# never closed\n",
    ],
)
def test_what_only_looks_like_a_heading(text: str) -> None:
    assert [s.heading for s in sections(text)] == [""]


def test_an_empty_heading_and_one_at_the_end() -> None:
    assert [(s.level, s.heading) for s in sections("#\n\n## A")] == [(1, ""), (2, "A")]
    assert sections("") == []


def test_pieces_are_the_text_and_fit() -> None:
    chance = random.Random(6)
    words = ["一个句子。", "Another sentence. ", "短", "word ", "\n\n", "\n", "“引用。”", "x" * 50]
    for _ in range(200):
        text = "".join(chance.choices(words, k=chance.randrange(1, 120)))
        budget = chance.choice([5, 17, 40])
        made = pieces(text, budget)
        assert "".join(made) == text
        assert all(weight(piece) <= budget for piece in made)


def test_pieces_end_with_paragraphs_then_sentences() -> None:
    text = "第一段，很短。\n\n第二段的第一句。第二段的第二句。第二段的第三句。\n\n第三段。"
    assert pieces(text, 30) == [text[:9], text[9:]]
    assert pieces(text, 17)[1] == "第二段的第二句。第二段的第三句。\n\n"
    code = "Text.\n\n```\na\n\nb\n```\n\nMore.\n"
    assert "```\na\n\nb\n```\n\n" in pieces(code, 6)
    with pytest.raises(ValueError, match="at least one"):
        pieces(text, 0)


def test_first_sentences() -> None:
    assert first_sentences("一。二。三。", 4) == "一。二。"
    assert first_sentences("A very long first sentence stays. B.", 2).startswith("A very long")
    assert (
        first_sentences("A parcel goes\nto the shop. It waits.", 5) == "A parcel goes to the shop."
    )
    assert first_sentences("包裹放在\n门店。保留七天。", 5) == "包裹放在门店。"
    assert first_sentences("- 一\n- 二", 9) == "- 一 - 二"
