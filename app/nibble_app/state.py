"""What the window knows of the engine, as one value that each happening turns into the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from nibble_engine.api import (
    WORK,
    AnyCommand,
    Cancelled,
    ErrorInfo,
    Failed,
    Finished,
    Load,
    Loaded,
    ModelInfo,
    Progress,
    Ready,
    Role,
    Speed,
    Stage,
    Unload,
    Unloaded,
)
from nibble_engine.happenings import Died, Happening, Sent, Starting, Stopped


class Phase(StrEnum):
    """What the engine is doing, for the status line."""

    OFF = "off"
    STARTING = "starting"
    IDLE = "idle"
    LOADING = "loading"
    BUSY = "busy"
    FAILED = "failed"


@dataclass(frozen=True)
class ModelState:
    """One role's model: ``info`` of the one that is there, progress and error of the newest load.

    ``done`` of ``total`` count in the unit of ``stage``; total 0 means unknown. ``asleep``: the
    model of ``info`` was let go, and is loaded again when there is work for it.
    """

    role: Role
    info: ModelInfo | None = None
    loading: bool = False
    stage: Stage | None = None
    done: int = 0
    total: int = 0
    error: ErrorInfo | None = None
    asleep: bool = False


_NO_MODELS: Mapping[Role, ModelState] = MappingProxyType({role: ModelState(role) for role in Role})


@dataclass(frozen=True)
class EngineState:
    """The engine as the window shows it; ``jobs`` are the commands it has and has not ended.

    ``tokens_per_second`` is that of the reply being written, or of the last one, as the engine
    measured it.
    ``deaths`` counts the last minute's.
    """

    phase: Phase = Phase.OFF
    models: Mapping[Role, ModelState] = field(default_factory=lambda: _NO_MODELS)
    error: ErrorInfo | None = None
    tokens_per_second: float = 0.0
    deaths: int = 0
    pid: int | None = None
    jobs: Mapping[str, AnyCommand] = field(default_factory=lambda: MappingProxyType({}))

    def model_for(self, role: Role) -> ModelInfo | None:
        """The model that would serve ``role``: a chat model also translates."""
        own = self.models[role].info
        if own is None and role is Role.TRANSLATION:
            return self.models[Role.CHAT].info
        return own


def reduce(state: EngineState, happening: Happening) -> EngineState:
    """The state after ``happening``."""
    step = _STEPS.get(type(happening))
    return step(state, happening) if step else state


def _starting(state: EngineState, event: Starting) -> EngineState:
    return replace(state, phase=Phase.STARTING, pid=None, deaths=event.deaths)


def _ready(state: EngineState, event: Ready) -> EngineState:
    return _settled(replace(state, phase=Phase.IDLE, pid=event.pid, error=None))


def _sent(state: EngineState, event: Sent) -> EngineState:
    command = event.command
    jobs = MappingProxyType({**state.jobs, command.job: command})
    state = replace(state, jobs=jobs)
    if isinstance(command, Load):
        old = state.models[command.role]
        state = _with_model(state, ModelState(command.role, old.info, loading=True))
    if isinstance(command, Unload) and command.until_asked:
        state = _with_model(state, replace(state.models[command.role], asleep=True))
    return _settled(state)


def _progress(state: EngineState, event: Progress) -> EngineState:
    command = state.jobs.get(event.job)
    if not isinstance(command, Load):
        return state
    model = replace(
        state.models[command.role], stage=event.stage, done=event.done, total=event.total
    )
    return _with_model(state, model)


def _speed(state: EngineState, event: Speed) -> EngineState:
    return replace(state, tokens_per_second=event.tokens_per_second)


def _loaded(state: EngineState, event: Loaded) -> EngineState:
    return _with_model(state, ModelState(event.info.role, event.info))


def _unloaded(state: EngineState, event: Unloaded) -> EngineState:
    model = state.models[event.role]
    return _with_model(state, model if model.asleep else replace(model, info=None))


def _finished(state: EngineState, event: Finished) -> EngineState:
    speed = event.usage.tokens_per_second or state.tokens_per_second
    return _ended(replace(state, tokens_per_second=speed), event.job, None)


def _cancelled(state: EngineState, event: Cancelled) -> EngineState:
    return _ended(state, event.job, None)


def _failed(state: EngineState, event: Failed) -> EngineState:
    return _ended(state, event.job, event.error)


def _ended(state: EngineState, job: str, error: ErrorInfo | None) -> EngineState:
    command = state.jobs.get(job)
    jobs = MappingProxyType({key: item for key, item in state.jobs.items() if key != job})
    state = replace(state, jobs=jobs)
    if isinstance(command, Load):
        info = state.models[command.role].info
        state = _with_model(state, ModelState(command.role, info, error=error))
    return _settled(state)


def _died(state: EngineState, event: Died) -> EngineState:
    models = {role: ModelState(role, error=model.error) for role, model in state.models.items()}
    return EngineState(
        phase=Phase.FAILED if event.final else Phase.STARTING,
        models=MappingProxyType(models),
        error=event.error,
        tokens_per_second=state.tokens_per_second,
        deaths=event.deaths,
    )


def _stopped(state: EngineState, event: Stopped) -> EngineState:
    return EngineState()


def _with_model(state: EngineState, model: ModelState) -> EngineState:
    return replace(state, models=MappingProxyType({**state.models, model.role: model}))


def _settled(state: EngineState) -> EngineState:
    """Derive the phase of a running engine from what it has to do."""
    if state.phase not in (Phase.IDLE, Phase.LOADING, Phase.BUSY):
        return state
    commands = state.jobs.values()
    if any(isinstance(command, Load) for command in commands):
        return replace(state, phase=Phase.LOADING)
    busy = any(isinstance(command, WORK) for command in commands)
    return replace(state, phase=Phase.BUSY if busy else Phase.IDLE)


_STEPS: dict[type, Callable[[EngineState, Any], EngineState]] = {
    Starting: _starting,
    Ready: _ready,
    Sent: _sent,
    Progress: _progress,
    Speed: _speed,
    Loaded: _loaded,
    Unloaded: _unloaded,
    Finished: _finished,
    Cancelled: _cancelled,
    Failed: _failed,
    Died: _died,
    Stopped: _stopped,
}
