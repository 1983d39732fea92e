"""The state after what happened."""

from __future__ import annotations

from functools import reduce as fold

import pytest

from nibble_app.state import EngineState, Phase, reduce
from nibble_engine.api import (
    Cancelled,
    Failed,
    Finished,
    Level,
    Load,
    Loaded,
    ModelInfo,
    Progress,
    Ready,
    Role,
    Stage,
    Unloaded,
    Usage,
)
from nibble_engine.errors import EngineDiedError, ModelNotFoundError
from nibble_engine.happenings import Died, Happening, Sent, Starting, Stopped
from scripted import chat, load

UP: list[Happening] = [Starting(0), Ready(protocol=1, version="x", pid=7)]


def info(role: Role, name: str = "m") -> ModelInfo:
    return ModelInfo(
        name=name,
        path=name,
        role=role,
        family="f",
        level=Level.NF4,
        wanted=Level.NF4,
        bits=4.5,
        device="cpu",
        memory=1,
        parameters=1,
        context=4096,
    )


def after(*happenings: Happening, state: EngineState | None = None) -> EngineState:
    return fold(reduce, happenings, state or EngineState())


def loading(command: Load) -> list[Happening]:
    return [
        *UP,
        Sent(command),
        Progress(job=command.job, stage=Stage.READ, done=3, total=8),
    ]


def with_model(role: Role = Role.CHAT) -> EngineState:
    command = load("m", role)
    done = [Loaded(job=command.job, info=info(role)), Finished(job=command.job)]
    return after(*loading(command), *done)


def test_off_starting_idle() -> None:
    assert EngineState().phase is Phase.OFF
    assert after(Starting(1)).phase is Phase.STARTING and after(Starting(1)).deaths == 1
    up = after(*UP)
    assert up.phase is Phase.IDLE and up.pid == 7 and up.error is None


def test_loading_shows_how_far_and_then_the_model() -> None:
    command = load("m")
    state = after(*loading(command))
    model = state.models[Role.CHAT]
    assert state.phase is Phase.LOADING and model.loading
    assert (model.stage, model.done, model.total) == (Stage.READ, 3, 8)
    done = with_model()
    assert done.phase is Phase.IDLE and not done.models[Role.CHAT].loading
    assert done.model_for(Role.CHAT) == info(Role.CHAT)


def test_a_chat_model_also_translates_unless_there_is_a_translation_model() -> None:
    assert with_model(Role.CHAT).model_for(Role.TRANSLATION) == info(Role.CHAT)
    assert with_model(Role.TRANSLATION).model_for(Role.CHAT) is None
    both = after(Loaded(info=info(Role.TRANSLATION, "t")), state=with_model(Role.CHAT))
    assert both.model_for(Role.TRANSLATION) == info(Role.TRANSLATION, "t")


def test_a_failed_load_keeps_the_old_model_and_says_why() -> None:
    command = load("other")
    error = ModelNotFoundError(path="other").info()
    state = after(Sent(command), Failed(job=command.job, error=error), state=with_model())
    model = state.models[Role.CHAT]
    assert state.phase is Phase.IDLE and model.info == info(Role.CHAT)
    assert model.error == error and not model.loading
    again = load("m")
    assert after(Sent(again), state=state).models[Role.CHAT].error is None


def test_a_cancelled_load_is_no_error() -> None:
    command = load("other")
    state = after(Sent(command), Cancelled(job=command.job), state=with_model())
    assert state.models[Role.CHAT].error is None and not state.models[Role.CHAT].loading


def test_busy_while_work_is_open_and_the_speed_of_the_last_reply() -> None:
    command = chat("hi")
    busy = after(*UP, Sent(command))
    assert busy.phase is Phase.BUSY
    usage = Usage(new_tokens=30, decode_seconds=2.0)
    idle = after(Finished(job=command.job, usage=usage), state=busy)
    assert idle.phase is Phase.IDLE and idle.tokens_per_second == pytest.approx(15.0)
    assert not idle.jobs


def test_unloaded_by_the_engine() -> None:
    assert after(Unloaded(role=Role.CHAT), state=with_model()).model_for(Role.CHAT) is None


def test_death_takes_models_and_jobs_and_the_last_one_is_final() -> None:
    error = EngineDiedError(how="SIGKILL").info()
    before = after(Sent(chat("hi")), state=with_model())
    dead = after(Died(error, 1, final=False), state=before)
    assert dead.phase is Phase.STARTING and dead.error == error and dead.pid is None
    assert dead.model_for(Role.CHAT) is None and not dead.jobs
    assert after(*UP, state=dead).phase is Phase.IDLE
    final = after(Died(error, 3, final=True), state=before)
    assert final.phase is Phase.FAILED and final.deaths == 3
    assert after(Sent(chat("hi")), state=final).phase is Phase.FAILED
    assert after(Stopped(), state=final) == EngineState()


def test_the_state_before_is_untouched() -> None:
    before = with_model()
    after(Died(EngineDiedError().info(), 1, final=True), state=before)
    assert before == with_model_like(before) and before.phase is Phase.IDLE
    with pytest.raises(TypeError):
        before.models[Role.CHAT] = before.models[Role.CHAT]  # type: ignore[index]


def with_model_like(state: EngineState) -> EngineState:
    return after(*UP, Loaded(info=info(Role.CHAT)), state=EngineState(pid=state.pid))
