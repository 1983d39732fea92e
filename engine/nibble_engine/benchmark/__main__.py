"""The measuring of ``nibble bench``: one kind, one model, the figure as a line of JSON."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

import msgspec

from nibble_engine.api import Level
from nibble_engine.benchmark.asked import Asked
from nibble_engine.benchmark.decoding import decoding
from nibble_engine.benchmark.figure import Figure
from nibble_engine.benchmark.first_token import first_token, next_turn
from nibble_engine.benchmark.kinds import Kind
from nibble_engine.benchmark.loading import loading
from nibble_engine.benchmark.looking_up import looking_up
from nibble_engine.benchmark.stopping import stopping
from nibble_engine.benchmark.together import together
from nibble_engine.command import LEVELS
from nibble_engine.errors import BadInputError

MEASURES: dict[Kind, Callable[[Asked], Figure]] = {
    Kind.DECODE: decoding,
    Kind.FIRST_TOKEN: first_token,
    Kind.PREFIX: next_turn,
    Kind.LOOKUP: looking_up,
    Kind.BATCH: together,
    Kind.LOAD: loading,
    Kind.STOP: stopping,
}


def main(argv: list[str] | None = None) -> int:
    """Exit status 0 when the figure is written; raises what measuring raises."""
    arguments = _parser().parse_args(argv)
    kind = Kind(arguments.kind)
    level: Level = LEVELS[arguments.bits]
    runs = arguments.runs or kind.usual
    if runs < kind.least:
        raise BadInputError(what=f"--runs is at least {kind.least} here")
    asked = Asked(arguments.path, level, runs, arguments.context)
    sys.stdout.write(msgspec.json.encode(MEASURES[kind](asked)).decode() + "\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nibble_engine bench", description=__doc__)
    parser.add_argument("kind", choices=tuple(Kind))
    parser.add_argument("path", type=Path, help="folder of the model")
    parser.add_argument("--bits", choices=tuple(LEVELS), default="4")
    parser.add_argument("--context", type=int, help="tokens that are read before")
    parser.add_argument("--runs", type=int, help="measurements of each side")
    return parser


if __name__ == "__main__":
    sys.exit(main())
