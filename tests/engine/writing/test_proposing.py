"""From a request to a proposal: what is asked, what is told, and changes that make the text."""

from __future__ import annotations

import msgspec
import pytest
from models import LARGE, STARTER, answered

from nibble_engine.api import Action, Sampling, Term, Translate, Write
from nibble_engine.proofreading.change import applied
from nibble_engine.writing.proofing import portions
from nibble_engine.writing.proposal import Finding, Proposal
from nibble_engine.writing.proposing import by_rules
from nibble_engine.writing.request import Request

ZH = "包裹三天前从上海寄出，运费20元，请您注意查收。"
EN = "The parcel left Boston three days ago, and shipping was $20, so please look out for it."


def kinds(proposal: Proposal) -> list[str]:
    return [finding.kind for finding in proposal.findings]


def test_all_of_a_request_is_asked() -> None:
    request = Request(
        Action.CONTINUE,
        " The end\n",
        before="b",
        instruction="i",
        tone="t",
        earlier="e",
        terms=(Term(source="a", target="b"),),
        voice=("v",),
        request="{text}",
        tokens=True,
        sampling=Sampling(seed=4),
    )
    _, (command,) = answered(request, "is near.")
    assert isinstance(command, Write) and command.text == "The end"
    fields = msgspec.structs.asdict(command)
    for name in ("action", "before", "instruction", "tone", "earlier", "terms", "voice", "request"):
        assert fields[name] == getattr(request, name)
    assert command.tokens and command.sampling.seed == 4


def test_a_long_text_gets_room_for_all_of_it() -> None:
    short, long = EN, f"{EN} " * 40
    for text, most in ((short, 100), (long, 1000)):
        request = Request(Action.REWRITE, text, sampling=Sampling(max_new_tokens=100))
        _, (command, *_) = answered(request, text)
        assert isinstance(command, Write) and command.sampling.max_new_tokens >= most
    assert command.sampling.max_new_tokens < 2000
    summary = Request(Action.SUMMARISE, long, sampling=Sampling(max_new_tokens=100))
    _, (command,) = answered(summary, EN)
    assert isinstance(command, Write) and command.sampling.max_new_tokens == 100


def test_a_rewrite_is_its_changes_and_keeps_the_white_space() -> None:
    request = Request(Action.REWRITE, f"\n  {EN} \n")
    made = "Three days ago the parcel left Boston; shipping was $20. Please look out for it."
    proposal, asked = answered(request, f"Here is the rewritten text:\n\n{made}")
    assert proposal.text == f"\n  {made} \n" and len(asked) == 1
    assert applied(request.text, proposal.changes) == proposal.text
    assert proposal.findings == () and proposal.model is LARGE
    assert all(c.original == request.text[c.start : c.end] for c in proposal.changes)
    assert all(change.rule.startswith("model-") for change in proposal.changes)


def test_an_altered_fact_blocks() -> None:
    proposal, _ = answered(
        Request(Action.REWRITE, ZH), "包裹两天前从北京寄出，运费20元，请您注意查收。"
    )
    told = {(one.kind, one.detail, one.fact) for one in proposal.blocked}
    assert told == {
        ("fact_missing", "三天", "number"),
        ("fact_missing", "上海", "name"),
        ("fact_added", "两天", "number"),
        ("fact_added", "北京", "name"),
    }


def test_a_drift_is_repaired_once_in_words_of_the_texts_language() -> None:
    good = "包裹是三天前从上海寄出的，运费20元，请注意查收。"
    proposal, (_, again) = answered(Request(Action.REWRITE, ZH), EN, good)
    assert kinds(proposal) == ["repaired"] and proposal.text == good and not proposal.blocked
    assert isinstance(again, Write) and "简体中文" in again.instruction
    proposal, (_, again) = answered(Request(Action.REWRITE, EN, instruction="Be brief."), ZH, EN)
    assert again.instruction.startswith("Be brief.\nWrite in English only.")  # type: ignore[union-attr]
    assert kinds(proposal) == ["repaired", "unchanged"]


def test_a_drift_that_stays_is_said_and_not_asked_about_again() -> None:
    proposal, asked = answered(Request(Action.REWRITE, ZH), EN, EN)
    assert len(asked) == 2 and "language" in [one.kind for one in proposal.blocked]


def test_a_script_is_a_language_to_keep_to() -> None:
    hant = "包裹三天前從上海寄出，運費20元，請您注意查收，謝謝您對我們的支持。"
    proposal, asked = answered(Request(Action.TONE, ZH, tone="正式"), hant, hant)
    assert len(asked) == 2 and proposal.findings[0].detail == "zh-Hant"


def test_who_asks_for_another_language_gets_it() -> None:
    request = Request(Action.INSTRUCT, ZH, instruction="翻译成英文")
    proposal, asked = answered(request, "The parcel left 上海 three days ago.")
    assert len(asked) == 1 and "language" not in kinds(proposal)


def test_what_was_said_over_and_over_does_not_count() -> None:
    text = "包裹三天前从上海寄出，运费20元。" + "请您注意查收。" * 4
    proposal, _ = answered(Request(Action.REWRITE, ZH), (text, "repetition"))
    assert proposal.findings[0] == Finding("repetition", "请您注意查收")
    assert proposal.text == "包裹三天前从上海寄出，运费20元。请您注意查收。"


def test_what_was_cut_is_said() -> None:
    proposal, _ = answered(Request(Action.REWRITE, EN), (EN[:40], "length"))
    assert "cut" in kinds(proposal)
    proposal, asked = answered(Request(Action.REWRITE, EN), ("", "cancelled"))
    assert proposal.text == EN and proposal.changes == () and len(asked) == 1
    assert proposal.findings[0] == Finding("cut", "cancelled")
    assert "unusable" not in kinds(proposal)


