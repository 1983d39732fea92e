"""Options and arguments that several commands of the command line have."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from nibble_app.console import Choice
from nibble_engine.api import Device, Level


class Bits(StrEnum):
    """What --bits takes; 4 is the recommended 4-bit format."""

    SIXTEEN = "16"
    EIGHT = "8"
    FOUR = "4"
    NF4 = "nf4"
    FP4 = "fp4"

    @property
    def level(self) -> Level:
        """The level of the engine."""
        return Level.NF4 if self is Bits.FOUR else Level(self.value)


class Where(StrEnum):
    """What --device takes."""

    AUTO = "auto"
    CPU = "cpu"
    CUDA = "cuda"
    MPS = "mps"

    @property
    def device(self) -> Device:
        """The device as the engine names it."""
        return self.value


Text = Annotated[str, typer.Argument(help="The text; - or nothing reads it from standard input.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object.")]
Model = Annotated[str | None, typer.Option(help="Folder of the model, instead of the chosen one.")]
Bit = Annotated[Bits | None, typer.Option(help="Bits for each weight, instead of the setting.")]
On = Annotated[Where | None, typer.Option(help="Where to compute, instead of the setting.")]
Seed = Annotated[int | None, typer.Option(help="The same seed gives the same answer.", min=0)]
Longest = Annotated[int | None, typer.Option(help="Longest answer in tokens.", min=1)]


def chosen(model: str | None, bits: Bits | None, device: Where | None) -> Choice:
    """What the three options say."""
    return Choice(model, bits.level if bits else None, device.device if device else None)


def given_text(argument: str) -> str:
    """The argument, or standard input; ends with a usage error where there is nothing."""
    text = argument
    if argument == "-":
        if sys.stdin is None or sys.stdin.isatty():
            raise typer.BadParameter("give a text, or pipe one in", param_hint="TEXT")
        try:
            text = sys.stdin.buffer.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise typer.BadParameter("standard input is not UTF-8", param_hint="TEXT") from None
        text = text.rstrip("\n")
    if not text.strip():
        raise typer.BadParameter("the text is empty", param_hint="TEXT")
    return text
