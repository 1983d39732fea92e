"""One training from samples to a folder: live progress, the curve as data and drawn, Ctrl+C."""

from __future__ import annotations

import json
import signal
from pathlib import Path
from types import FrameType

from nibble_engine.command import say
from nibble_engine.evaluation.chart import Line, draw
from nibble_engine.training.loop import Trainer
from nibble_engine.training.plan import Point


def train(trainer: Trainer) -> bool:
    """Trains to the end of the budget and puts the averaged weights into the model.

    False if Ctrl+C stopped it: the checkpoint is written, and the same command goes on from there.
    """
    stopped = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal stopped
        del number, frame
        stopped = True

    before = signal.signal(signal.SIGINT, stop)
    try:
        trainer.run(report, lambda: stopped)
    finally:
        signal.signal(signal.SIGINT, before)
    draw_curve(trainer.curve)
    trainer.use_average()
    trainer.model.eval()
    return not stopped


def report(point: Point) -> None:
    """A line of progress."""
    dev = "" if point.dev_loss is None else f", dev {point.dev_loss:.3f}"
    say(
        f"step {point.step}, {point.seconds / 60:.1f} min: loss {point.loss:.3f}{dev}, "
        f"{point.tokens_per_second:.0f} tokens/s, {point.left / 60:.0f} min left"
    )


def draw_curve(curve: Path) -> None:
    """The curve beside its data, as SVG."""
    points = [json.loads(line) for line in curve.read_text("utf-8").splitlines()]
    lines = [Line("training (smoothed labels)", [(p["step"], p["loss"]) for p in points])]
    dev = [(p["step"], p["dev_loss"]) for p in points if p["dev_loss"] is not None]
    if dev:
        lines.append(Line("dev", dev))
    draw(curve.with_suffix(".svg"), "Loss", "step", "nats a token", lines)
