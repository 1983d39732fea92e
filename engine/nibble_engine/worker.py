"""The worker: takes commands one by one, owns the loaded models, ends every job exactly once."""

from __future__ import annotations

import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from nibble_engine.allocation import trim
from nibble_engine.api import (
    WORK,
    AnyCommand,
    AnyEvent,
    Cancelled,
    Diagnose,
    Diagnosed,
    ErrorInfo,
    Failed,
    Finished,
    Level,
    Load,
    Loaded,
    Role,
    Stage,
    Unload,
    Unloaded,
    Weigh,
)
from nibble_engine.errors import (
    DeviceError,
    LevelUnavailableError,
    NoModelError,
    OutOfMemoryError,
    Param,
)
from nibble_engine.foreign_errors import translated
from nibble_engine.gguf.file import is_gguf
from nibble_engine.interrupt import Interrupted
from nibble_engine.job import Job
from nibble_engine.libraries import Libraries
from nibble_engine.memory import free_memory, resident_memory
from nibble_engine.quantization.advice import check_beside, next_best
from nibble_engine.schedule import Schedule, can_wait, serving_role
from nibble_engine.scripted import is_scripted, load_scripted

if TYPE_CHECKING:
    from nibble_engine.generation.answer import Answers, Work

EXIT_DEVICE = 70
"""Exit status after an error that only a new process can leave."""


