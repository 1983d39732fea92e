"""Every writing action with the starter that ships: a usable result, or words that it is too small.

The engine is a real child process, and the model the real one.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from nibble_app.console import Choice, Console
from nibble_app.settings import Settings
from nibble_app.writing_words import sentence
from nibble_engine.api import Action, ModelInfo, Role, Sampling, Write, new_job
from nibble_engine.generation.repetition import without_repetition
from nibble_engine.proofreading.change import applied
from nibble_engine.writing.proposal import Proposal
from nibble_engine.writing.proposing import proposed
from nibble_engine.writing.request import Form, Request

TEXTS = {
    "en": "We received your parcel on Monday, and dont worry: the refund of 30 dollars will reach"
    " your account within five working days. Thank you for your patience.",
    "zh": "我们周一收到了您寄回的包裹,请您放心：30元的退款会在五个工作日内打到您的账户。"
    "感谢您的耐心等待。",
}
HOW = Sampling(temperature=0.0, max_new_tokens=96)
FORMS: dict[Action, tuple[Form, ...]] = {Action.SUMMARISE: ("", "points", "paragraph", "title")}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Console, ModelInfo]]:
    with Console(Settings(tmp_path_factory.mktemp("home") / "config.toml")) as console:
        yield console, console.load(Role.CHAT, Choice())


def answered(engine: tuple[Console, ModelInfo], request: Request) -> Proposal:
    console, info = engine
    asking = proposed(request, info)
    try:
        command = next(asking)
        while True:
            answer = console.ask(command)
            command = asking.send((answer.text, answer.reason))
    except StopIteration as end:
        made: Proposal = end.value
        return made


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("action", Action)
def test_each_action_has_a_usable_result_or_says_that_the_model_is_too_small(
    engine: tuple[Console, ModelInfo], action: Action, language: str
) -> None:
    text = TEXTS[language]
    assert engine[1].starter
    for form in FORMS.get(action, ("",)):
        request = Request(
            action,
            f"{text}\n",
            tone="formal" if action is Action.TONE else "",
            instruction="Be polite." if action is Action.INSTRUCT else "",
            form=form,
            sampling=HOW,
        )
        proposal = answered(engine, request)
        kinds = {finding.kind for finding in proposal.findings}
        assert all(sentence(finding) for finding in proposal.findings)
        assert applied(request.text, proposal.changes).endswith(
            "\n" if action is not Action.CONTINUE else ""
        )
        if "too_small" in kinds:
            assert proposal.blocked
        else:
            assert is_result(action, form, text, proposal), (proposal.text, kinds)


def is_result(action: Action, form: Form, text: str, proposal: Proposal) -> bool:
    """By the eye of the test and not of the program."""
    made = proposal.text.strip()
    if action is Action.PROOFREAD:
        return "don't" in made or "包裹，请" in made
    if action is Action.SHORTEN or action is Action.SUMMARISE:
        return 0 < len(made) < len(text) and (form != "title" or "\n" not in made)
    if action is Action.TABLE:
        return made.count("|") > 4
    if action is Action.LIST:
        return made.count("\n") > 0
    return len(made) > 5 and made != text


@pytest.mark.slow
def test_the_real_starter_is_stopped_when_it_runs_in_circles(
    engine: tuple[Console, ModelInfo],
) -> None:
    """Greedy and without a penalty, it soon does."""
    how = Sampling(temperature=0.0, repetition_penalty=1.0, max_new_tokens=300)
    for text in ("他一日一日地等，", "从前有一座山，", "我们的店", "The cat and the dog"):
        command = Write(job=new_job(), action=Action.CONTINUE, text=text, sampling=how)
        answer = engine[0].ask(command)
        if answer.reason == "repetition":
            assert answer.usage.new_tokens < 300
            assert len(without_repetition(answer.text)) < len(answer.text)
            return
    pytest.fail("It never ran in circles.")
