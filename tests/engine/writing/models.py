"""Models as the tests of writing know them, and a model whose answers are given beforehand."""

from __future__ import annotations

import msgspec

from nibble_engine.api import Level, ModelInfo, Role, Translate, Write
from nibble_engine.writing.proposal import Proposal
from nibble_engine.writing.proposing import proposed
from nibble_engine.writing.request import Request

LARGE = ModelInfo(
    name="Large",
    path="",
    role=Role.CHAT,
    family="qwen3",
    level=Level.NF4,
    wanted=Level.NF4,
    bits=4.5,
    device="cpu",
    memory=1,
    parameters=8_000_000_000,
    context=4096,
)
SMALL = msgspec.structs.replace(LARGE, parameters=270_000_000)
STARTER = msgspec.structs.replace(LARGE, parameters=20_000_000, starter=True)


def answered(
    request: Request, *answers: str | tuple[str, str], model: ModelInfo = LARGE
) -> tuple[Proposal, list[Write | Translate]]:
    """The proposal that comes of these answers, each with the reason of its end ("stop" where
    none is given), and what was asked. All of them must be asked for."""
    asking, asked = proposed(request, model), []
    left = list(answers)
    try:
        command = next(asking)
        while True:
            asked.append(command)
            answer = left.pop(0)
            command = asking.send(answer if isinstance(answer, tuple) else (answer, "stop"))
    except StopIteration as end:
        assert not left
        return end.value, asked
