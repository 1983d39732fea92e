"""The scale of the shading: four steps, each with its figures, its ground and the line below."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_app.theme import Tokens


@dataclass(frozen=True)
class Step:
    """From ``least`` (0 to 1) on; ``share`` of the warning colour is mixed into the ground, and the
    line is so many pixels ``thick``. Who sees no colour sees the line."""

    least: float
    figures: str
    share: float
    thick: float
    line: Qt.PenStyle


STEPS = (
    Step(0.9, QT_TRANSLATE_NOOP("Certainty", "over 90 %"), 0.0, 0.0, Qt.PenStyle.NoPen),
    Step(0.6, QT_TRANSLATE_NOOP("Certainty", "60 to 90 %"), 0.10, 1.0, Qt.PenStyle.DotLine),
    Step(0.3, QT_TRANSLATE_NOOP("Certainty", "30 to 60 %"), 0.22, 2.0, Qt.PenStyle.DashLine),
    Step(0.0, QT_TRANSLATE_NOOP("Certainty", "under 30 %"), 0.36, 3.0, Qt.PenStyle.SolidLine),
)
UNSURE = 0.6
"""Words below this are those that one jumps to."""


def step_of(certainty: float) -> Step:
    """The step of a probability."""
    return next(step for step in STEPS if certainty >= step.least)


def ground(step: Step, tokens: Tokens) -> QColor:
    """The colour behind a word; the text on it keeps a contrast of 4.5:1."""
    below, above = QColor(tokens.surface), QColor(tokens.warning)
    mixed = [
        round(one + (two - one) * step.share)
        for one, two in zip(below.getRgb()[:3], above.getRgb()[:3], strict=True)  # type: ignore[index]
    ]
    return QColor(*mixed)


def draw_line(painter: QPainter, box: QRectF, step: Step, tokens: Tokens) -> None:
    """Draws the step's line along the bottom of ``box``."""
    if not step.thick:
        return
    pen = QPen(QColor(tokens.warning), step.thick, step.line)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    at = box.bottom() - step.thick / 2
    painter.drawLine(QLineF(box.left() + 1, at, box.right() - 1, at))


def figures(step: Step) -> str:
    """The step's range, for the legend."""
    return QCoreApplication.translate("Certainty", step.figures)


def percent(probability: float) -> str:
    """A probability as a person reads it; never "0 %" or "100 %", which would be a promise."""
    whole = round(probability * 100)
    if whole < 1:
        return QCoreApplication.translate("Certainty", "under 1 %")
    if whole > 99:
        return QCoreApplication.translate("Certainty", "over 99 %")
    return QCoreApplication.translate("Certainty", "{figure} %").replace("{figure}", str(whole))


def shown(text: str) -> str:
    """A token as it can be read: what is only white space is named, an empty one is the end."""
    if not text:
        return QCoreApplication.translate("Certainty", "the answer ends")
    if not text.strip():
        if "\n" in text:
            return QCoreApplication.translate("Certainty", "a new line")
        return QCoreApplication.translate("Certainty", "a space")
    return " ".join(text.split())
