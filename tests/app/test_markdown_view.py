"""Markdown in the transcript: the same however it arrives, and harmless whatever it says."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QTextBlock, QTextCursor, QTextDocument
from PySide6.QtWidgets import QScrollArea, QToolTip
from pytestqt.qtbot import QtBot

from nibble_app.theme import Tokens
from nibble_app.theme.tokens import DARK, LIGHT
from nibble_app.widgets.highlight import LANGUAGES, highlighted
from nibble_app.widgets.markdown_view import MarkdownView

SAMPLE = """# Refunds 退款

Write to **us** or see [the page](https://example.com/a?b=c&d=e). `code` and ~~old~~.
您好，请查看*确认邮件*。

1. one
2. two
   - deeper
   - still

   more of two
10. ten

> quoted
> > twice
after

```python
def f(x):
    return "文"

# end
```

- with code:

  ```sh
  ls -l
  ```
* another list

| a | 数 |
|---|--:|
| 1 | **2** |
| 3 | 4 |

---
Title
===

    indented code

last *line
"""


ATOMS = [
    *("a b 文\n", "x\n", "x", ",", "!", "_", "<", "&amp;", "\\", "\t", "    ", "  "),
    *("\n", "\n\n", "\r\n", "\r", "# ", "#", "- ", "* ", "1. ", "10) ", "> ", "===", "---", "***"),
    *("```", "```py", "~~~", "`", "**", "~~", "|", "| a | b |", "\n|--|--|\n", "--|--"),
    *("[x](https://e.com)", "](", "[", "<https://e.com>"),
]


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[MarkdownView]:
    # A window of its own would be asked for size limits that Qt's offscreen platform warns of.
    holder = QScrollArea()
    qtbot.addWidget(holder)
    made = MarkdownView(holder.viewport())
    made.resize(500, 100)
    holder.resize(520, 400)
    holder.show()
    yield made
    holder.close()


def fragments(block: QTextBlock) -> Iterator[tuple[object, ...]]:
    iterator = block.begin()
    while not iterator.atEnd():
        form = iterator.fragment().charFormat()
        yield (
            iterator.fragment().text(),
            form.fontWeight(),
            form.fontItalic(),
            form.fontStrikeOut(),
            form.foreground().color().name(),
            form.background().color().name(),
            form.anchorHref(),
        )
        iterator += 1


def shown(document: QTextDocument) -> list[object]:
    """All that one can see of a document, to compare with another's."""
    made: list[object] = []
    block = document.begin()
    while block.isValid():
        form, items = block.blockFormat(), block.textList()
        table = QTextCursor(block).currentTable()
        made.append(
            (
                block.text(),
                list(fragments(block)),
                (form.topMargin(), form.bottomMargin(), form.leftMargin(), form.indent()),
                form.alignment(),
                [form.property(form.Property.UserProperty.value + i) for i in range(1, 5)],
                items and (items.itemText(block), items.format().indent()),
                table and (table.rows(), table.columns(), table.cellAt(block.position()).row()),
            )
        )
        block = block.next()
    return made


def links(document: QTextDocument) -> list[str]:
    made: list[str] = []
    block = document.begin()
    while block.isValid():
        iterator = block.begin()
        while not iterator.atEnd():
            form = iterator.fragment().charFormat()
            if form.isAnchor():
                made.append(form.anchorHref())
            iterator += 1
        block = block.next()
    return made


def drawn(view: MarkdownView, qtbot: QtBot) -> None:
    qtbot.waitUntil(view.is_drawn, timeout=60_000)


def split(text: str, chance: random.Random) -> list[str]:
    cuts = sorted(chance.randrange(len(text) + 1) for _ in range(chance.randrange(1, 40)))
    return [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]


def assert_same_as_whole(text: str, pieces: list[str], qtbot: QtBot) -> None:
    whole, grown = MarkdownView(), MarkdownView()
    for made in (whole, grown):
        qtbot.addWidget(made)
    whole.set_markdown(text)
    for piece in pieces:
        grown.append_markdown(piece)
        grown.finish()
    drawn(whole, qtbot)
    assert grown.plain_text() == whole.plain_text()
    assert shown(grown.document()) == shown(whole.document())


def test_shows_the_parts(view: MarkdownView) -> None:
    view.set_markdown(SAMPLE)
    texts = [row[0] for row in shown(view.document())]  # type: ignore[index]
    for part in ("Refunds 退款", "deeper", "twice\u2028after", '    return "文"', "数", "4"):
        assert part in texts
    assert "https://example.com/a?b=c&d=e" in links(view.document())


def test_is_the_same_letter_by_letter(qtbot: QtBot) -> None:
    assert_same_as_whole(SAMPLE, list(SAMPLE), qtbot)


@pytest.mark.parametrize("seed", range(12))
def test_is_the_same_however_it_is_split(seed: int, qtbot: QtBot) -> None:
    chance = random.Random(seed)
    assert_same_as_whole(SAMPLE, split(SAMPLE, chance), qtbot)


@pytest.mark.parametrize("seed", range(60))
def test_any_text_is_the_same_however_it_is_split(seed: int, qtbot: QtBot) -> None:
    chance = random.Random(1000 + seed)
    text = "".join(chance.choice(ATOMS) for _ in range(chance.randrange(2, 60)))
    assert_same_as_whole(text, split(text, chance), qtbot)


def test_a_selection_above_stays_while_more_comes(view: MarkdownView, qtbot: QtBot) -> None:
    view.set_markdown("first words here\n\nsecond\n\nthird grows")
    cursor = view.textCursor()
    cursor.setPosition(6)
    cursor.setPosition(11, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    for delta in (" and grows", "\n\n```py\nx=1\n", "y=2\n```\n\nend"):
        view.append_markdown(delta)
        view.finish()
    assert view.textCursor().selectedText() == "words"
    assert view.document().lastBlock().text() == "end"


def test_finished_blocks_are_not_written_again(view: MarkdownView) -> None:
    view.set_markdown("one\n\ntwo\n\nthree\n")
    touched: list[int] = []
    view.document().contentsChange.connect(lambda at, removed, added: touched.append(at))
    view.append_markdown("more\n\nfour")
    view.finish()
    assert touched
    assert min(touched) >= len("one two ") - 1


def test_drawing_is_put_together(view: MarkdownView, qtbot: QtBot) -> None:
    changes: list[int] = []
    view.document().contentsChange.connect(lambda at, removed, added: changes.append(at))
    for word in ["word "] * 200:
        view.append_markdown(word)
    assert not changes
    drawn(view, qtbot)
    assert view.document().toPlainText().count("word") == 200


def test_height_follows_content_and_width(view: MarkdownView, qtbot: QtBot) -> None:
    view.set_markdown("short")
    short = view.height()
    view.set_markdown(SAMPLE)
    wide = view.height()
    assert wide > short * 10
    view.setFixedWidth(140)
    qtbot.waitUntil(lambda: view.height() > wide)
    assert view.verticalScrollBar().maximum() == 0
    view.setFixedWidth(500)
    qtbot.waitUntil(lambda: view.height() == wide)


HOSTILE_LINKS = [
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt&#58;alert(1))",
    "[x](java&#10;script:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "[x](vbscript:x)",
    "[x](//server/share)",
    r"[x](\\\\server\\share)",
    "[x](/etc/passwd)",
    "[x](copy:0)",
    "[x](#anchor)",
    "[x](https:evil)",
    "[x](https://)",
    "[x](http://[::1)",
    "<javascript:alert(1)>",
    "<file:///etc/passwd>",
    "[x](mailto:)",
    "![x](https://example.com/a.png)",
    "<a href='https://example.com'>x</a>",
    "[x]: https://example.com\n\n[x]",
]


@pytest.mark.parametrize("text", HOSTILE_LINKS)
def test_no_such_link(view: MarkdownView, text: str) -> None:
    view.set_markdown(text)
    assert links(view.document()) == []


def test_links_that_are_kept(view: MarkdownView) -> None:
    view.set_markdown(
        "[a](http://a.example) <https://b.example/ö> <me@c.example> [d](MAILTO:d@e.f)"
    )
    assert links(view.document()) == [
        "http://a.example",
        "https://b.example/%C3%B6",
        "mailto:me@c.example",
        "MAILTO:d@e.f",
    ]


def test_a_clicked_link_is_only_told(view: MarkdownView, qtbot: QtBot) -> None:
    view.set_markdown("[here](https://example.com/a%20b?c=%2F)")
    with qtbot.waitSignal(view.link_activated) as told:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert told.args == ["https://example.com/a%20b?c=%2F"]
    assert "here" in view.toPlainText()


def test_a_foreign_address_is_not_told(view: MarkdownView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.link_activated):
        view.anchorClicked.emit(QUrl("file:///etc/passwd"))
        view.anchorClicked.emit(QUrl("javascript:alert(1)"))


def test_html_and_entities_are_text(view: MarkdownView) -> None:
    view.set_markdown("<script>alert(1)</script> <img src=x> &lt;b&gt; &amp;\n\n<div>\n<b>x</b>")
    assert view.document().begin().text() == "<script>alert(1)</script> <img src=x> <b> &"
    assert view.document().lastBlock().text() == "<div>\u2028<b>x</b>"


def test_nothing_is_loaded(view: MarkdownView, tmp_path: Path) -> None:
    picture = tmp_path / "secret.png"
    picture.write_bytes(b"not a picture")
    view.set_markdown(f"![the cat]({picture.as_uri()}) ![](https://example.com/t.gif)")
    assert "the cat" in view.toPlainText()
    assert "\ufffc" not in view.toPlainText()
    for kind in QTextDocument.ResourceType:
        assert view.loadResource(kind.value, QUrl(picture.as_uri())) is None


def test_control_characters_are_taken_out(view: MarkdownView) -> None:
    nasty = "a\x00b\x07c\u2029d\ufdd0e\ufffcf\x1bg &#x2029;&#xFFFC;&#0;h \ud800i"
    view.set_markdown(f"{nasty}\n\n`{nasty}`\n\n```{nasty}\n{nasty}\n```\n")
    assert view.document().begin().text() == "abcdefg \ufffdh \ufffdi"
    assert view.document().blockCount() == 4


HUGE = {
    "one word": "x" * 100_000,
    "汉字": "汉" * 100_000,
    "quotations": "> " * 50_000 + "x",
    "lists": "- " * 50_000 + "x",
    "nested lists": "".join(" " * (2 * depth) + "- a\n" for depth in range(300)),
    "brackets": "[" * 30_000,
    "links": "[a](" * 10_000,
    "images": "![a" * 10_000,
    "emphasis": "*a_ " * 20_000,
    "backticks": "".join("`" * n + " " for n in range(1, 300)),
    "entities": "&amp;" * 20_000,
    "unclosed fence": "```python\n" + "x = [1, 2]\n" * 9_000,
    "paragraphs": "word word\n\n" * 9_000,
    "lines": "line\n" * 20_000,
    "wide table": "|" + "a|" * 2_000 + "\n|" + "-|" * 2_000 + "\n",
    "long table": "|a|b|\n|-|-|\n" + "|1|2|\n" * 10_000,
}


@pytest.mark.timeout(120)
@pytest.mark.parametrize("name", HUGE)
def test_huge_text_is_shown(name: str, view: MarkdownView, qtbot: QtBot) -> None:
    view.set_markdown(HUGE[name])
    drawn(view, qtbot)
    assert view.plain_text() == HUGE[name]
    assert view.document().characterCount() > 1
    view.grab()


@pytest.mark.parametrize("marker", ["> ", "- ", "1. ", "> - "])
def test_what_is_nested_too_deeply_is_shown_as_it_is(marker: str, qtbot: QtBot) -> None:
    text = f"before\n\n{marker * 60}x\n\nafter\n"
    assert_same_as_whole(text, list(text), qtbot)
    view = MarkdownView()
    qtbot.addWidget(view)
    view.set_markdown(text)
    assert marker * 60 + "x" in view.toPlainText()


@pytest.mark.timeout(60)
@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_language_colours_for_long(language: str) -> None:
    for atom in ("(", '"\\', "//", "\n ", "a ", "a.", "{{", "1.", "<a ", "-"):
        code = (atom * 4_000)[:4_000]
        assert "".join(piece for piece, _ in highlighted(code, language, LIGHT)) == code


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, from relative luminances."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_every_colour_can_be_read(tokens: Tokens) -> None:
    code = "@d\nclass C:  # c\n    def f(self): return int('s') + 1 and not None\n"
    colours = {colour for _, colour in highlighted(code, "python", tokens)}
    colours |= {colour for _, colour in highlighted("<a href='x'>y</a>", "html", tokens)}
    assert len(colours) >= 7
    for colour in colours | {tokens.link, tokens.muted}:
        assert contrast(colour, tokens.code_background) >= 4.5, colour
    for background in (tokens.inserted, tokens.deleted):
        assert contrast(tokens.text, background) >= 4.5


def test_code_is_coloured_and_unknown_languages_are_not() -> None:
    assert len({colour for _, colour in highlighted("def f(): return 1", "python", DARK)}) > 1
    for language in ("", "nonsense", "../../x"):
        assert list(highlighted("def f()", language, DARK)) == [("def f()", DARK.code_text)]


@pytest.mark.qt_log_ignore("does not support raise")
def test_copy_code(view: MarkdownView, qtbot: QtBot) -> None:
    view.set_markdown("text\n\n```py\nfirst\n```\n\n```\nsecond\n  line\n```\n")
    assert links(view.document()) == ["copy:0", "copy:1"]
    view.anchorClicked.emit(QUrl("copy:1"))
    assert QGuiApplication.clipboard().text() == "second\n  line\n"
    QToolTip.hideText()


def test_what_is_copied_is_plain(view: MarkdownView) -> None:
    view.set_markdown(SAMPLE)
    view.selectAll()
    view.copy()
    data = QGuiApplication.clipboard().mimeData()
    assert not data.hasHtml()
    text = data.text()
    assert "1. one\n2. two\n  • deeper\n  • still" in text
    assert 'def f(x):\n    return "文"\n\n# end\n\n' in text
    assert "a\t数\n1\t2\n3\t4\n" in text
    assert "Copy code" not in text


def test_a_part_of_a_line_is_copied_as_it_is(view: MarkdownView) -> None:
    view.set_markdown("- first item\n- second item")
    cursor = view.textCursor()
    cursor.setPosition(6)
    cursor.setPosition(10, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    assert view.createMimeDataFromSelection().text() == "item"


def test_colours_follow_the_theme(view: MarkdownView) -> None:
    view.set_markdown(SAMPLE)
    light = shown(view.document())
    view.set_tokens(DARK)
    dark = shown(view.document())
    assert [row[0] for row in light] == [row[0] for row in dark]  # type: ignore[index]
    assert LIGHT.text in str(light)
    assert DARK.text in str(dark)
    assert LIGHT.text not in str(dark)


def test_boxes_behind_code_and_bars_beside_quotations(view: MarkdownView) -> None:
    view.set_tokens(DARK)
    view.set_markdown("plain\n\n```\ncode\n```\n\n> quoted")
    picture = view.grab().toImage()
    colours = {picture.pixelColor(picture.width() - 20, y).name() for y in range(view.height())}
    assert DARK.code_background in colours
    edge = {picture.pixelColor(1, y).name() for y in range(view.height() - 24, view.height())}
    assert DARK.border_strong in edge


@pytest.mark.qt_log_ignore("does not support raise")
def test_links_and_copying_are_reached_by_keyboard(view: MarkdownView, qtbot: QtBot) -> None:
    told: list[str] = []
    view.link_activated.connect(told.append)
    view.set_markdown("[a](https://a.example) and [b](https://b.example)\n\n```\ncode\n```")
    view.setFocus()
    QGuiApplication.processEvents()
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Tab)
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert told == ["https://a.example", "https://b.example"]
    assert QGuiApplication.clipboard().text() == "code\n"
    QToolTip.hideText()
