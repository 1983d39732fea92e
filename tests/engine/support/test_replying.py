"""A reply from the sample shop's documents: quoted, generated and verified, handed over."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from nibble_engine.api import Sampling, Usage
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.searching import Searcher
from nibble_engine.support.replying import (
    command,
    drafted,
    entailed,
    entailment,
    verified,
)
from shop import chat_model, sample_base

QUESTION = "What does express delivery cost?"
SAYS = "Express delivery costs $12.50."
INVENTS = "Express delivery costs $99.00 and comes with a parrot."


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    base = sample_base(tmp_path_factory.mktemp("base"))
    yield base
    base.close()


@pytest.fixture(scope="module")
def searcher(base: KnowledgeBase) -> Searcher:
    return Searcher(base)


def test_without_a_model_the_documents_are_quoted(base: KnowledgeBase, searcher: Searcher) -> None:
    reply = drafted(QUESTION, [], searcher.search).quoted
    assert reply.mode == "quoted"
    assert not reply.hand_over
    assert "12.50" in reply.text
    for quote in reply.citations:
        assert base.text(quote.document)[quote.start : quote.end] == quote.text


def test_the_only_question_is_searched_with_what_came_before_it(searcher: Searcher) -> None:
    message = "I have a question about gift cards. How long are they valid for? Regards, Ann"
    draft = drafted(message, ["How long are they valid for?"], searcher.search)
    (asked,) = draft.questions
    assert asked.search.query == "I have a question about gift cards. How long are they valid for?"
    assert asked.search.hits[0].passage.document == "en/gift-cards.md"


def test_a_sentence_of_a_model_is_shown_with_its_source(
    base: KnowledgeBase, searcher: Searcher
) -> None:
    draft = drafted(QUESTION, [], searcher.search)
    reply = verified(draft, f"Thank you for your message. {SAYS}")
    assert reply.mode == "generated"
    assert [sentence.kind for sentence in reply.sentences] == ["courtesy", "generated"]
    (quote,) = reply.citations
    assert "12.50" in base.text(quote.document)[quote.start : quote.end]


def test_what_is_not_supported_is_struck_out(searcher: Searcher) -> None:
    draft = drafted(QUESTION, [], searcher.search)
    reply = verified(draft, f"{SAYS} {INVENTS}")
    assert [sentence.kind for sentence in reply.sentences] == ["generated", "struck"]
    assert "parrot" not in reply.text
    assert reply.confidence == pytest.approx(draft.quoted.confidence / 2)


def test_where_nothing_is_supported_the_documents_are_quoted(searcher: Searcher) -> None:
    draft = drafted(QUESTION, [], searcher.search)
    reply = verified(draft, INVENTS)
    assert reply.mode == "quoted"
    assert reply.text == draft.quoted.text
    assert reply.sentences[0].kind == "struck"


def test_an_unsure_model_is_less_believed(searcher: Searcher) -> None:
    draft = drafted(QUESTION, [], searcher.search)
    sure = verified(draft, SAYS, Usage(mean_logprob=-0.01))
    unsure = verified(draft, SAYS, Usage(mean_logprob=-2.0))
    assert unsure.confidence < sure.confidence / 2


def test_a_model_that_judges_may_strike_out(searcher: Searcher) -> None:
    draft = drafted(QUESTION, [], searcher.search)
    reply = verified(draft, SAYS)
    (question,) = entailment(reply)
    assert SAYS in question.messages[0].content
    assert entailed(draft, reply, ["Yes."], None).text == reply.text
    assert entailed(draft, reply, ["maybe"], None).text == reply.text
    denied = entailed(draft, reply, ["No, it does not."], None)
    assert denied.mode == "quoted"
    assert denied.sentences[0].kind == "struck"


def test_a_model_that_is_believed_may_decline(searcher: Searcher) -> None:
    draft = drafted(QUESTION, [], searcher.search)
    text = "Thank you for your message. I am sorry, our documents do not say that."
    assert verified(draft, text, believed=True).hand_over
    assert not verified(draft, text).hand_over
    assert not verified(draft, f"{SAYS} The documents do not say more.", believed=True).hand_over


def test_what_no_document_answers_is_handed_over(searcher: Searcher) -> None:
    draft = drafted("Can I rent a helicopter with a pilot?", [], searcher.search)
    assert not draft.answers
    assert draft.quoted.hand_over
    assert not draft.quoted.citations
    assert "helicopter" not in draft.quoted.text


def test_one_answered_question_of_two_leaves_the_other_open(searcher: Searcher) -> None:
    other = "Can I rent a helicopter with a pilot?"
    reply = drafted(f"{QUESTION} {other}", [QUESTION, other], searcher.search).quoted
    assert not reply.hand_over
    assert reply.open_questions == (other,)
    assert other in reply.text


def test_the_starter_reads_one_passage_and_others_all(searcher: Searcher) -> None:
    draft = drafted(QUESTION, [], searcher.search)
    small = command(draft, chat_model(starter=True), sampling=Sampling())
    large = command(draft, chat_model(starter=False), system="Be brief.", sampling=Sampling())
    assert small.grounded
    assert large.grounded
    assert "<<<" not in small.messages[0].content
    found = re.findall(r"<<<(\d)>>>", large.messages[0].content)
    assert len(found) == len(draft.passages)
    assert large.messages[0].content.endswith("Be brief.")
    assert large.messages[-1].content == QUESTION


def test_a_chinese_question_is_answered_in_chinese(searcher: Searcher) -> None:
    reply = drafted("加急配送多少钱？", [], searcher.search).quoted
    assert not reply.hand_over
    assert "12.50" in reply.text
    assert all(quote.document.startswith("zh/") for quote in reply.citations)
