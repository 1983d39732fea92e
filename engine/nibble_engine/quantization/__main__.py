"""The command ``nibble quantize``: a 16-bit model folder once into 8 or 4 bits, proven."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from nibble_engine.command import LEVELS, say
from nibble_engine.errors import BadInputError
from nibble_engine.quantization.save import save_quantized, verify_saved


def main(argv: list[str] | None = None) -> int:
    """Exit status 0 when the saved model gives the same tokens as the source quantized on load."""
    arguments = _parser().parse_args(argv)
    source, destination = arguments.source, arguments.destination
    if destination.exists() and any(destination.iterdir()):
        raise BadInputError(what=f"{destination.name} is not empty")
    level = LEVELS[arguments.type if arguments.bits == "4" else arguments.bits]
    say(f"quantizing to {level}")
    save_quantized(source, destination, level)
    say("comparing token for token with the source")
    if not verify_saved(source, destination, level):
        say("the saved model gives other tokens: it is not to be used")
        return 1
    size = sum(file.stat().st_size for file in destination.iterdir())
    before = sum(file.stat().st_size for file in source.iterdir() if file.is_file())
    sys.stdout.write(f"{destination}: {size / 1e6:.1f} MB (was {before / 1e6:.1f} MB)\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nibble quantize", description=__doc__)
    parser.add_argument("source", type=Path, help="folder of the 16-bit model")
    parser.add_argument("destination", type=Path, help="new folder")
    parser.add_argument("--bits", choices=("4", "8"), default="4")
    parser.add_argument("--type", choices=("nf4", "fp4"), default="nf4", help="format of 4 bits")
    return parser


if __name__ == "__main__":
    sys.exit(main())
