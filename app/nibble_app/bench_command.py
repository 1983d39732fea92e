"""``nibble bench``: how fast a model is on this computer, always beside its baseline."""

from __future__ import annotations

import os
from typing import Annotated, Any

import msgspec
import typer

from nibble_app.bench_sentences import figure_text
from nibble_app.console import CommandFailed, command_line, put, put_json
from nibble_app.handover import told_by
from nibble_app.options import Bits, Json
from nibble_engine.benchmark.figure import Figure
from nibble_engine.benchmark.kinds import Kind
from nibble_engine.errors import NibbleError, NoBaselineError
from nibble_engine.resources import resource

SHORTEST = 16
"""Tokens; a kept text of fewer is hardly one."""


def bench(
    kind: Annotated[Kind, typer.Argument(help="What to measure.")] = Kind.DECODE,
    model: Annotated[
        str | None, typer.Option(help="Folder of the model, instead of the starter.")
    ] = None,
    bits: Annotated[Bits, typer.Option(help="Bits for each weight.")] = Bits.FOUR,
    context: Annotated[
        int | None,
        typer.Option(help="Tokens that are read before: first-token and prefix.", min=SHORTEST),
    ] = None,
    runs: Annotated[
        int | None, typer.Option(help="Measurements of each side; at least 5, for stop 50.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Measure a model by turns with its baseline: transformers' own loop, or what the kind says."""
    if context is not None and not kind.has_context:
        raise typer.BadParameter(f"{kind} has a length of its own", param_hint="--context")
    if runs is not None and runs < kind.least:
        raise typer.BadParameter(f"{kind} takes at least {kind.least}", param_hint="--runs")
    if kind is Kind.LOAD and bits is Bits.SIXTEEN:
        raise typer.BadParameter("nothing is quantized at 16 bits", param_hint="--bits")
    # Made absolute as it is: a resolved link would no longer be what the person typed.
    starter = resource("starter", "translator" if kind is Kind.BATCH else "chat")
    path = os.path.abspath(model or starter)  # noqa: PTH100
    arguments = [str(kind), path, "--bits", str(bits)]
    if context is not None:
        arguments += ["--context", str(context)]
    if runs is not None:
        arguments += ["--runs", str(runs)]
    with command_line(as_json=as_json):
        try:
            figure = decoded(told_by("bench", arguments), kind)
            told, text = _told(figure), figure_text(figure)
        except NibbleError as error:
            raise CommandFailed(error.info()) from error
        if as_json:
            put_json(told)
        else:
            put(text)


def decoded(line: bytes, kind: Kind) -> Figure:
    """The figure that the engine wrote; raises `NoBaselineError` where a part of it is missing."""
    try:
        return msgspec.json.decode(line, type=Figure)
    except msgspec.DecodeError as error:
        raise NoBaselineError(str(error), kind=str(kind)) from error


def _told(figure: Figure) -> dict[str, Any]:
    """``ratio`` is how many times as good as the baseline, whether more or less is better."""
    share = figure.bandwidth_share
    return {
        "ok": True,
        "kind": str(figure.kind),
        "value": round(figure.value, 4),
        "baseline": round(figure.baseline, 4),
        "ratio": round(figure.ratio, 4),
        "unit": figure.unit,
        "bandwidth_share": None if share is None else round(share, 4),
        "runs": len(figure.values),
        "statistic": figure.statistic,
        "model": figure.model,
        "level": str(figure.level),
        "bits": figure.level.bits,
        "baseline_level": str(figure.baseline_level),
        "device": figure.device,
        "context": figure.context,
        "weights_bytes": figure.weights or None,
        "bandwidth_bytes_per_second": round(figure.bandwidth) or None,
        "values": [round(value, 4) for value in figure.values],
        "baselines": [round(value, 4) for value in figure.baselines],
    }
