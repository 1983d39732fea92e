"""The table of languages, and Chinese turned from one form into another."""

from __future__ import annotations

import random

import pytest

from nibble_engine.languages import (
    LANGUAGES,
    TABLE,
    canonical,
    detect,
    find,
    is_chinese,
    nearest,
)
from nibble_engine.protected import PROTECTED, outside
from nibble_engine.script import converted, written_in


def test_the_table_is_whole() -> None:
    tags = [language.tag for language in TABLE]
    assert len(set(tags)) == len(tags) == 41
    for field in ("english", "own", "chinese"):
        names = [getattr(language, field) for language in TABLE]
        assert all(names) and len(set(names)) == len(names), field
    to_the_left = {language.tag for language in TABLE if language.right_to_left}
    assert to_the_left == {"ar", "he", "fa", "ur", "ug"}
    assert {language.tag for language in TABLE if is_chinese(language.tag)} == {
        "zh-Hans", "zh-Hant", "zh-Hant-TW", "zh-Hant-HK", "yue",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "tag"),
    [
        ("zh", "zh-Hans"),
        ("ZH", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh_CN", "zh-Hans"),
        ("zh-Hans-SG", "zh-Hans"),
        ("cmn", "zh-Hans"),
        ("zh-Hant", "zh-Hant"),
        ("zh-TW", "zh-Hant-TW"),
        ("zh_tw", "zh-Hant-TW"),
        ("zh-Hant-TW", "zh-Hant-TW"),
        ("zh-HK", "zh-Hant-HK"),
        ("zh-MO", "zh-Hant-HK"),
        ("zh-yue", "yue"),
        ("en-GB", "en"),
        ("pt-BR", "pt"),
        ("fil", "tl"),
        ("iw", "he"),
        ("uk-UA", "uk"),
    ],
)
def test_a_tag_finds_its_language(asked: str, tag: str) -> None:
    found = find(asked)
    assert found is not None and found.tag == tag == canonical(asked)


@pytest.mark.parametrize("tag", ["", "auto", "tlh", "klingon", "xx", "-", "z"])
def test_what_is_no_language_is_not_found(tag: str) -> None:
    assert find(tag) is None and canonical(tag) == tag and not is_chinese(tag)


def test_every_tag_finds_itself() -> None:
    assert all(find(language.tag) is language for language in TABLE)


def test_the_starters_languages_keep_their_tags_and_names() -> None:
    assert [language.tag for language in LANGUAGES] == ["zh", "en"]
    for language in LANGUAGES:
        found = find(language.tag)
        assert found is not None
        # The starter chat model was trained on requests with these names.
        assert (found.english, found.chinese) == (language.english, language.chinese)
    assert (detect("请安装 Office"), detect("Hello"), detect("")) == ("zh", "en", "en")


def test_the_forms_that_can_be_turned_into_a_tag() -> None:
    assert nearest("zh-TW") == ("zh-Hant-TW", "zh-Hant", "zh-Hans")
    assert nearest("zh-Hant") == ("zh-Hant", "zh-Hans")
    assert nearest("zh") == ("zh-Hans",) and nearest("fr") == ("fr",)
    for tag in ("zh-Hant", "zh-Hant-TW", "zh-Hant-HK"):
        assert converted("软件", tag, nearest(tag)[-1]) != "软件"


@pytest.mark.parametrize(
    ("text", "target", "source", "expected"),
    [
        ("用户的软件", "zh-TW", "", "使用者的軟體"),
        ("用户的软件", "zh-HK", "", "用户的軟件"),
        ("用户的软件", "zh-Hant", "", "用戶的軟件"),
        ("用户的软件", "zh", "", "用户的软件"),
        ("這裡的資訊", "zh-Hans", "", "这里的资讯"),
        ("這裡的資訊", "zh-Hans", "zh-TW", "这里的信息"),
        ("這裏的網絡", "zh-Hans", "zh-HK", "这里的网络"),
        ("這裡", "zh-HK", "zh-TW", "這裏"),
        ("這裏", "zh-TW", "zh-HK", "這裡"),
        ("皇后在后面", "zh-TW", "", "皇后在後面"),
        ("头发发展", "zh-Hant", "", "頭髮發展"),
        ("软件", "yue", "", "軟件"),
        ("软件", "en", "", "软件"),
        ("软件", "ja", "", "软件"),
        ("ソフト軟体", "zh", "ja", "ソフト軟体"),
        ("见 https://a.com/软 和 a@b.com", "zh-TW", "", "見 https://a.com/軟 和 a@b.com"),
        ("`软件` 里", "zh-TW", "", "`软件` 裡"),
        ("```\n软件\n``` 里", "zh-TW", "", "```\n软件\n``` 裡"),
        ("{软件名} ⟦1⟧软件⟦/1⟧", "zh-TW", "", "{软件名} ⟦1⟧軟體⟦/1⟧"),
        ("<a title='软件'>软件</a>", "zh-TW", "", "<a title='软件'>軟體</a>"),
        ("", "zh-TW", "", ""),
        ("OK 123", "zh-TW", "", "OK 123"),
    ],
)
def test_chinese_is_turned(text: str, target: str, source: str, expected: str) -> None:
    assert converted(text, target, source) == expected
    assert converted(expected, target) == expected


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("这是后台", "zh-Hans"),
        ("這是後臺", "zh-Hant"),
        ("皇后", "zh-Hans"),
        ("著名", "zh-Hans"),
        ("乾坤", "zh-Hans"),
        ("台灣", "zh-Hant"),
        ("這裡是繁體字，不是简体", "zh-Hant"),
        ("人口", "zh-Hans"),
        ("", "zh-Hans"),
    ],
)
def test_characters_tell_the_form(text: str, form: str) -> None:
    assert written_in(text) == form


def test_what_is_protected_is_never_changed() -> None:
    random_ = random.Random(5)
    safe = ["https://a.b/c?d=1", "a.b+c@d.org", "`x`", "⟦1⟧", "⟦/12⟧", "⟦3/⟧", "{n}", "%s", "${v}"]
    for _ in range(500):
        parts = [random_.choice([*safe, "字 ", "word "]) + " " for _ in range(6)]
        made = outside("".join(parts), lambda part: part.replace("o", "0").replace("字", "_"))
        for part, kept in zip(parts, made.split(" "), strict=False):
            assert part.strip() not in safe or part.strip() in made, (part, kept)
    assert [m[0] for m in PROTECTED.finditer("见https://a.com/b.c。好 (www.d.org/e)")] == [
        "https://a.com/b.c",
        "www.d.org/e",
    ]
