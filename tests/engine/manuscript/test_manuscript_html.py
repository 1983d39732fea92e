"""Pages of the web and what is pasted: structure and text, and nothing that could do harm."""

from __future__ import annotations

import time

import pytest

from nibble_engine.manuscript.blocks import Block
from nibble_engine.manuscript.html_reading import from_html
from nibble_engine.manuscript.html_writing import to_html
from nibble_engine.manuscript.markdown_reading import from_markdown
from nibble_engine.manuscript.markdown_writing import to_markdown

TEXT = """# 标题 Title

Some **bold**, *italic*, ~~struck~~ and `code` with [a link](https://example.org/?a=1&b=2).
A second line.

- one
  1. sub
  2. sub two

     more
- [x] done

> quoted
>
> - item in it

```
a = "<b>"
  b
```

| Name | Count |
| --- | --- |
| a<br>b | 2 |

***

5. five
6. six
"""


def markdown(page: str) -> str:
    return to_markdown(from_html(page))


def test_a_page_and_back() -> None:
    blocks = from_markdown(TEXT)
    assert from_html(to_html(blocks)) == blocks


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>One</p><p>Two <b>b</b></p>", "One\n\nTwo **b**\n"),
        ("One<br>two<div>three</div>four", "One\ntwo\n\nthree\n\nfour\n"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "- a\n  - b\n- c\n"),
        ("<ol start=4><li><p>a</p><p>b</p><li>c</ol>", "4. a\n\n   b\n\n5. c\n"),
        ("<h1><b>Bold</b> head</h1>", "# Bold head\n"),
        ("<span style='font-weight:700'>x</span> <i style='font-style:normal'>y</i>", "**x** y\n"),
        ("<b style='font-weight:normal'><p>Docs</p></b>", "Docs\n"),
        (
            "<table><tr><th>a<th>b<tr><td><p>1</p><p>2</p><td>3</table>",
            "| a | b |\n| --- | --- |\n| 1<br>2 | 3 |\n",
        ),
        ("<table><tr><td><p>only a frame</p></td></tr></table>", "only a frame\n"),
        ("<pre>a\n  b</pre>", "```\na\n  b\n```\n"),
        ("a&nbsp;&amp;&nbsp;b &lt;c&gt;", "a & b <c>\n"),
        ("<img src=http://e.org/x.png alt='A cat'> and", "A cat and\n"),
        ("汉<ruby>字<rt>zì</rt></ruby>", "汉字\n"),
        ("<p hidden>no</p><p style='display:none'>no</p>yes", "yes\n"),
    ],
)
def test_structure_comes_through(page: str, text: str) -> None:
    assert markdown(page) == text


def test_lists_of_word() -> None:
    def item(level: int, sign: str, text: str) -> str:
        return (
            f"<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level{level} lfo1'>"
            f"<![if !supportLists]><span style='mso-list:Ignore'>{sign}<span>&nbsp;&nbsp; </span>"
            f"</span><![endif]>{text}<o:p></o:p></p>"
        )

    page = item(1, "1.", "First") + item(2, "·", "Sub") + item(1, "2.", "Second")
    assert from_html(page) == [
        Block("item", from_markdown("First")[0].runs, "-", ordered=True),
        Block("item", from_markdown("Sub")[0].runs, "--"),
        Block("item", from_markdown("Second")[0].runs, "-", ordered=True),
    ]


@pytest.mark.parametrize(
    "page",
    [
        "<script>alert(1)</script>x",
        "<style>p { color: red }</style>x",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='JaVaScRiPt&#58;alert(1)'>x</a>",
        "<a href='file:///etc/passwd'>x</a>",
        "<a href='data:text/html,alert(1)'>x</a>",
        "<iframe src='https://evil.example'>alert(1)</iframe>x",
        "<svg onload=alert(1)><text>alert(1)</text></svg>x",
        "<img src=x onerror=alert(1)>x",
        "<noscript><p>alert(1)</p></noscript>x",
        "<template>alert(1)</template>x",
    ],
)
def test_nothing_that_could_do_harm(page: str) -> None:
    assert markdown(page) == "x\n"


def test_what_is_written_is_escaped() -> None:
    hostile = from_markdown(
        '<img src=x onerror=alert(1)> "&" [x](javascript:alert(1)) '
        "[y](https://e.org/'\"><script>) ![<b>](https://e.org/p.png)\n\n```\n</code><script>\n```\n"
    )
    page = to_html(hostile, title="</title><script>", meta={'a"b': '"><script>'})
    assert "<script" not in page
    assert "<img" not in page
    assert "javascript:" not in page.replace("(javascript:", "")


@pytest.mark.parametrize(
    "piece", ["<b>", "<div>", "<p>", "<li>", "<td>", "<ul>", '<a "', "<a ='", "&"]
)
def test_long_and_deep_pages_are_read_soon(piece: str) -> None:
    start = time.thread_time()
    from_html(piece * 20_000 + "text")
    from_html("<table>" + piece * 5_000 + "</b></div></p></i>" * 2_000)
    assert time.thread_time() - start < 8
