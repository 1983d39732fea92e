"""An answer that runs in circles is noticed, one that only repeats for good reasons is not."""

from __future__ import annotations

from pathlib import Path

import pytest

import scripted
from nibble_engine.api import (
    Action,
    AnyEvent,
    Chat,
    Message,
    Sampling,
    TextDelta,
    Write,
    new_job,
)
from nibble_engine.generation.repetition import Repetition, split, without_repetition
from nibble_engine.generation.stream import Stream, stream
from nibble_engine.job import Job
from nibble_engine.scripted import load_scripted

LOOPS = {
    "我们会尽快处理。" * 5: "我们会尽快处理。",
    "开头。" + "今天天气很好，" * 4: "开头。今天天气很好，",
    "It is a fine day. It is a fine day. It is a fine day. It": "It is a fine day.",
    "So we went home and " + "then we went back and " * 3: (
        "So we went home and then we went back"
    ),
    "no " * 12: "no",
    "她说" + "好" * 12: "她说好",
    "".join(
        f"{n}. 打开窗户并检查网络连接。\n" for n in range(1, 12)
    ): "1. 打开窗户并检查网络连接。",
    "- Check the cable.\n" * 13: "- Check the cable.",
}
HONEST = (
    "| 项目 | 是否完成 |\n| --- | --- |\n| 合同 | 否 |\n| 发票 | 否 |\n| 报告 | 否 |",
    "| a | b |\n| --- | --- |\n" + "| yes | no |\n" * 5,
    "- 无\n- 无\n- 无\n- 无",
    "```python\n" + "    if value is None:\n        return None\n" * 4 + "```",
    "哈哈哈哈哈哈，好的，好的，好的！",
    "-" * 80 + "\n" + "." * 60 + "\n" + "=" * 40,
    "Row, row, row your boat. Ha ha ha! No, no, no.",
    "第一，价格合理。第二，质量可靠。第三，服务周到。第四，交货及时。",
    "We tested it on Monday, we tested it on Tuesday, and we tested it on Wednesday.",
)


@pytest.mark.parametrize("text", LOOPS)
def test_a_loop_is_noticed_and_cut_to_its_first_turn(text: str) -> None:
    kept = without_repetition(text)
    assert kept.startswith(LOOPS[text][:20]) and len(kept) <= len(LOOPS[text]) + 4
    assert without_repetition(kept) == kept


def test_what_is_said_again_is_told() -> None:
    text = "The end. " + "It is a fine day today! " * 4
    assert split(text) == ("The end. It is a fine day today!", "It is a fine day today")
    assert split("不好。" + "今天天气很好，" * 3)[1] == "今天天气很好"
    assert split("A fine day.") == ("A fine day.", "")


@pytest.mark.parametrize("text", HONEST)
def test_what_repeats_for_good_reasons_stays(text: str) -> None:
    assert without_repetition(text) == text


@pytest.mark.parametrize("text", [*LOOPS, *HONEST])
@pytest.mark.parametrize("size", [1, 3, 7])
def test_it_does_not_matter_how_the_text_comes(text: str, size: int) -> None:
    reader = Repetition()
    for at in range(0, len(text), size):
        if reader.push(text[at : at + size]):
            break
    else:
        reader.finish()
    assert text[: reader.end].rstrip() == without_repetition(text).rstrip()


@pytest.mark.parametrize("piece", ["\n", "-", "“", "1,", "| ", "的 "])
def test_marks_without_end_cost_no_more_than_words(piece: str) -> None:
    reader = Repetition()
    reader.push(piece * 5000)
    assert len(reader._units) <= 960 and len(reader._alike) <= 240


def test_most_of_the_steps_of_a_long_text_are_not_taken() -> None:
    """Twice the text costs twice the steps: what is kept of it does not grow."""
    reader = Repetition()
    for number in range(20_000):
        reader.push(f"word{number % 997} 的 ")
    assert not reader.found
    assert len(reader._units) <= 960
    assert max(map(len, reader._places.values())) <= 240


class Letters:
    """A tokenizer whose tokens are characters."""

    def decode(self, token_ids: list[int], **_: bool) -> str:
        return "".join(map(chr, token_ids))


def said(text: str, repetition: Repetition | None) -> tuple[str, str, str]:
    events: list[AnyEvent] = []
    end = stream(
        iter(map(ord, text)),
        Stream(
            Letters(),
            frozenset(),
            Sampling(),
            Job("j", events.append),
            prompt_tokens=1,
            limit=10_000,
            repetition=repetition,
        ),
    )
    told = "".join(event.text for event in events if isinstance(event, TextDelta))
    return end.reason, end.text, told


def test_a_stream_stops_at_once_and_what_was_repeated_does_not_count() -> None:
    text = "我们已经收到您的来信。" * 100
    reason, kept, told = said(text, Repetition())
    assert reason == "repetition"
    assert kept == "我们已经收到您的来信。"
    assert len(told) <= 3 * len(kept) + 1
    assert said(text, None)[0] == "length"


def answered(tmp_path: Path, command: Write | Chat, **script: object) -> tuple[str, str]:
    folder = scripted.scripted_model(tmp_path / "model", **script)
    events: list[AnyEvent] = []
    model = load_scripted(scripted.load(str(folder)), Job("l", lambda event: None))
    end = model.answer(command, Job("j", events.append))
    return end.reason, "".join(e.text for e in events if isinstance(e, TextDelta))


@pytest.fixture(autouse=True)
def may_be_scripted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NIBBLE_SCRIPTED", "1")


def written(text: str) -> Write:
    return Write(job=new_job(), action=Action.REWRITE, text=text)


def test_a_scripted_model_is_stopped_too_but_only_when_it_writes(tmp_path: Path) -> None:
    words = ["The ", "parcel ", "is ", "here ", "now. "]
    reason, text = answered(tmp_path, written("The parcel came."), words=words)
    assert reason == "repetition" and text.count("parcel") == 3
    talk = Chat(job=new_job(), messages=(Message(role="user", content="hi"),))
    assert answered(tmp_path, talk, words=words)[0] == "length"


def test_a_text_that_is_a_refrain_itself_may_come_back(tmp_path: Path) -> None:
    refrain = "We shall come back again. " * 4
    assert answered(tmp_path, written(refrain), words=["We shall come back again. "])[0] == "length"


def test_scripted_answers_come_one_after_the_other(tmp_path: Path) -> None:
    folder = scripted.scripted_model(tmp_path / "model", answers=[["好", "的"], ["Fine."]])
    model = load_scripted(scripted.load(str(folder)), Job("l", lambda event: None))
    for wanted in ("好的", "Fine.", "好的"):
        events: list[AnyEvent] = []
        end = model.answer(written("x"), Job("j", events.append))
        assert end.reason == "stop"
        assert "".join(e.text for e in events if isinstance(e, TextDelta)) == wanted
