"""Terms held, flagged, and put right."""

from __future__ import annotations

import random
import time
from collections import Counter

import pytest

from nibble_engine.terms import Glossary, Term, check, repaired, score
from nibble_engine.terms.inflection import plural


def glossary(*rows: tuple[str, str], to: str = "zh", forbidden: tuple[str, ...] = ()) -> Glossary:
    languages = ("en", "zh") if to == "zh" else ("zh", "en")
    return Glossary(tuple(Term(*row, *languages, forbidden=forbidden) for row in rows))


def held(source: str, made: str, terms: Glossary) -> list[bool]:
    return [found.held for found in check(source, made, terms)]


def test_each_occurrence_needs_its_own() -> None:
    terms = glossary(("refund", "退款"))
    assert held("a refund and a refund", "退款", terms) == [True, False]
    assert held("a refund and a refund", "退款和退款", terms) == [True, True]
    assert held("nothing", "退款", terms) == []


def test_a_part_of_a_longer_term_is_no_place_of_the_shorter() -> None:
    terms = glossary(("data", "数据"), ("database", "数据库"))
    assert held("the data of the database", "数据库", terms) == [False, True]
    assert held("the data of the database", "数据库的数据", terms) == [True, True]


def test_inflections_hold_an_english_term_and_other_words_do_not() -> None:
    terms = glossary(("退款政策", "refund policy"), to="en")
    assert held("退款政策", "Our refund policies.", terms) == [True]
    assert held("退款政策", "Our refund-policy.", terms) == [True]
    assert held("退款政策", "Our return policy.", terms) == [False]


def test_any_translation_of_several_holds() -> None:
    terms = glossary(("bank", "银行"), ("bank", "河岸"))
    assert held("bank by the bank", "河岸边的银行", terms) == [True, True]
    assert held("bank by the bank", "河岸边", terms) == [True, False]


def test_spans_are_places_of_the_texts_with_their_tags() -> None:
    source, made = "a ⟦1⟧due⟦/1⟧ date", "一个ＤＤＬ ⟦1⟧到⟦/1⟧期日"
    (found,) = check(source, made, glossary(("due date", "到期日")))
    assert source[slice(*found.source_span)] == "due⟦/1⟧ date"
    assert found.target_span and made[slice(*found.target_span)] == "到⟦/1⟧期日"


def test_a_forbidden_word_is_flagged_beside_the_right_one() -> None:
    terms = glossary(("log in", "登录"), forbidden=("登陆",))
    made = "请登录，登陆后"
    (found,) = check("log in", made, terms)
    assert not found.held and found.target_span and made[slice(*found.target_span)] == "登陆"
    assert held("log in and log in", "登录，登陆", terms) == [True, False]


def test_a_forbidden_word_within_the_term_is_the_term() -> None:
    assert held("账户", "user account", glossary(("账户", "user account"), to="en",
                forbidden=("account",))) == [True]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "made", "offer"),
    [
        ("打开仪表板。", "Open the control panel.", "Open the dashboard."),
        ("仪表板很快。", "Control panels are fast.", "Dashboards are fast."),
        ("打开仪表板", "Open the仪表板now", "Open the dashboard now"),
        ("这是仪表板", "This is an info board", "This is a dashboard"),
        ("仪表板", "Panel", "Dashboard"),
        ("“仪表板”：", "“Panel”:", "“Dashboard”:"),
        ("⟦1⟧仪表板⟦/1⟧", "⟦1⟧info board⟦/1⟧", "⟦1⟧Dashboard⟦/1⟧"),
        ("打开仪表板", "Open the panel", None),
        ("打开仪表板", "Open the dashboards", None),
        ("打开仪表板", "Open the con⟦1⟧trol⟦/1⟧ panel", None),
    ],
)
def test_repairs_in_english(source: str, made: str, offer: str | None) -> None:
    terms = glossary(("仪表板", "dashboard"), to="en", forbidden=("control panel", "info board"))
    (found,) = check(source, made, terms)
    assert repaired(source, made, found) == offer
    if offer:
        assert held(source, offer, terms) == [True]


@pytest.mark.parametrize(
    ("source", "made", "offer"),
    [
        ("Log in now.", "现在登陆。", "现在登录。"),
        ("Log in now.", "现在 log in 吧", "现在登录吧"),
        ("Log in", "进入", "登录"),
        ("Log in now", "进入", None),
        ("He logged in", "他 logged in 了", None),
    ],
)
def test_repairs_in_chinese(source: str, made: str, offer: str | None) -> None:
    (found, *_) = check(source, made, glossary(("log in", "登录"), forbidden=("登陆",)))
    assert repaired(source, made, found) == offer


