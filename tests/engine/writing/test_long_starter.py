"""The starter and a whole document: it sums up each section, or says that it is too small."""

from __future__ import annotations

import pytest

from nibble_engine.api import (
    ENDS,
    Failed,
    Finished,
    Load,
    Loaded,
    ModelInfo,
    Role,
    Sampling,
    TextDelta,
    Write,
    new_job,
)
from nibble_engine.client import EngineProcess
from nibble_engine.resources import resource
from nibble_engine.writing.outlining import Brief, outlined
from nibble_engine.writing.steps import Answered
from nibble_engine.writing.summarising import summarised

pytestmark = [pytest.mark.slow, pytest.mark.timeout(400)]
PATIENCE = 120.0
GREEDY = Sampling(temperature=0.0, max_new_tokens=96)
TEXT = """# Delivery

## When

We deliver from Monday to Saturday between 8 and 20 o'clock. If nobody is at home, the parcel goes
to the nearest shop and waits there for seven days.

## 费用

运费是4.90元，满50元免运费。如果订单分两次发货，只收一次运费。

## Returns

You can send an order back within 30 days after delivery. We pay for the way back.
"""


def answered(engine: EngineProcess, command: Write | Load) -> tuple[Answered, ModelInfo | None]:
    """What the engine says to a command."""
    engine.send(command)
    text, info = "", None
    while True:
        event = engine.next_event(PATIENCE)
        assert event is not None, "the engine is silent"
        if isinstance(event, TextDelta):
            text += event.text
        elif isinstance(event, Loaded):
            info = event.info
        elif isinstance(event, ENDS) and event.job == command.job:
            assert not isinstance(event, Failed), event
            return (text, event.reason if isinstance(event, Finished) else "cancelled"), info


def test_every_section_is_summed_up_or_quoted() -> None:
    engine = EngineProcess()
    engine.start()
    try:
        path = str(resource("starter", "chat"))
        _, info = answered(engine, Load(job=new_job(), role=Role.CHAT, path=path))
        assert info is not None and info.starter
        steps, told = summarised(TEXT, "points", info, sampling=GREEDY), []
        try:
            step = next(steps)
            while True:
                told.append(step)
                step = steps.send(answered(engine, step.command)[0])
        except StopIteration as end:
            made = end.value
        lines = made.text.splitlines()
        print(made.text)
        assert len(told) == len(made.parts) == len(lines) == 3
        assert [line.split("**")[1] for line in lines] == ["When", "费用", "Returns"]
        assert all(part.summary and len(part.summary) <= len(part.text) for part in made.parts)
        left = {one.detail for one in made.findings}
        assert left == {part.heading for part in made.parts if not part.usable}
        with pytest.raises(StopIteration) as ended:
            next(outlined(Brief("A report"), info))
        assert ended.value.value.findings[0].kind == "too_small"
    finally:
        engine.close()
