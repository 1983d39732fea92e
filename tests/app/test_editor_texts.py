"""What the editor knows of texts without a window: Markdown, headings, lists, counts, searching."""

from __future__ import annotations

import itertools

import pytest

from nibble_app.modes.writing.editor.counts import counts
from nibble_app.modes.writing.editor.english_words import english_words
from nibble_app.modes.writing.editor.headings import headings
from nibble_app.modes.writing.editor.list_lines import continued, indented
from nibble_app.modes.writing.editor.markdown_lines import parts, state_after
from nibble_app.modes.writing.editor.searching import (
    MOST,
    Query,
    SearchError,
    find,
    replacements,
)


def styled(line: str, style: str, state: int = 0) -> list[str]:
    return [line[p.start : p.end] for p in parts(line, state)[0] if p.style == style]


def test_inline_marks_of_a_line() -> None:
    line = "一段**粗 with *it* 体**和`a*b*c`，[链接](https://a.b/c_d_e) ~~旧~~ _斜_ snake_case_word"
    assert styled(line, "bold") == ["**粗 with *it* 体**"]
    assert styled(line, "italic") == ["*it*", "_斜_"]
    assert styled(line, "code") == ["`a*b*c`"]
    assert styled(line, "link") == ["链接"]
    assert styled(line, "strike") == ["~~旧~~"]
    assert styled("3 * 4 * 5 and 2 ** 3 ** 4", "italic") == []
    assert styled(r"\*not\* `open", "italic") == []
    assert styled("见https://a.b/c?d=e。后面", "address") == ["https://a.b/c?d=e"]


def test_lines_of_blocks() -> None:
    assert styled("### 标题 #", "heading3") == ["### 标题 #"]
    assert parts("#标签", 0)[0] == []
    assert styled("- [x] done", "item") == ["- [x]"]
    assert styled("1、第一", "item") == ["1、"]
    assert styled("| a | b |", "table") == ["| a | b |"]
    assert styled("> > said", "mark") == ["> > "]


def test_a_fence_is_closed_only_by_its_own_marks() -> None:
    state, states = 0, []
    for line in ["~~~~ md", "# no", "~~~", "```", "~~~~~", "# yes"]:
        found, after = parts(line, state)
        assert state_after(line, state) == after
        states.append([p.style for p in found][:1])
        state = after
    assert states == [["mark"], ["block"], ["block"], ["block"], ["mark"], ["heading1"]]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("piece", ["*a ", "[", "`a``", "**a", "_a ", "![a](", "~~a", "http://"])
