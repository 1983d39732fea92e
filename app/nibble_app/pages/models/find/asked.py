"""What is asked of the adviser, and what it found. Free of Qt; `found` is not for the window's
thread."""

from __future__ import annotations

from dataclasses import dataclass, replace

from nibble_engine.api import ErrorInfo, Role
from nibble_engine.errors import NibbleError
from nibble_engine.planning.advising import Advice, advise
from nibble_engine.planning.catalogue import CatalogueModel
from nibble_engine.planning.computer import Computer, pretended, this_computer


@dataclass(frozen=True)
class Asked:
    """For which task, with how many tokens of context, on which computer: empty for this one, else
    as `pretended` reads it."""

    task: Role = Role.CHAT
    context: int = 4096
    computer: str = ""
    learned: int = 0
    """Bytes that this computer was seen to take beyond the forecasts."""


@dataclass(frozen=True)
class Ways:
    """A model with each level that the adviser looked at, most bits first; ``best`` is the first
    in the adviser's order."""

    model: CatalogueModel
    best: Advice
    levels: tuple[Advice, ...]

    @property
    def fits(self) -> bool:
        """Whether it does at any level."""
        return self.best.fits

    @property
    def least(self) -> int:
        """Bytes that it takes at the least, 0 where they are not known."""
        return min((one.plan.total for one in self.levels if one.plan), default=0)


@dataclass(frozen=True)
class Found:
    """The adviser's whole answer, best first; ``error`` where the computer is not known."""

    asked: Asked
    computer: Computer | None = None
    advice: tuple[Advice, ...] = ()
    error: ErrorInfo | None = None

    @property
    def recommended(self) -> Advice | None:
        """The one to take, if any fits that may be used at work."""
        first = self.advice[0] if self.advice else None
        return first if first is not None and first.fits and _is_free(first.model) else None

    @property
    def models(self) -> tuple[Ways, ...]:
        """One row a model, in the order of the best way of each."""
        rows: dict[str, list[Advice]] = {}
        for one in self.advice:
            rows.setdefault(one.model.id, []).append(one)
        return tuple(_ways(told) for told in rows.values())


def found(asked: Asked) -> Found:
    """Looks at the computer (about 0.1 s, for the speed of its memory is measured) and advises."""
    try:
        if asked.computer:
            computer = pretended(asked.computer)
        else:
            computer = this_computer()
            computer = replace(computer, free=computer.free - asked.learned)
    except NibbleError as error:
        return Found(asked, error=error.info())
    return found_on(asked, computer)


def found_on(asked: Asked, computer: Computer) -> Found:
    """The same where the computer is known."""
    return Found(asked, computer, tuple(advise(computer, asked.task, asked.context)))


def _ways(told: list[Advice]) -> Ways:
    by_bits = sorted(told, key=lambda one: -one.level.bits)
    return Ways(told[0].model, told[0], tuple(by_bits))


def _is_free(model: CatalogueModel) -> bool:
    return not model.non_commercial
