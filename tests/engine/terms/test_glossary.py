"""Terms found in sentences of both languages."""

from __future__ import annotations

import pytest

from nibble_engine.terms import Glossary, Term


def en(*sources: str, case_sensitive: bool = False) -> Glossary:
    return Glossary(
        tuple(Term(s, f"译{i}", "en", "zh", "", case_sensitive) for i, s in enumerate(sources))
    )


def zh(*sources: str) -> Glossary:
    return Glossary(tuple(Term(s, f"term {i}", "zh", "en") for i, s in enumerate(sources)))


def found(glossary: Glossary, text: str) -> list[str]:
    return [text[slice(*occurrence.span)] for occurrence in glossary.found(text)]


@pytest.mark.parametrize(
    ("term", "text", "places"),
    [
        ("refund", "Refunds, a REFUND and refunded money", ["Refunds", "REFUND", "refunded"]),
        ("refund", "a prerefund, refundable, re_refund", []),
        ("category", "categories of a category's", ["categories", "category"]),
        ("key", "keys", ["keys"]),
        ("tax", "taxes taxed taxing taxi", ["taxes", "taxed", "taxing"]),
        ("cache", "caching cached caches cach", ["caching", "cached", "caches"]),
        ("log", "logs logged logging logo", ["logs", "logged", "logging"]),
        ("shelf", "shelves", ["shelves"]),
        ("analysis", "analyses", ["analyses"]),
        ("child", "children", ["children"]),
        ("API", "APIs, API's, apis, APIed", ["APIs", "API", "apis"]),
        ("purchase order", "Purchase  orders and a purchase-order", None),
        ("point of sale", "points of sale; point-of-sale", None),
        ("check-in", "check in, check-ins, checkin", ["check in", "check-ins"]),
        ("customer order", "the customer's orders", ["customer's orders"]),
        ("data base", "ｄａｔａ ｂａｓｅ", ["ｄａｔａ ｂａｓｅ"]),
        ("C++", "C++ and c++", ["C++", "c++"]),
        (".NET", "use .NET here", [".NET"]),
        ("router", "使用router重启", ["router"]),
        ("due date", "the ⟦1⟧due⟦/1⟧ date", ["due⟦/1⟧ date"]),
        ("line break", "line⟦1/⟧break", ["line⟦1/⟧break"]),
        ("driver’s licence", "driver's licences", ["driver's licences"]),
        ("soft hyphen", "soft hy\u00adphen", ["soft hy\u00adphen"]),
        ("a", "", []),
    ],
)
def test_english_terms(term: str, text: str, places: list[str] | None) -> None:
    expected = places if places is not None else [p.strip(" ") for p in SPLIT[term]]
    assert found(en(term), text) == expected


SPLIT = {
    "purchase order": ["Purchase  orders", "purchase-order"],
    "point of sale": ["points of sale", "point-of-sale"],
}


@pytest.mark.parametrize(
    ("terms", "text", "places"),
    [
        (("数据", "数据库"), "数据库里的数据", ["数据库", "数据"]),
        (("数据", "据库系统"), "数据库系统", ["据库系统"]),
        (("数据库", "库系统软件", "数据"), "数据库系统软件", ["数据", "库系统软件"]),
        (("API接口",), "ＡＰＩ接口和API 接口", ["ＡＰＩ接口", "API 接口"]),
        (("订单",), "订⟦1⟧单⟦/1⟧号", ["订⟦1⟧单"]),
        (("型号2",), "型号2和型号25", ["型号2"]),
        (("𠮷野家",), "去𠮷野家", ["𠮷野家"]),
        (("㎡",), "每m2", ["m2"]),
    ],
)
def test_chinese_terms(terms: tuple[str, ...], text: str, places: list[str]) -> None:
    assert found(zh(*terms), text) == places


def test_the_longest_wins_and_none_is_found_over_another() -> None:
    glossary = en("order", "purchase order", "order number")
    assert found(glossary, "purchase order number, order") == ["purchase order", "order"]
    assert found(glossary, "the order numbers") == ["order numbers"]


def test_a_case_sensitive_term_leaves_the_word_alone() -> None:
    assert found(en("IT", case_sensitive=True), "IT makes it; ITs") == ["IT", "ITs"]


def test_several_translations_of_one_source_are_one_place() -> None:
    terms = (Term("Set-up", "安装", "en", "zh"), Term("set up", "设置", "en", "zh"))
    (occurrence,) = Glossary(terms).found("the set up")
    assert occurrence.terms == terms


def test_a_glossary_works_in_both_directions() -> None:
    glossary = Glossary((Term("refund", "退款", "en", "zh", forbidden=("退钱",)),))
    assert glossary.towards("zh") is glossary
    back = glossary.towards("en")
    assert found(back, "申请退款") == ["退款"]
    assert back.terms[0].forbidden == ()
    assert glossary.towards("fr").terms == ()


def test_one_pair_of_languages() -> None:
    with pytest.raises(ValueError, match="pair"):
        Glossary((Term("a", "b", "en", "zh"), Term("a", "b", "zh", "en")))


def test_blank_terms_are_never_found() -> None:
    assert found(en("", " ", "\u200b", "⟦1⟧"), "a ⟦1⟧b⟦/1⟧ c") == []
