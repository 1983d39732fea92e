"""Scores a model folder; prints one JSON object.

python -m nibble_engine.evaluation translation --model DIR --pairs FILE.tsv [--count N]
python -m nibble_engine.evaluation chat --model DIR --data DIR
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from nibble_engine.api import Level, Load, Role
from nibble_engine.generation.answer import TransformersModel
from nibble_engine.models.loader import LoadedModel, load_model


def main(argv: list[str] | None = None) -> int:
    """Exit status 0 with the scores on stdout."""
    arguments = _parser().parse_args(argv)
    command = Load(
        job="score",
        role=Role.CHAT,
        path=str(arguments.model),
        level=Level(arguments.level),
        device="cpu",
    )
    loaded = load_model(command, lambda stage, done, total: None, lambda: False)
    found = (
        _translation(loaded, arguments)
        if arguments.part == "translation"
        else _chat(loaded, arguments)
    )
    found |= {"level": str(loaded.info.level), "bits_per_parameter": loaded.info.bits}
    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
    return 0


def _translation(loaded: LoadedModel, arguments: argparse.Namespace) -> dict[str, Any]:
    from nibble_engine.evaluation.translation import score
    from nibble_engine.training.corpora import parallel

    pairs = parallel(arguments.pairs)[: arguments.count or None]
    model = TransformersModel(loaded)
    return {
        "en-zh": score(model, pairs, "zh"),
        "zh-en": score(model, [(chinese, english) for english, chinese in pairs], "en"),
    }


def _chat(loaded: LoadedModel, arguments: argparse.Namespace) -> dict[str, Any]:
    from nibble_engine.evaluation.perplexity import score
    from nibble_engine.training.chat import prepare

    with tempfile.TemporaryDirectory() as folder:
        for name in ("tokenizer.json", "tokenizer_config.json"):
            (Path(folder) / name).write_bytes((arguments.model / name).read_bytes())
        _, dev = prepare(arguments.data, Path(folder), arguments.seed)
    return score(loaded, dev)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nibble_engine.evaluation", description=__doc__)
    parser.add_argument("part", choices=("translation", "chat"))
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--level", default="16", help="for a folder of 16-bit files")
    parser.add_argument("--pairs", type=Path, help="English and Chinese, separated by a tab")
    parser.add_argument("--count", type=int, default=0, help="how many lines; 0 is all")
    parser.add_argument("--data", type=Path, help="the folders the starters are trained on")
    parser.add_argument("--seed", type=int, default=1, help="that of the training")
    return parser


if __name__ == "__main__":
    sys.exit(main())
