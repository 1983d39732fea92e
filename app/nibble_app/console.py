"""The engine for the command line: load, ask, print as it comes, end with a clear status."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import msgspec
from PySide6.QtCore import QCoreApplication

from nibble_app import folders, language
from nibble_app.error_text import describe
from nibble_app.model_choice import chosen_load
from nibble_app.settings import Settings
from nibble_engine.api import (
    AnyCommand,
    AnyEvent,
    Cancelled,
    Device,
    ErrorInfo,
    Failed,
    Level,
    Load,
    Loaded,
    ModelInfo,
    Role,
    TextDelta,
    Usage,
)
from nibble_engine.client import EngineProcess
from nibble_engine.errors import NoModelError
from nibble_engine.happenings import Died
from nibble_engine.supervisor import Supervisor

OK, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130
BLOCKED = 3
"""The work was done, but a person has to look at it before it is used."""


class CommandFailed(Exception):  # noqa: N818 - it is the error of a command, and says so
    """The work could not be done; `error` travels to the person."""

    def __init__(self, error: ErrorInfo) -> None:
        super().__init__(error.code)
        self.error = error


@dataclass(frozen=True)
class Choice:
    """What the options of a command say about the model; None leaves it to the settings."""

    model: str | None = None
    level: Level | None = None
    device: Device | None = None


@dataclass
class Answer:
    """What a job brought."""

    text: str = ""
    reason: str = ""
    usage: Usage = field(default_factory=Usage)
    events: list[AnyEvent] = field(default_factory=list)


class Console:
    """One engine for one command."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._supervisor = Supervisor(lambda: EngineProcess(log_folder=folders.log_folder()))

    def __enter__(self) -> Console:
        self._supervisor.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._supervisor.close()

    def load(self, role: Role, choice: Choice) -> ModelInfo:
        """Loads the model of ``role``; raises `CommandFailed`."""
        # Made absolute as it is: a resolved link would no longer be what the person typed.
        path = os.path.abspath(choice.model) if choice.model is not None else ""  # noqa: PTH100
        command = chosen_load(self.settings, role, path)
        if command is None:
            raise CommandFailed(NoModelError(role=str(role)).info())
        changes: dict[str, Any] = {}
        if choice.level is not None:
            changes["level"] = choice.level
        if choice.device is not None:
            changes["device"] = choice.device
        answer = self.ask(msgspec.structs.replace(command, **changes))
        return next(event.info for event in answer.events if isinstance(event, Loaded))

    def ask(self, command: AnyCommand, show: Callable[[str], None] = lambda text: None) -> Answer:
        """Does ``command``; ``show`` gets the text as it comes. Raises `CommandFailed`, and
        `KeyboardInterrupt` after the job was stopped."""
        answer = Answer()
        try:
            for event in self._events(command):
                answer.events.append(event)
                if isinstance(event, TextDelta):
                    answer.text += event.text
                    show(event.text)
                elif isinstance(event, Failed):
                    raise CommandFailed(event.error)
                elif isinstance(event, Cancelled):
                    raise KeyboardInterrupt
                else:
                    answer.reason = getattr(event, "reason", "")
                    answer.usage = getattr(event, "usage", answer.usage)
        except KeyboardInterrupt:
            self._supervisor.cancel(command.job)
            raise
        return answer

    def _events(self, command: AnyCommand) -> Iterator[AnyEvent]:
        """The job's events; an engine that died while loading is not tried again in silence."""
        self._supervisor.ask(command)
        while True:
            happening = self._supervisor.next()
            if isinstance(happening, Died) and isinstance(command, Load):
                raise CommandFailed(happening.error)
            if isinstance(happening, AnyEvent) and happening.job == command.job:
                yield happening
                if isinstance(happening, Failed | Cancelled) or hasattr(happening, "reason"):
                    return


@contextmanager
def command_line(*, as_json: bool = False) -> Iterator[Settings]:
    """What every command stands in: translations, errors in words, and the exit status."""
    app = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    settings = Settings(folders.config_file())
    language.install(app, str(settings.get("ui.language")))
    try:
        yield settings
    except CommandFailed as failure:
        _tell(failure.error, as_json=as_json)
        raise SystemExit(FAILED) from None
    except KeyboardInterrupt:
        sys.stdout.flush()
        raise SystemExit(INTERRUPTED) from None
    except BrokenPipeError:
        # Whoever read the output has enough; Python must not complain about it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(FAILED) from None


def put(text: str) -> None:
    """Prints at once."""
    sys.stdout.write(text)
    sys.stdout.flush()


def put_json(value: object) -> None:
    """Prints one JSON value."""
    put(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def _tell(error: ErrorInfo, *, as_json: bool) -> None:
    text = describe(error)
    if as_json:
        put_json(
            {
                "ok": False,
                "error": {
                    "code": error.code,
                    "params": error.params,
                    "message": f"{text.title}. {text.detail}",
                },
            }
        )
    sys.stderr.write(f"nibble: {text.title}. {text.detail} {text.action}\n")
