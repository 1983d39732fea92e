"""A line chart as SVG: curves of training, quality against bits. No library draws it, so that
the engine needs none; text is escaped, numbers are all that comes from outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

_WIDTH, _HEIGHT = 720, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 72, 24, 48, 64
_COLOURS = ("#2563eb", "#d97706", "#059669", "#dc2626", "#7c3aed", "#0891b2")
_FONT = 'font-family="system-ui, sans-serif" fill="#1f2937"'


@dataclass(frozen=True)
class Line:
    """Points of one line in the order of x, each with a label or none."""

    name: str
    points: Sequence[tuple[float, float]]
    labels: Sequence[str] = ()


def draw(path: Path, title: str, x: str, y: str, lines: Sequence[Line]) -> None:
    """Writes the chart; axes end at the smallest and largest values."""
    every = [point for line in lines for point in line.points]
    xs, ys = (_span([point[i] for point in every]) for i in (0, 1))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        _text(_LEFT, 28, title, 16, weight=600),
        *_axes(xs, ys, x, y),
    ]
    for number, line in enumerate(lines):
        parts += _drawn(line, _COLOURS[number % len(_COLOURS)], xs, ys, number)
    path.write_text("\n".join([*parts, "</svg>", ""]), encoding="utf-8")


def _span(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    room = (high - low) * 0.05 or abs(high) * 0.05 or 1.0
    return low - room, high + room


def _place(
    point: tuple[float, float], xs: tuple[float, float], ys: tuple[float, float]
) -> tuple[float, float]:
    across = (point[0] - xs[0]) / (xs[1] - xs[0])
    up = (point[1] - ys[0]) / (ys[1] - ys[0])
    return (
        _LEFT + across * (_WIDTH - _LEFT - _RIGHT),
        _HEIGHT - _BOTTOM - up * (_HEIGHT - _TOP - _BOTTOM),
    )


def _axes(xs: tuple[float, float], ys: tuple[float, float], x: str, y: str) -> list[str]:
    parts = []
    for step in range(6):
        at_x = xs[0] + (xs[1] - xs[0]) * step / 5
        at_y = ys[0] + (ys[1] - ys[0]) * step / 5
        left, _ = _place((at_x, ys[0]), xs, ys)
        _, top = _place((xs[0], at_y), xs, ys)
        parts.append(
            f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{top:.1f}" y2="{top:.1f}" '
            'stroke="#e5e7eb"/>'
        )
        parts.append(_text(left, _HEIGHT - _BOTTOM + 18, f"{at_x:.4g}", 11, anchor="middle"))
        parts.append(_text(_LEFT - 8, top + 4, f"{at_y:.4g}", 11, anchor="end"))
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    parts.append(_text(middle, _HEIGHT - _BOTTOM + 36, x, 12, anchor="middle"))
    parts.append(_text(_LEFT, _TOP - 8, y, 12))
    return parts


def _drawn(
    line: Line, colour: str, xs: tuple[float, float], ys: tuple[float, float], number: int
) -> list[str]:
    places = [_place(point, xs, ys) for point in line.points]
    joined = " ".join(f"{left:.1f},{top:.1f}" for left, top in places)
    parts = [f'<polyline points="{joined}" fill="none" stroke="{colour}" stroke-width="2"/>']
    for (left, top), label in zip(places, line.labels, strict=False):
        parts.append(f'<circle cx="{left:.1f}" cy="{top:.1f}" r="4" fill="{colour}"/>')
        parts.append(_text(left + 6, top - 6, label, 11))
    left = _LEFT + 150 * number
    parts.append(f'<rect x="{left}" y="{_HEIGHT - 18}" width="10" height="10" fill="{colour}"/>')
    parts.append(_text(left + 16, _HEIGHT - 9, line.name, 12))
    return parts


def _text(
    left: float, top: float, text: str, size: int, *, anchor: str = "start", weight: int = 400
) -> str:
    return (
        f'<text x="{left:.1f}" y="{top:.1f}" font-size="{size}" text-anchor="{anchor}" '
        f'font-weight="{weight}" {_FONT}>{escape(text)}</text>'
    )
