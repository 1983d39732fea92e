"""Trains and ships the starter models.

python -m nibble_engine.training train translator --data DIR --work DIR --minutes 45
python -m nibble_engine.training ship translator --work DIR --to DIR
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path

import torch

from nibble_engine.training import chat, translator
from nibble_engine.training.loop import Trainer
from nibble_engine.training.plan import Point
from nibble_engine.training.ship import save_full, ship

RECIPES = {"translator": (translator, "translation"), "chat": (chat, "chat")}
STARTER_NAME = "Starter (tiny, for trying things out)"


def main(argv: list[str] | None = None) -> int:
    """Exit status 0 when the budget is spent and the 16-bit checkpoint is written."""
    arguments = _parser().parse_args(argv)
    torch.set_num_threads(arguments.threads)
    if arguments.step == "train":
        _train(arguments)
    else:
        full = arguments.work / arguments.part / "full"
        ship(full, arguments.to, STARTER_NAME, RECIPES[arguments.part][1])
    return 0


def _train(arguments: argparse.Namespace) -> None:
    recipe, _ = RECIPES[arguments.part]
    folder = arguments.work / arguments.part
    tokenizer = folder / "tokenizer"
    samples, dev = recipe.prepare(arguments.data, tokenizer, arguments.seed)
    torch.manual_seed(arguments.seed)
    model = recipe.model(tokenizer)
    total = sum(parameter.numel() for parameter in model.parameters())
    _say(f"{len(dev)} samples for dev, {total / 1e6:.1f} M parameters")
    plan = replace(recipe.PLAN, seed=arguments.seed)
    if arguments.minutes:
        plan = replace(plan, steps=0, minutes=arguments.minutes)
    if arguments.steps:
        plan = replace(plan, steps=arguments.steps)
    trainer = Trainer(model, samples, dev, plan, folder / "run", model.config.pad_token_id)
    if arguments.export:
        trainer.resume()
    else:
        trainer.run(_report)
    trainer.use_average()
    model.eval()
    save_full(model, tokenizer, folder / "full")


def _report(point: Point) -> None:
    dev = "" if point.dev_loss is None else f" dev {point.dev_loss:.3f}"
    _say(
        f"step {point.step} {point.seconds / 60:.1f} min loss {point.loss:.3f}{dev} "
        f"{point.tokens_per_second:.0f} tok/s"
    )


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nibble_engine.training", description=__doc__)
    parser.add_argument("step", choices=("train", "ship"))
    parser.add_argument("part", choices=tuple(RECIPES))
    parser.add_argument("--data", type=Path, help="folder with one folder a corpus")
    parser.add_argument("--work", type=Path, required=True, help="folder for checkpoints and logs")
    parser.add_argument("--to", type=Path, help="folder that ships")
    parser.add_argument("--minutes", type=float, default=0.0)
    parser.add_argument("--steps", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument(
        "--export", action="store_true", help="write the last checkpoint's model and stop"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
