"""Markdown into blocks and back: nothing is lost, and what was written once stays as it is."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from nibble_engine.manuscript.blocks import Block, Run, plain, words
from nibble_engine.manuscript.markdown_reading import from_markdown
from nibble_engine.manuscript.markdown_writing import to_markdown
from nibble_engine.manuscript.plain_writing import to_plain
from nibble_engine.manuscript.runs import tidy

WHOLE = """---
title: x
---

# 标题 **重**

　　段落一**注意：**请勿*斜*。第二行
换行 `code` [链接](https://example.org/a_b) ![图](a.png) ~~gone~~

- a
- [ ] b
  1. c
  2. d

     para in d

- [x] e

> quote
>
> - in it
>
> more

```py
x = 1

y = "```"
```

| a | b |
| --- | --: |
| 1<br>2 | **x** \\| y |

***

3. three
4. four
"""


def test_what_is_written_plainly_stays_as_it_is() -> None:
    text = WHOLE.replace('y = "```"', "y = 2")
    assert to_markdown(from_markdown(text)) == text


def test_blocks_of_a_text() -> None:
    blocks = from_markdown(WHOLE.replace('y = "```"', "y = 2"))
    assert [(each.kind, each.within, each.level, each.number) for each in blocks] == [
        ("front", "", 0, 1),
        ("heading", "", 1, 1),
        ("paragraph", "", 0, 1),
        ("item", "-", 0, 1),
        ("item", "-", 0, 1),
        ("item", "--", 0, 1),
        ("item", "--", 0, 2),
        ("paragraph", "--", 0, 1),
        ("item", "-", 0, 1),
        ("paragraph", ">", 0, 1),
        ("item", ">-", 0, 1),
        ("paragraph", ">", 0, 1),
        ("code", "", 0, 1),
        ("table", "", 0, 1),
        ("rule", "", 0, 1),
        ("item", "-", 0, 3),
        ("item", "-", 0, 4),
    ]
    assert [each.checked for each in blocks if each.kind == "item"][:5] == [
        None,
        False,
        None,
        None,
        True,
    ]
    assert blocks[2].runs[:2] == (Run("　　段落一"), Run("注意：", bold=True))
    assert blocks[13].rows[1] == ((Run("1\n2"),), (Run("x", bold=True), Run(" | y")))
    assert blocks[13].aligns == ("", "right")


@pytest.mark.parametrize(
    "text",
    [
        "**注意：**请勿触摸",
        "这是**“重点”**的意思",
        "他说：*“好。”*然后走了",
        "~~（旧）~~新",
        "**Note:** read it",
    ],
)
def test_emphasis_stands_beside_chinese_signs(text: str) -> None:
    (block,) = from_markdown(text)
    assert any(run.bold or run.italic or run.strike for run in block.runs)
    assert "*" not in plain(block.runs)
    assert "~" not in plain(block.runs)
    assert to_markdown([block]) == text + "\n"


@pytest.mark.parametrize(
    "text",
    [
        "2 * 3 * 4 and snake_case_name",
        "价格 < 100 & > 50",
        "[注] 见 a[0](1)"[:5],
        "C# and F#",
        "10% (a) – b_c",
    ],
)
def test_signs_that_mean_nothing_are_not_escaped(text: str) -> None:
    assert to_markdown([Block("paragraph", (Run(text),))]) == text + "\n"


def test_html_is_text() -> None:
    text = "<script>alert(1)</script> and <b>x</b> &lt;"
    (block,) = from_markdown(text)
    assert plain(block.runs) == "<script>alert(1)</script> and <b>x</b> <"
    assert from_markdown(to_markdown([block])) == [block]


def test_a_text_without_marks() -> None:
    assert to_plain(from_markdown(WHOLE)).startswith(
        "标题 重\n\n　　段落一注意：请勿斜。第二行\n换行"
    )
    assert "• a\n☐ b\n    1. c\n    2. d" in to_plain(from_markdown(WHOLE))


PIECES = [
    *("a", "b c", "重点", "：", "。", " ", "\n", "*", "_", "`", "[", "](x)", "#", "- ", "1. "),
    *("<b>", "&amp;", "|", "~~", "\\", "!", "“", "”", "(", ")", "  ", "=", "> ", "![", "***"),
    *("---", "tail#", "[ ] ", "\t", "https://e.org/a_b", "1)"),
]


def some_runs(choose: random.Random) -> tuple[Run, ...]:
    return tidy(
        Run(
            "".join(choose.choice(PIECES) for _ in range(choose.randint(1, 4))),
            choose.random() < 0.3,
            choose.random() < 0.2,
            choose.random() < 0.1,
            choose.random() < 0.1,
            choose.choice(["", "", "", "http://x.y/(a) b", "u"]),
        )
        for _ in range(choose.randint(1, 4))
    )


def some_block(choose: random.Random) -> Block:
    runs = some_runs(choose) or (Run("x"),)
    flat = tidy(replace(run, text=run.text.replace("\n", " ")) for run in runs)
    within = choose.choice(["", "", "", ">", "-"])
    return choose.choice(
        [
            Block("paragraph", runs, within.replace("-", "")),
            Block("heading", flat, level=choose.randint(1, 6)),
            Block("item", runs, "-"),
            Block("item", runs, ">-", ordered=True),
            Block("item", runs, "-", checked=True),
            Block("table", rows=((runs, ()), ((), runs)), aligns=("", "right")),
            Block(
                "code",
                text="\n".join(plain(some_runs(choose)) for _ in range(3)),
                within=within.replace("-", ""),
            ),
            Block("rule"),
        ]
    )


@pytest.mark.parametrize("seed", range(20))
def test_any_blocks_keep_their_words(seed: int) -> None:
    choose = random.Random(seed)
    for _ in range(40):
        blocks = [some_block(choose) for _ in range(choose.randint(1, 4))]
        text = to_markdown(blocks)
        found = from_markdown(text)
        assert [words(each).split() for each in found] == [words(each).split() for each in blocks]
        again = to_markdown(found)
        assert to_markdown(from_markdown(again)) == again


@pytest.mark.parametrize("seed", range(20))
def test_any_text_is_soon_stable(seed: int) -> None:
    choose = random.Random(seed)
    for _ in range(60):
        text = "".join(choose.choice([*PIECES, "\n\n", "    ", "1) "]) for _ in range(25))
        # Two lists that follow each other are one when they are read again.
        once = to_markdown(from_markdown(to_markdown(from_markdown(text))))
        assert to_markdown(from_markdown(once)) == once
