"""What the chart shows: a model at a level, by its memory and its standing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from nibble_app.pages.models.find.words import way_text
from nibble_engine.planning.advising import Advice


@dataclass(frozen=True)
class Point:
    """``memory`` in GB, ``quality`` in doublings of parameters, less what the rounding costs."""

    advice: Advice
    memory: float
    quality: float

    @property
    def family(self) -> str:
        """The first word of the model's name."""
        return self.advice.model.name.split()[0]


def points_of(advice: Sequence[Advice]) -> list[Point]:
    """Those whose memory is known, the smallest first."""
    points = [
        Point(one, one.plan.total / 1e9, one.standing) for one in advice if one.plan is not None
    ]
    return sorted(points, key=lambda point: point.memory)


def family_of(points: Sequence[Point]) -> str:
    """The family that most of them are of, empty where there are none."""
    names = [point.family for point in points]
    return max(sorted(set(names)), key=names.count, default="")


def point_text(point: Point) -> str:
    """Model, bits, memory, speed, and whether it fits."""
    translate = QCoreApplication.translate
    one = point.advice
    fits = translate("Find", "fits") if one.fits else translate("Find", "does not fit")
    return f"{one.model.name} · {way_text(one)} · {fits}"
