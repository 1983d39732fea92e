"""What should I use? Ranked pairs of (model, bits) for a computer, a task and a context.

What is recommended follows rules from the literature; `quality` has their sources:
4 bits first, for at equal memory more parameters win; memory that is left over buys bits; small
models need more of them; embeddings and the head are not rounded, so that a small model with a
large vocabulary has far more bits than its level says.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from nibble_engine.api import Level, Role
from nibble_engine.planning.catalogue import CatalogueModel, catalogue
from nibble_engine.planning.computer import Computer
from nibble_engine.planning.fitting import planned_of
from nibble_engine.planning.quality import SMALL, standing
from nibble_engine.planning.speed import tokens_per_second
from nibble_engine.processor import has_bfloat16
from nibble_engine.quantization import backend
from nibble_engine.quantization.planner import MemoryPlan

LEVELS = (Level.FULL, Level.INT8, Level.NF4)
"""Most bits first; fp4 is never better than nf4, which has the same size."""
SLOW = 5.0
"""Tokens a second below which one waits for the words: a person reads about so many."""


@dataclass(frozen=True)
class Reason:
    """A sentence by its code and its values; whoever shows it says it in the person's language."""

    code: str
    params: dict[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """The same model with the next more or fewer bits: what it takes more (or less), in bytes."""

    level: Level
    extra: int
    speed: float
    fits: bool


@dataclass(frozen=True)
class Advice:
    """A model at a level. ``rank`` counts from 1 among those that fit, 0 for the others; ``plan``
    is None where the model's config is not known."""

    model: CatalogueModel
    level: Level
    plan: MemoryPlan | None
    speed: float
    standing: float
    fits: bool
    rank: int = 0
    reasons: tuple[Reason, ...] = ()
    up: Step | None = None
    down: Step | None = None

    @property
    def bits_per_parameter(self) -> float:
        """The mean, embeddings and head included."""
        return self.plan.weights * 8 / self.model.parameters if self.plan else 0.0


def advise(
    computer: Computer,
    task: Role,
    context: int,
    models: Iterable[CatalogueModel] | None = None,
) -> list[Advice]:
    """Those that fit, best first; then those that do not, the smallest lack first; then those
    whose memory is not known."""
    found: list[Advice] = []
    for model in catalogue() if models is None else models:
        if task in model.tasks:
            found += _of(model, computer, context)
    found.sort(key=_order)
    fitting = [one for one in found if one.fits]
    ranked = [replace(one, rank=number) for number, one in enumerate(fitting, 1)]
    rest = [one for one in found if not one.fits]
    return [_with_reasons(one, ranked, computer) for one in [*ranked, *rest]]


def _of(model: CatalogueModel, computer: Computer, context: int) -> list[Advice]:
    if not model.config:
        return [Advice(model, Level.NF4, None, 0.0, standing(model.parameters, Level.NF4), False)]
    ways = []
    for level in LEVELS:
        if computer.device not in backend(level).devices:
            continue
        planned = planned_of(model, level, context, computer)
        speed = tokens_per_second(model.config, planned, computer)
        fits = planned.total <= computer.free
        ways.append(Advice(model, level, planned, speed, standing(model.parameters, level), fits))
    return [
        replace(
            one,
            up=_step(one, ways[place - 1]) if place else None,
            down=_step(one, ways[place + 1]) if place + 1 < len(ways) else None,
        )
        for place, one in enumerate(ways)
    ]


def _step(one: Advice, other: Advice) -> Step | None:
    if one.plan is None or other.plan is None:
        return None
    return Step(other.level, other.plan.total - one.plan.total, other.speed, other.fits)


def _order(one: Advice) -> tuple[bool, bool, bool, bool, float, int]:
    """The smallest key is the best. A model that does not know both languages, may not be
    used at work or is slow to wait for comes behind the others that fit."""
    total = one.plan.total if one.plan else 0
    lack = 0.0 if one.fits else float(total)
    slow = 0.0 < one.speed < SLOW
    behind = one.model.non_commercial
    return (
        not one.fits,
        one.plan is None,
        behind,
        "zh" not in one.model.languages or slow,
        lack or -one.standing,
        total,
    )


def _with_reasons(one: Advice, ranked: list[Advice], computer: Computer) -> Advice:
    return replace(one, reasons=tuple(_reasons(one, ranked, computer)))


def _reasons(one: Advice, ranked: list[Advice], computer: Computer) -> Iterable[Reason]:
    model = one.model
    if one.plan is None:
        least = model.parameters * one.level.bits // 8
        yield Reason("memory_unknown", {"least": least, "bits": one.level.bits})
    elif one.fits:
        yield Reason("fits", {"left": computer.free - one.plan.total})
        yield from _by_the_law(one, ranked)
    else:
        yield Reason("does_not_fit", {"missing": one.plan.total - computer.free})
    yield from _about_bits(one, computer)
    if 0 < one.speed < SLOW:
        yield Reason("slow", {"speed": round(one.speed, 1)})
    if model.non_commercial:
        yield Reason("non_commercial", {"licence": model.licence})
    if "zh" not in model.languages:
        yield Reason("no_chinese")


def _by_the_law(one: Advice, ranked: list[Advice]) -> Iterable[Reason]:
    """The best smaller model of the family that would take the same room with more bits; between
    families the law says nothing."""
    if one.plan is None:
        return
    for other in ranked:
        if other.plan is None or other.model.parameters * 1.3 > one.model.parameters:
            continue
        if other.model.name.split()[0] != one.model.name.split()[0]:
            continue
        if other.level.bits > one.level.bits and 0.8 < other.plan.total / one.plan.total < 1.25:
            yield Reason(
                "more_parameters_win",
                {"model": other.model.name, "bits": other.level.bits, "own": one.level.bits},
            )
            return


def _about_bits(one: Advice, computer: Computer) -> Iterable[Reason]:
    if one.plan is None:
        return
    four = one.level.bits == 4
    if four and one.model.parameters < SMALL:
        yield Reason("small_needs_bits", {"bits": 8})
    if four and one.up is not None and one.up.fits:
        yield Reason("spare_buys_bits", {"bits": one.up.level.bits, "extra": one.up.extra})
    if four and one.bits_per_parameter > 5:
        yield Reason("head_not_rounded", {"bits": round(one.bits_per_parameter, 1)})
    if one.plan.kv_cache > one.plan.total / 4:
        yield Reason("cache_is_large", {"cache": one.plan.kv_cache})
    if one.level is not Level.FULL and computer.device == "cpu" and has_bfloat16() is False:
        yield Reason("rounded_is_slow")
