"""What ``nibble write`` can be asked to do with a text, and how it is to come out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import typer

from nibble_engine.api import Action


class Task(StrEnum):
    """What the command takes: the actions of a model, and proofreading."""

    CONTINUE = Action.CONTINUE
    REWRITE = Action.REWRITE
    SHORTEN = Action.SHORTEN
    EXPAND = Action.EXPAND
    SUMMARISE = Action.SUMMARISE
    PROOFREAD = "proofread"

    @property
    def action(self) -> Action:
        """The action of the engine. Raises ValueError for proofreading."""
        return Action(self.value)


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
