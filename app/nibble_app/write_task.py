"""What ``nibble write`` can be asked to do with a text, and how it is to come out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import typer

from nibble_engine.api import Action, Role
from nibble_engine.languages import find


class Task(StrEnum):
    """What the command takes: the actions of the writing mode, and translation."""

    CONTINUE = Action.CONTINUE
    REWRITE = Action.REWRITE
    PROOFREAD = Action.PROOFREAD
    SHORTEN = Action.SHORTEN
    EXPAND = Action.EXPAND
    SIMPLIFY = Action.SIMPLIFY
    SUMMARISE = Action.SUMMARISE
    TONE = Action.TONE
    LIST = Action.LIST
    TABLE = Action.TABLE
    INSTRUCT = Action.INSTRUCT
    TRANSLATE = "translate"

    @property
    def action(self) -> Action:
        """The action of the engine; a translation is asked for by its target."""
        return Action.REWRITE if self is Task.TRANSLATE else Action(self.value)

    @property
    def role(self) -> Role:
        """The model that does it."""
        return Role.TRANSLATION if self is Task.TRANSLATE else Role.CHAT


class Form(StrEnum):
    """What --form takes."""

    POINTS = "points"
    PARAGRAPH = "paragraph"
    TITLE = "title"


@dataclass(frozen=True)
class Output:
    """What the options say of the result."""

    as_json: bool = False
    diff: bool = False
    path: Path | None = None

    def check(self) -> None:
        """Ends with a usage error where two options contradict each other."""
        if self.as_json and self.diff:
            raise typer.BadParameter("--json and --diff cannot go together", param_hint="--diff")


@dataclass(frozen=True)
class Wish:
    """What the options say of the work. ``own`` is the file of an action that a person made, with
    ``fields`` as "key=value"; ``voice`` are files that they wrote."""

    tone: str = ""
    instruction: str = ""
    form: Form | None = None
    target: str = ""
    own: Path | None = None
    fields: tuple[str, ...] = ()
    voice: tuple[Path, ...] = ()
    rules_only: bool = False

    def check(self, task: Task) -> None:
        """Ends with a usage error for an option that is missing or is of another action."""
        for option, given, tasks in (
            ("--form", self.form, (Task.SUMMARISE,)),
            ("--target", self.target, (Task.TRANSLATE,)),
            ("--rules-only", self.rules_only, (Task.PROOFREAD,)),
            ("--action", self.own, (Task.INSTRUCT,)),
        ):
            if given and task not in tasks:
                raise typer.BadParameter(f"it is for {tasks[0]} only", param_hint=option)
        if self.fields and self.own is None:
            raise typer.BadParameter("it needs --action", param_hint="--field")
        self._check_needed(task)

    def values(self) -> dict[str, str]:
        """The fields by their keys; ends with a usage error for one that has no "="."""
        made = {}
        for field in self.fields:
            key, equals, value = field.partition("=")
            if not equals:
                raise typer.BadParameter(f"{field} is not KEY=VALUE", param_hint="--field")
            made[key.strip()] = value
        return made

    def _check_needed(self, task: Task) -> None:
        if task is Task.TRANSLATE and find(self.target) is None:
            raise typer.BadParameter("name the language to translate into", param_hint="--target")
        if task is Task.TONE and not (self.tone or self.voice):
            raise typer.BadParameter("say which tone, or give --voice", param_hint="--tone")
        if task is Task.INSTRUCT and not (self.instruction or self.own):
            raise typer.BadParameter("say what to do", param_hint="--instruction")
        if self.rules_only and (self.tone or self.instruction or self.voice):
            raise typer.BadParameter("rules heed no wishes", param_hint="--rules-only")
