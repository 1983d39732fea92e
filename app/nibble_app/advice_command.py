"""``nibble models fit`` and ``nibble models advise``: what fits this computer, and why."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import Annotated, Any, Literal

import typer

from nibble_app.advice_sentences import reason_text
from nibble_app.console import CommandFailed, command_line, put, put_json
from nibble_app.folders import chosen_data_folder
from nibble_app.forecasts import Forecasts
from nibble_app.options import Bits, Json
from nibble_app.settings import Settings
from nibble_engine.api import Role
from nibble_engine.errors import NibbleError
from nibble_engine.planning.advising import Advice, Step, advise
from nibble_engine.planning.computer import Computer, pretended, this_computer
from nibble_engine.planning.fitting import Fit, fit
from nibble_engine.quantization.planner import MemoryPlan

SHOWN = 12
"""Lines of advice that a person is shown; --json has them all."""
Pretend = Annotated[
    str, typer.Option(help='Another computer, such as "RTX 4060 8 GB" or "CPU 16 GB".')
]
Context = Annotated[int, typer.Option(help="Tokens of conversation and answer.", min=1)]


class Halved(StrEnum):
    """Bits of what is usually kept in 16."""

    NO = "16"
    YES = "8"

    @property
    def bits(self) -> Literal["16", "8"]:
        """As commands name them."""
        return "8" if self is Halved.YES else "16"


def fit_command(
    model: Annotated[str, typer.Argument(help="Folder of a model, or its id: Qwen/Qwen3-4B.")],
    *,
    bits: Annotated[Bits, typer.Option(help="Bits for each weight.")] = Bits.FOUR,
    context: Context = 4096,
    head: Annotated[Halved, typer.Option(help="Bits of the head of a 4-bit model.")] = Halved.NO,
    cache: Annotated[Halved, typer.Option(help="Bits of the conversation's cache.")] = Halved.NO,
    pretend: Pretend = "",
    as_json: Json = False,
) -> None:
    """Forecast the memory that a model takes, and say whether it fits."""
    with command_line(as_json=as_json) as settings:
        try:
            # The speed of the memory is of no use here, and takes time to measure.
            computer = pretended(pretend) if pretend else this_computer(probe=False)
            found = fit(model, bits.level, context, computer, head=head.bits, cache=cache.bits)
        except NibbleError as error:
            raise CommandFailed(error.info()) from error
        if as_json:
            learned = 0 if pretend else _learned(settings, computer)
            put_json({"ok": True, **_fit(found), "learned_bytes": learned})
        else:
            put(_fit_text(found))


def advise_command(
    task: Annotated[Role, typer.Option(help="What the model is for.")] = Role.CHAT,
    context: Context = 4096,
    pretend: Pretend = "",
    as_json: Json = False,
) -> None:
    """Rank models and bits for this computer or another, with the reasons."""
    with command_line(as_json=as_json) as settings:
        try:
            computer = pretended(pretend) if pretend else this_computer()
            if not pretend:
                less = computer.free - _learned(settings, computer)
                computer = replace(computer, free=less)
        except NibbleError as error:
            raise CommandFailed(error.info()) from error
        found = advise(computer, task, context)
        if as_json:
            put_json(
                {
                    "ok": True,
                    **_computer(computer),
                    "task": str(task),
                    "context": context,
                    "advice": [_advice(one) for one in found],
                }
            )
        else:
            put("".join(_advice_text(one) for one in found[:SHOWN]))


def _learned(settings: Settings, computer: Computer) -> int:
    """Bytes that loads on this computer took beyond their forecasts."""
    return Forecasts(chosen_data_folder(settings)).correction(computer.device)


def _fit(found: Fit) -> dict[str, Any]:
    return {
        "model": found.model,
        "source": found.source,
        "level": str(found.level),
        "bits": found.level.bits,
        "context": found.context,
        **_plan(found.plan),
        "fits": found.fits,
        **_computer(found.computer),
    }


def _plan(plan: MemoryPlan) -> dict[str, Any]:
    """Weights, cache and overhead add up to the total."""
    return {
        "total_bytes": plan.total,
        "weights_bytes": plan.weights,
        "kv_cache_bytes": plan.kv_cache,
        "overhead_bytes": plan.overhead,
        "process_bytes": plan.process,
        "weights_by_format": dict(plan.formats),
    }


def _computer(computer: Computer) -> dict[str, Any]:
    return {
        "device": computer.device,
        "computer": computer.name,
        "free_bytes": computer.free,
        "bandwidth_bytes_per_second": round(computer.bandwidth) or None,
        "bandwidth_measured": computer.measured,
    }


def _advice(one: Advice) -> dict[str, Any]:
    return {
        "rank": one.rank or None,
        "model": one.model.id,
        "name": one.model.name,
        "level": str(one.level),
        "bits": one.level.bits,
        "parameters": one.model.parameters,
        "bits_per_parameter": round(one.bits_per_parameter, 2) or None,
        "licence": one.model.licence,
        "non_commercial": one.model.non_commercial,
        "languages": list(one.model.languages),
        "fits": one.fits if one.plan else None,
        **(_plan(one.plan) if one.plan else {}),
        "quality_order": round(one.standing, 2),
        "tokens_per_second_at_most": round(one.speed, 1) or None,
        "reasons": [
            {"code": reason.code, "params": reason.params, "text": reason_text(reason)}
            for reason in one.reasons
        ],
        "remark": one.model.remark,
        "more_bits": _step(one.up),
        "fewer_bits": _step(one.down),
    }


def _step(step: Step | None) -> dict[str, Any] | None:
    if step is None:
        return None
    return {
        "level": str(step.level),
        "bits": step.level.bits,
        "extra_bytes": step.extra,
        "tokens_per_second_at_most": round(step.speed, 1) or None,
        "fits": step.fits,
    }


def _fit_text(found: Fit) -> str:
    plan, verdict = found.plan, "fits" if found.fits else "does not fit"
    return (
        f"{found.model} at {found.level.bits} bits: {plan.total / 1e9:.2f} GB, {verdict} "
        f"({found.computer.free / 1e9:.2f} GB free, {found.computer.name})\n"
        f"  weights {plan.weights / 1e9:.2f} · context {plan.kv_cache / 1e9:.2f} · "
        f"overhead {plan.overhead / 1e9:.2f} GB\n"
    )


def _advice_text(one: Advice) -> str:
    number = f"{one.rank}." if one.rank else "–"
    size = f" · {one.plan.total / 1e9:.1f} GB" if one.plan else ""
    speed = f" · up to {one.speed:.0f} tokens/s" if one.speed >= 1 else ""
    reasons = "".join(f"   {reason_text(reason)}\n" for reason in one.reasons)
    return f"{number} {one.model.name} · {one.level.bits} bits{size}{speed}\n{reasons}"