def test_no_line_makes_the_reading_endless(piece: str) -> None:
    line = piece * (20_000 // len(piece))
    found, state = parts(line, 0)
    assert state == 0 and all(0 <= part.start < part.end <= len(line) for part in found)


def test_headings_leave_out_code_and_know_both_forms() -> None:
    text = (
        "# One #\n\n```\n# no\n```\n第二 `x`\n===\nText\n---\n"
        "- item\n---\n#tag\n## [Li](u) **nk**\n"
    )
    found = headings(text)
    assert [(h.level, h.title) for h in found] == [
        (1, "One"),
        (1, "第二 x"),
        (2, "Text"),
        (2, "Li nk"),
    ]
    assert [text[h.start :].split("\n", maxsplit=1)[0] for h in found] == [
        "# One #",
        "第二 `x`",
        "Text",
        "## [Li](u) **nk**",
    ]
    assert headings("") == [] and headings("---\ntitle\n---")[0].title == "title"


@pytest.mark.parametrize(
    ("text", "words", "characters", "without_blanks"),
    [
        ("用Word写作，很好。", 8, 11, 11),
        ("It's well-known: 3.14 percent", 4, 29, 26),
        ("他说：“你好”——好", 9, 10, 10),
        ("# 标题\n\n- one two\n", 4, 13, 10),
        ("こんにちは world", 6, 11, 10),
        ("한국어 단어", 2, 6, 5),
        ("全角\u3000空格 𠀀🙂", 5, 8, 6),
        ("", 0, 0, 0),
    ],
)
def test_counts_as_word_processors_do(
    text: str, words: int, characters: int, without_blanks: int
) -> None:
    made = counts(text)
    assert (made.words, made.characters, made.without_blanks) == (
        words,
        characters,
        without_blanks,
    )


def test_paragraphs_and_the_time_to_read_aloud() -> None:
    assert counts("一\n\n二\n  \n").paragraphs == 2
    assert counts("word " * 228).minutes == pytest.approx(1.0)
    assert counts("字" * 510).minutes == pytest.approx(2.0)


@pytest.mark.parametrize(
    ("line", "following"),
    [
        ("- a", "- "),
        ("  * a", "  * "),
        ("9. a", "10. "),
        ("2) a", "3) "),
        ("1、一", "2、"),
        ("- [x] done", "- [ ] "),
        ("> said", "> "),
        ("> 1. a", "> 2. "),
        ("plain", ""),
        ("-no item", ""),
        ("1.5 kg", ""),
    ],
)
def test_a_list_goes_on(line: str, following: str) -> None:
    assert continued(line) == following


def test_indenting_and_back() -> None:
    for line in ["- a", "1. a", "10. a", "> - a", "  - a"]:
        assert indented(indented(line), out=True) == line
    assert indented("1. a") == "   1. a" and indented("- a") == "  - a"
    assert indented("- a", out=True) == "- a" and indented("plain") == "plain"


def test_english_words_are_found_in_any_text() -> None:
    line = (
        "请用Word写teh信，见https://exmaple.com/pth or `cod`. iPhone NASA v2x @nmae #tgg "
        "a.txt path/to/fille Zhang Wei. Recieve [nmae](http://xq.b) foo_bar well-knwon "
        "don’t (Wrod)"
    )
    words = [line[slice(*span)] for span in english_words(line, parts(line, 0)[0])]
    assert words == ["teh", "or", "Recieve", "nmae", "well", "knwon", "don’t", "Wrod"]


def test_finding() -> None:
    text = "Cat cat concat 猫cat咪 CAT_1"
    assert len(find(text, Query("cat")).places) == 5
    assert find(text, Query("cat", match_case=True)).places == [(4, 7), (11, 14), (16, 19)]
    assert find(text, Query("cat", whole_words=True)).places == [(0, 3), (4, 7), (16, 19)]
    assert find("a.b axb", Query("a.b")).places == [(0, 3)]
    assert find("🙂猫 猫", Query("猫")).places == [(1, 2), (3, 4)]
    assert find("aaa", Query("x*|a", pattern=True)).places == [(0, 1), (1, 2), (2, 3)]
    assert find("x", Query("")).places == []
    many = find("a" * (MOST + 5), Query("a"))
    assert len(many.places) == MOST and many.more


def test_replacing_with_groups() -> None:
    query = Query(r"(\d+)-(\d+)", pattern=True)
    made = replacements("on 11-26 and 12-01", query, r"\2/\1")
    assert [one.text for one in made] == ["26/11", "01/12"]
    assert replacements("a.b", Query("."), r"\1")[0].text == r"\1", "a plain replacement is plain"


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        (Query("(abc", pattern=True), "pattern"),
        (Query("*a", pattern=True), "pattern"),
        (Query("[a-", whole_words=True, pattern=True), "pattern"),
        (Query(r"(x+x+)+(?<!q)z|(x*)*(\2)z", pattern=True), "slow"),
        (Query("a" * 3000), "long"),
    ],
)
def test_what_cannot_be_searched_is_told(query: Query, kind: str) -> None:
    with pytest.raises(SearchError) as error:
        find("x" * 5000 + "y", query)
    assert error.value.kind == kind
    assert 0 <= error.value.place <= len(query.text)


def test_a_replacement_with_an_unknown_group_is_told() -> None:
    for by in (r"\7", "\\"):
        with pytest.raises(SearchError) as error:
            replacements("a1", Query(r"(\d)", pattern=True), by)
        assert error.value.kind == "replacement"


def test_every_combination_of_options_finds_the_plain_case() -> None:
    for case, words, pattern in itertools.product([False, True], repeat=3):
        assert find("say word.", Query("word", case, words, pattern)).places == [(4, 8)]
