"""The command ``nibble train``: the starters by their recipe, or a model on files of one's own.

nibble train --recipe starter --data FOLDER --work FOLDER
nibble train --recipe own --kind translation --data FILE … --work FOLDER
nibble train --recipe adapt --base MODEL --data FILE … --work FOLDER

The same command again goes on from the last checkpoint.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from nibble_engine.command import INTERRUPTED, LEVELS, say
from nibble_engine.errors import BadInputError
from nibble_engine.training import chat, session, translator
from nibble_engine.training.loop import Trainer
from nibble_engine.training.plan import Plan
from nibble_engine.training.preparation.example import Example
from nibble_engine.training.preparation.prepare import load, prepare
from nibble_engine.training.ship import save_full, ship

_STARTERS = {"translator": (translator, "translation"), "chat": (chat, "chat")}
STARTER_NAME = "Starter (tiny, for trying things out)"


def main(argv: list[str] | None = None) -> int:
    """Exit status 0 when the budget is spent and the 16-bit and 4-bit folders are written."""
    arguments = _parser().parse_args(argv)
    if arguments.threads:
        torch.set_num_threads(arguments.threads)
    if arguments.recipe == "starter":
        return _starters(arguments)
    return _own(arguments)


def _starters(arguments: argparse.Namespace) -> int:
    for part in [arguments.part] if arguments.part else _STARTERS:
        recipe, role = _STARTERS[part]
        work = arguments.work / part
        tokenizer = work / "tokenizer"
        samples, dev = recipe.prepare(arguments.data[0], tokenizer, arguments.seed)
        torch.manual_seed(arguments.seed)
        model: Any = recipe.model(tokenizer)
        plan = _budget(recipe.PLAN, arguments)
        trainer = Trainer(model, samples, dev, plan, work / "run", model.config.pad_token_id)
        say(f"{part}: {model.num_parameters() / 1e6:.1f} million parameters")
        if not session.train(trainer):
            return INTERRUPTED
        save_full(model, tokenizer, work / "full")
        ship(work / "full", work / "nf4", STARTER_NAME, role, starter=True)
        say(f"{part}: {work / 'full'} (16 bits), {work / 'nf4'} (4 bits)")
    return 0


def _own(arguments: argparse.Namespace) -> int:
    work, adapting = arguments.work, arguments.recipe == "adapt"
    parts = _parts(arguments)
    plan = _budget(chat.PLAN if arguments.kind == "chat" else translator.PLAN, arguments)
    torch.manual_seed(arguments.seed)
    model: Any
    if adapting:
        from nibble_engine.training import adapt

        if arguments.base is None:
            raise BadInputError(what="--base MODEL is missing")
        # Adapters are small and their base is rounded already: nothing is trained through.
        plan = replace(
            plan, learning_rate=2e-4, warmup_steps=20, quantized=0.0, label_smoothing=0.0
        )
        level = LEVELS[arguments.bits]
        model, train, dev = adapt.make(parts, arguments.base, level, arguments.rank)
        tokenizer = arguments.base
    else:
        from nibble_engine.training import own

        tokenizer = work / "tokenizer"
        model, train, dev = own.make(parts, arguments.kind, tokenizer)
    say(f"{len(train)} samples, {len(dev)} for dev")
    trainer = Trainer(model, lambda number: train, dev, plan, work / "run", _pad(model))
    if not session.train(trainer):
        return INTERRUPTED
    if adapting:
        model.save_pretrained(work / "adapter")
        model = adapt.merged(arguments.base, work / "adapter")
    save_full(model, tokenizer, work / "full")
    role = "translation" if model.config.is_encoder_decoder else "chat"
    ship(work / "full", work / "nf4", arguments.name or work.name, role)
    say(f"{work / 'full'} (16 bits), {work / 'nf4'} (4 bits), {work / 'data' / 'report.json'}")
    return 0


def _parts(arguments: argparse.Namespace) -> dict[str, list[Example]]:
    """The prepared data; made once, so that a resumed run sees the same."""
    folder = arguments.work / "data"
    if not (folder / "report.json").exists():
        report = prepare(
            arguments.data, folder, dev_share=0.04, test_share=0.04, seed=arguments.seed
        )
        say(f"read {report.read}, dropped {report.dropped}, changed {report.changed}")
    return {part: load(folder / f"{part}.jsonl") for part in ("train", "dev", "test")}


def _budget(plan: Plan, arguments: argparse.Namespace) -> Plan:
    plan = replace(plan, seed=arguments.seed, patience=arguments.patience)
    if arguments.steps:
        return replace(plan, steps=arguments.steps)
    if arguments.minutes:
        return replace(plan, steps=0, minutes=arguments.minutes)
    return plan


def _pad(model: Any) -> int:
    found = model.config.pad_token_id
    return int(found if found is not None else model.generation_config.eos_token_id or 0)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nibble train",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--recipe", choices=("starter", "own", "adapt"), default="own")
    add(
        "--data",
        type=Path,
        nargs="+",
        required=True,
        help="files (.tsv .csv .jsonl .txt); for the starters the folder of their sources",
    )
    add("--work", type=Path, required=True, help="folder for data, checkpoints and models")
    add(
        "--kind", choices=("translation", "chat"), default="chat", help="what to train from nothing"
    )
    add("--base", type=Path, help="the model to adapt")
    add("--bits", choices=tuple(LEVELS), default="4", help="of the base: 4 is QLoRA, 16 is LoRA")
    add("--rank", type=int, default=16, help="of the adapters")
    add("--name", help="what the model is called in the program")
    add("--part", choices=tuple(_STARTERS), help="one of the two starters")
    add(
        "--minutes",
        type=float,
        default=0.0,
        help="how long to train, instead of the recipe's steps",
    )
    add("--steps", type=int, default=0)
    add(
        "--patience",
        type=int,
        default=0,
        help="stop after so many checkpoints without a better dev loss",
    )
    add("--seed", type=int, default=1)
    add("--threads", type=int, default=0)
    return parser


if __name__ == "__main__":
    sys.exit(main())