def test_nothing_to_change_is_said() -> None:
    proposal, _ = answered(Request(Action.REWRITE, ZH), ZH)
    assert kinds(proposal) == ["unchanged"] and proposal.changes == ()


def test_no_result_is_said_and_the_text_stays_where_there_is_none() -> None:
    proposal, _ = answered(Request(Action.TABLE, ZH), "包裹在上海。", model=STARTER)
    assert "too_small" in [one.kind for one in proposal.blocked]
    proposal, _ = answered(Request(Action.REWRITE, ZH), "```\n\n```")
    assert proposal.text == ZH and kinds(proposal) == ["unusable"]


@pytest.mark.parametrize(
    ("text", "said", "wanted"),
    [("The parcel came", "late.", " late."), ("包裹到了。", "他很高兴。", "他很高兴。")],
)
def test_a_continuation_is_one_insertion_behind_the_text(text: str, said: str, wanted: str) -> None:
    proposal, _ = answered(Request(Action.CONTINUE, text), said)
    assert proposal.text == wanted and proposal.findings == ()
    assert applied(text, proposal.changes) == text + wanted


def test_a_translation_is_asked_for_as_such() -> None:
    terms = (Term(source="包裹", target="parcel"),)
    request = Request(Action.REWRITE, f"{ZH}\n", target="en", terms=terms)
    proposal, (command,) = answered(request, EN)
    assert isinstance(command, Translate)
    assert (command.text, command.target, command.terms) == (ZH, "en", terms)
    assert proposal.text == f"{EN}\n" and applied(request.text, proposal.changes) == proposal.text
    assert "number" in [one.fact for one in proposal.findings]  # yuan are no dollars
    assert len(answered(request, EN.replace("$20", "20 yuan"))[0].findings) == 0


SLIPS = "He go to school yesterday, and he recieved teh letter letter from Mr Brown."
RIGHT = "He went to school yesterday, and he received the letter from Mr Brown."


def test_proofreading_is_rules_first_and_then_the_model_on_what_they_made() -> None:
    proposal, (command,) = answered(Request(Action.PROOFREAD, SLIPS), RIGHT)
    assert (
        isinstance(command, Write)
        and command.text == by_rules(Request(Action.PROOFREAD, SLIPS)).text
    )
    rules = {change.original.strip(): change.rule for change in proposal.changes}
    assert rules == {
        "go": "model-grammar",
        "recieved": "en-spelling",
        "teh": "en-spelling",
        "letter": "en-doubled",
    }
    assert applied(SLIPS, proposal.changes) == proposal.text == RIGHT
    assert proposal.findings == ()


def test_a_starter_is_not_asked_to_proofread() -> None:
    proposal, asked = answered(Request(Action.PROOFREAD, SLIPS), model=STARTER)
    assert asked == [] and proposal.model is None
    assert len(proposal.changes) == 3


@pytest.mark.parametrize(
    "said",
    [
        "Yesterday the boy visited his school, where a letter that Mr Brown wrote reached him.",
        "包裹三天前从上海寄出，运费20元，请您注意查收。",
        "",
    ],
)
def test_a_proofreader_that_rewrites_is_refused(said: str) -> None:
    answers = [said, said] if said.startswith("包") else [said]
    proposal, _ = answered(Request(Action.PROOFREAD, SLIPS), *answers)
    assert "refused" in kinds(proposal) and proposal.blocked == ()
    assert {change.rule for change in proposal.changes} == {"en-spelling", "en-doubled"}


def test_a_long_change_and_one_in_an_address_are_left_out() -> None:
    text = (
        "We has written to office@exampel.com about the delivery of last week, and we wait for an"
        " answer that has not come until today, although they promised to send it soon."
    )
    said = text.replace("has written", "have written").replace("exampel", "example")
    said = said.replace("that has not come until today", "which we sadly still miss here now")
    proposal, _ = answered(Request(Action.PROOFREAD, text), said)
    assert [(c.original, c.replacement) for c in proposal.changes] == [("has", "have")]


def test_a_long_text_is_proofread_in_parts() -> None:
    line = "The committee have met on Tuesday and it will meat again in the week after that."
    right = line.replace("meat", "meet")
    text = f"\n{line} {line}\n\n" * 20
    parts = [text[start:end] for start, end in portions(text)]
    assert "".join(parts) == text and 2 < len(parts) < 12
    fine = [part.replace("meat", "meet") for part in parts]
    proposal, asked = answered(Request(Action.PROOFREAD, text), *fine)
    assert [command.text for command in asked] == [part.strip() for part in parts]
    assert proposal.text == text.replace(line, right) == applied(text, proposal.changes)
    assert len(proposal.changes) == 40 and proposal.findings == ()
    # One part that is written anew costs only itself; what was stopped keeps what was done.
    mixed = [fine[0], "Something else altogether was said here.", *fine[2:]]
    proposal, _ = answered(Request(Action.PROOFREAD, text), *mixed)
    assert kinds(proposal) == ["refused"] and 25 < len(proposal.changes) < 40
    proposal, asked = answered(Request(Action.PROOFREAD, text), fine[0], ("The", "cancelled"))
    assert len(asked) == 2 and kinds(proposal) == ["cut"] and 0 < len(proposal.changes) < 15


def test_a_text_without_slips_is_said_to_be_so() -> None:
    proposal, _ = answered(Request(Action.PROOFREAD, RIGHT), RIGHT)
    assert kinds(proposal) == ["unchanged"] and proposal.text == RIGHT