def test_an_article_is_not_guessed() -> None:
    terms = glossary(("单位", "unit"), to="en", forbidden=("item",))
    (found,) = check("一个单位", "an item", terms)
    assert repaired("一个单位", "an item", found) is None


def test_a_form_that_cannot_be_carried_over_is_not_repaired() -> None:
    terms = glossary(("调用", "call"), to="en", forbidden=("invoke",))
    (found,) = check("已调用", "It was invoked.", terms)
    assert not found.held and repaired("已调用", "It was invoked.", found) is None


def test_the_score_of_a_document() -> None:
    terms = glossary(("refund", "退款"))
    checks = [*check("refund", "退款", terms), *check("two refunds", "两笔钱", terms)]
    assert score(checks) == (1, 2) and score(checks).share == 0.5
    assert score([]).share == 1


SYLLABLES = ("ba", "ke", "lo", "mi", "nu", "ra", "so", "ti", "ve", "do")
HAN = [chr(code) for code in range(0x4E10, 0x4E10 + 400)]


def invented(seed: int) -> tuple[Glossary, random.Random]:
    """50 terms of one to three invented words. No target is a part of another, and no word of a
    term is a filler: so what is in a sentence is known from how it was made."""
    dice = random.Random(seed)
    words = sorted({"".join(dice.choices(SYLLABLES, k=3)) + "n" for _ in range(400)})
    dice.shuffle(words)
    rows = []
    for i in range(50):
        english = " ".join(words.pop() for _ in range(dice.choice((1, 1, 2, 3))))
        chinese = "".join(HAN[4 * i : 4 * i + dice.choice((2, 3, 4))])
        rows.append(Term(english, chinese, "en", "zh", forbidden=(chinese[0] + "误",)))
    return Glossary(tuple(rows)), dice


def in_english(term: str, dice: random.Random) -> str:
    form = dice.choice((term, term.upper(), term.title(), plural(term), term + "'s"))
    return form.replace(" ", dice.choice((" ", "-", "  ")))


def in_chinese(term: str, dice: random.Random) -> str:
    at = dice.randrange(1, len(term))
    return dice.choice((term, f"{term[:at]}⟦1⟧{term[at:]}⟦/1⟧"))


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("to", ["zh", "en"])
def test_of_50_terms_in_200_sentences_none_is_silently_wrong(seed: int, to: str) -> None:
    terms, dice = invented(seed)
    terms = terms.towards(to)
    say, write = (in_english, in_chinese) if to == "zh" else (in_chinese, in_english)
    filler = {"en": [" the ", " of ", ", and then ", " with "], "zh": ["的", "，然后", "在", "和"]}
    wrong = silent = total = 0
    for _ in range(200):
        chosen = dice.choices(terms.terms, k=dice.randint(0, 4))
        kept = [dice.random() < 0.6 for _ in chosen]
        gaps = filler["zh" if to == "en" else "en"], filler[to]
        source = dice.choice(gaps[0]).join(["", *(say(term.source, dice) for term in chosen), ""])
        parts = [
            write(term.target, dice) if keep else other(term, to, dice)
            for term, keep in zip(chosen, kept, strict=True)
        ]
        dice.shuffle(parts)
        made = dice.choice(gaps[1]).join(["", *parts, ""])
        results = check(source, made, terms)
        expected = Counter(zip(chosen, kept, strict=True))
        told = Counter((result.term, result.held) for result in results)
        assert Counter(result.term for result in results) == Counter(chosen)
        silent += sum(n for (_, keep), n in (told - expected).items() if keep)
        wrong += sum((expected - told).values())
        total += len(results)
    assert total > 200 and silent == 0 and wrong == 0


def other(term: Term, to: str, dice: random.Random) -> str:
    """What stands where the term is not held: a forbidden word, the source, or something else."""
    if to == "zh":
        return dice.choice((*term.forbidden, term.source, "某物"))
    return dice.choice((term.source, "something", term.target[:-1] + "xed"))


def test_50_terms_over_200_sentences_take_no_time() -> None:
    terms, dice = invented(9)
    fillers = ["the report of this month", "please send it", "was not found in the list"]
    pairs = []
    for _ in range(200):
        chosen = dice.choices(terms.terms, k=3)
        pairs.append((" ".join(f"{dice.choice(fillers)} {t.source}" for t in chosen),
                      "，请在这里查看".join(t.target for t in chosen)))  # fmt: skip
    start = time.thread_time()
    checks = [found for source, made in pairs for found in check(source, made, terms)]
    seconds = time.thread_time() - start
    assert score(checks) == (600, 600)
    assert seconds < 0.2, seconds