class Worker:
    """`submit`, `cancel` and `close` may be called from any thread; `run` is the one that works."""

    def __init__(self, emit: Callable[[AnyEvent], None], libraries: Libraries) -> None:
        self._emit = emit
        self._libraries = libraries
        self._schedule = Schedule()
        self._jobs: dict[str, Job] = {}  # those that have not ended
        self._models: dict[Role, tuple[Load, Answers]] = {}

    def submit(self, command: AnyCommand) -> None:
        """Has the command done when its turn comes."""
        job = Job(command.job, self._emit)
        if can_wait(command):
            job.shares(lambda: self._schedule.has_urgent(self._holds), self._do_urgent)
        self._jobs[command.job] = job
        self._schedule.add(command)

    def cancel(self, job: str) -> None:
        """Ends a waiting job at once, also one that waits in its middle, the current one at its
        next token or chunk."""
        if self._schedule.withdraw(job):
            self._end(Cancelled(job=job))
        elif running := self._jobs.get(job):
            running.cancel()
            if running.is_paused:
                self._end(Cancelled(job=job))

    def close(self) -> None:
        """Cancels everything and makes `run` return."""
        for command in self._schedule.close():
            self._end(Cancelled(job=command.job))
        for job in list(self._jobs.values()):
            job.cancel()

    def run(self) -> int:
        """Works until `close`; returns the exit status of the engine."""
        while (command := self._schedule.next(self._holds)) is not None:
            if not self._serve(command):
                return EXIT_DEVICE
        return 0

    def _serve(self, command: AnyCommand) -> bool:
        """Does it and tells its end; whether this process can go on."""
        event, usable = self._done(command, self._jobs[command.job])
        if isinstance(command, Weigh) and command.level is not None:
            # The second model goes before the end is told, however it ended; here no
            # traceback holds it any more.
            self._free_memory()
        self._end(event)
        return usable

    def _do_urgent(self) -> None:
        """In the middle of a document or of passages: what a person waits for."""
        while (command := self._schedule.urgent(self._holds)) is not None:
            if not self._serve(command):
                raise DeviceError(device=self._device())

    def _end(self, event: AnyEvent) -> None:
        """Tells the end of a job that was not told yet."""
        if self._jobs.pop(event.job, None) is not None:
            self._emit(event)

    def _holds(self, role: Role) -> bool:
        return role in self._models

    def _done(self, command: AnyCommand, job: Job) -> tuple[AnyEvent, bool]:
        """The job's one end, and whether this process can go on."""
        try:
            return self._do(command, job), True
        except Interrupted:
            return Cancelled(job=command.job), True
        except Exception as error:  # noqa: BLE001 - the border: every foreign error becomes ours
            ours = translated(error, device=self._device(), path=getattr(command, "path", ""))
            info = ours.info()
        if info.code == OutOfMemoryError.code and isinstance(command, Load):
            info = self._with_plan(info, command)
        # Outside the except block, so that no traceback holds the tensors that are to be freed.
        if info.code == OutOfMemoryError.code:
            self._free_memory()
            info = self._with_free(info, command)
        return Failed(job=command.job, error=info), info.code != DeviceError.code

    def _do(self, command: AnyCommand, job: Job) -> AnyEvent:
        job.check()
        if isinstance(command, Load):
            self._load(command, job)
        elif isinstance(command, Unload):
            self._unload(command.role)
        elif isinstance(command, Diagnose):
            self._diagnose(job)
        elif isinstance(command, WORK):
            return self._work(command, job)
        return Finished(job=command.job)

    def _work(self, command: Work, job: Job) -> AnyEvent:
        role = serving_role(command, self._holds)
        if role not in self._models:
            raise NoModelError(role=str(role))
        answers = self._models[role][1]
        level = command.level if isinstance(command, Weigh) else None
        if level is not None and level is not answers.info.level:
            answers = self._beside(level, job)
        end = answers.answer(command, job)
        return Finished(job=command.job, reason=end.reason, usage=end.usage)

    def _load(self, command: Load, job: Job) -> None:
        answers = self._shared(command) or self._refitted(command)
        if answers is None:
            self._forget()
            answers = self._read(command, job)
        self._models[command.role] = (command, answers)
        gc.collect()
        info = msgspec.structs.replace(
            answers.info,
            role=command.role,
            wanted=command.level,
            resident=self._resident(answers),
        )
        self._emit(Loaded(job=command.job, info=info))

    def _resident(self, answers: Answers) -> int:
        """Bytes that this process has, if the model is the only one; else nobody can tell."""
        if any(other is not answers for _, other in self._models.values()):
            return 0
        if answers.info.device == "cuda" and self._libraries.ready:
            import torch

            return int(torch.cuda.memory_reserved())
        return resident_memory()

    def _shared(self, command: Load) -> Answers | None:
        """The model of another role, if it is the same one loaded in the same way."""
        wanted = _way(command)
        for load, answers in self._models.values():
            if load.role is not command.role and _way(load) == wanted:
                return answers
        return None

    def _refitted(self, command: Load) -> Answers | None:
        """The role's own model, if only its context or the bits of its cache are to be others:
        the weights are not read again, and take no room twice."""
        load, answers = self._models.get(command.role, (None, None))
        if load is None or answers is None or _weights(load) != _weights(command):
            return None
        refit = getattr(answers, "refitted", None)
        return refit(command) if refit is not None else None

    def _read(self, command: Load, job: Job) -> Answers:
        if is_scripted(command.path):
            return load_scripted(command, job)
        self._libraries.wait(lambda done, total: job.progress(Stage.IMPORT, done, total), job.check)
        if is_gguf(Path(command.path)):
            from nibble_engine.gguf.model import load_gguf

            return load_gguf(command, _Tenths(job), job)
        from nibble_engine.embedding.embedder import Embedder
        from nibble_engine.generation.answer import TransformersModel
        from nibble_engine.models.loader import load_model

        loaded = load_model(command, _Tenths(job), job.cancelled)
        return (
            TransformersModel(loaded) if loaded.recipe is None else Embedder(loaded, loaded.recipe)
        )

    def _beside(self, level: Level, job: Job) -> Answers:
        """The chat model at another level, which nobody keeps."""
        load, held = self._models[Role.CHAT]
        load = msgspec.structs.replace(load, level=level)
        if not is_scripted(load.path):
            from nibble_engine.models.loader import is_wide

            self._forget()
            device = held.info.device
            check_beside(
                Path(load.path),
                level,
                load.context,
                self._free(device),
                device,
                is_wide=is_wide(level, device),
            )
        answers = self._read(load, job)
        if answers.info.level is not level:
            device = answers.info.device
            raise LevelUnavailableError(path=load.path, level=str(level), device=device)
        return answers

    def _unload(self, role: Role) -> None:
        if self._models.pop(role, None) is not None:
            self._free_memory()
        self._emit(Unloaded(role=role))

    def _diagnose(self, job: Job) -> None:
        self._libraries.wait(lambda done, total: job.progress(Stage.IMPORT, done, total), job.check)
        from nibble_engine.diagnosis import diagnose

        self._emit(Diagnosed(job=job.id, diagnosis=diagnose()))

    def _with_free(self, info: ErrorInfo, command: AnyCommand) -> ErrorInfo:
        """The error with what is free now. The block that was one too many for an answer says
        nothing to a person: what the whole answer needs is not known."""
        free = self._free(self._device(), to_load=isinstance(command, Load))
        params: dict[str, Param] = {"free": free, **info.params}
        if not isinstance(command, Load | Weigh):
            params.pop("needed", None)
        return msgspec.structs.replace(info, params=params)

    def _with_plan(self, info: ErrorInfo, load: Load) -> ErrorInfo:
        """The error with what is needed, what is free, and fewer bits that would fit."""
        device = load.device if load.device != "auto" else "cpu"
        if self._libraries.ready:
            import torch

            if load.device in ("auto", "cuda") and torch.cuda.is_available():
                device = "cuda"
        free = self._free(device, to_load=True)
        found = next_best(Path(load.path), load.level, load.context, free, device)
        return msgspec.structs.replace(info, params={**info.params, **found})

    def _free(self, device: str, *, to_load: bool = False) -> int:
        """Bytes that a model could still have."""
        if device == "cuda" and self._libraries.ready:
            import torch

            return int(torch.cuda.mem_get_info()[0])
        return free_memory(to_load=to_load)

    def _free_memory(self) -> None:
        """Gives back what nothing needs, also what is only kept to be faster."""
        self._forget()
        gc.collect()
        trim()
        if self._libraries.ready:
            import torch

            if torch.cuda.is_available():
                torch.cuda.empty_cache()

    def _forget(self) -> None:
        """What models keep of earlier requests goes: another needs the memory."""
        for _, answers in self._models.values():
            answers.forget()

    def _device(self) -> str:
        return next((answers.info.device for _, answers in self._models.values()), "cpu")


class _Tenths:
    """Passes a load's progress on, a few dozen times instead of once for each tensor."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._shown: tuple[Stage, int] | None = None

    def __call__(self, stage: Stage, done: int, total: int) -> None:
        step = (stage, done * 40 // max(total, 1))
        if step != self._shown:
            self._shown = step
            self._job.progress(stage, done, total)


def _way(load: Load) -> tuple[Param, ...]:
    return (*_weights(load), load.context, load.cache)


def _weights(load: Load) -> tuple[Param, ...]:
    embeds = load.role is Role.EMBEDDING  # it is loaded without its head
    return (embeds, load.path, str(load.level), load.device, load.threads, load.head)
