"""What is advised: the law's order, what fits, and reasons that are true."""

from __future__ import annotations

import pytest

from nibble_engine.api import Level, Role
from nibble_engine.errors import BadInputError
from nibble_engine.planning.advising import Advice, advise
from nibble_engine.planning.catalogue import catalogue
from nibble_engine.planning.computer import Computer, pretended
from nibble_engine.planning.quality import standing

CARD = pretended("RTX 4060 8 GB")


def codes(one: Advice) -> set[str]:
    return {reason.code for reason in one.reasons}


def found(computer: Computer, name: str, level: Level, task: Role = Role.CHAT) -> Advice:
    return next(
        one for one in advise(computer, task, 4096) if one.model.name == name and one.level is level
    )


@pytest.mark.parametrize("parameters", [0.5e9, 1.5e9, 3e9, 7e9])
def test_twice_the_parameters_at_four_bits_stand_above_eight_and_sixteen(parameters: float) -> None:
    small, large = int(parameters), int(parameters * 2)
    assert standing(large, Level.NF4) > standing(small, Level.INT8)
    assert standing(small, Level.FULL) > standing(small, Level.INT8) > standing(small, Level.NF4)
    assert standing(small, Level.NF4) > standing(small, Level.FP4)


def test_a_card_of_eight_gigabytes_gets_the_8b_at_four_bits() -> None:
    first = advise(CARD, Role.CHAT, 4096)[0]
    assert (first.model.name, first.level, first.rank) == ("Qwen3 8B", Level.NF4, 1)
    assert {"fits", "head_not_rounded"} <= codes(first)
    assert first.up is not None and not first.up.fits and first.up.extra > 0
    assert first.down is None


@pytest.mark.parametrize("task", list(Role))
@pytest.mark.parametrize("text", ["RTX 4060 8 GB", "RTX 4090 24 GB", "CPU 4 GB", "CPU 64 GB"])
def test_the_list_is_ranked_and_only_what_fits_has_a_rank(task: Role, text: str) -> None:
    computer = pretended(text)
    advice = advise(computer, task, 2048)
    ranks = [one.rank for one in advice if one.rank]
    assert ranks == list(range(1, len(ranks) + 1)) and ranks
    for one in advice:
        assert one.fits == bool(one.rank)
        assert one.fits == (one.plan is not None and one.plan.total <= computer.free)
        assert one.reasons and ("fits" in codes(one)) == one.fits
        assert ("memory_unknown" in codes(one)) == (one.plan is None)
    assert {one.model.id for one in advice} == {m.id for m in catalogue() if task in m.tasks}


def test_what_may_not_be_used_at_work_is_never_before_what_may() -> None:
    advice = [one for one in advise(pretended("CPU 64 GB"), Role.TRANSLATION, 512) if one.fits]
    forbidden = [one.model.non_commercial for one in advice]
    assert any(forbidden) and forbidden == sorted(forbidden)
    assert all("non_commercial" in codes(o) for o in advice if o.model.non_commercial)


def test_small_models_are_told_to_need_bits_and_steps_say_what_they_cost() -> None:
    small = found(CARD, "Qwen3 1.7B", Level.NF4)
    assert {"small_needs_bits", "spare_buys_bits"} <= codes(small)
    eight = found(CARD, "Qwen3 1.7B", Level.INT8)
    assert small.up is not None and small.plan is not None and eight.plan is not None
    assert small.up.extra == eight.plan.total - small.plan.total
    assert eight.down is not None and eight.down.extra == -small.up.extra
    assert small.speed > eight.speed > 0


def test_the_law_is_told_within_a_family_only() -> None:
    reasons = [r for one in advise(CARD, Role.CHAT, 4096) for r in one.reasons
               if r.code == "more_parameters_win"]  # fmt: skip
    large = found(CARD, "Qwen3 4B", Level.NF4)
    assert any(r.params["model"] == "Qwen3 1.7B" for r in large.reasons if r in reasons)
    assert all(int(reason.params["bits"]) > int(reason.params["own"]) for reason in reasons)


def test_a_long_context_takes_room_and_is_told() -> None:
    short, long = (advise(pretended("CPU 16 GB"), Role.CHAT, n) for n in (512, 32768))
    assert sum(one.fits for one in long) < sum(one.fits for one in short)
    assert any("cache_is_large" in codes(one) for one in long)
    assert not any("cache_is_large" in codes(one) for one in short)


def test_cards_are_told_apart_and_unknown_ones_refused() -> None:
    assert pretended("rtx 4060 ti 16 GB").bandwidth > pretended("RTX 4060").bandwidth
    assert pretended("RTX 4060").free == CARD.free
    assert pretended("CPU 16 GB").device == "cpu" and CARD.device == "cuda"
    for text in ("Banana 8 GB", "RTX 3060", "CPU", ""):
        with pytest.raises(BadInputError):
            pretended(text)
