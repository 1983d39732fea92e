"""Seconds of the processor that the rules take, by the length of the text.

python tests/benchmarks/bench_proofreading.py

100,000 characters on two shared cores of an AMD EPYC, 2026-11-26, the best of four, before runs of
Chinese characters were looked at as one, and after with 20 patterns more: "Chinese, one line" 0.90
and 0.74 s, "Chinese, no line twice" 0.83 and 0.70 s, "Chinese" (whose lines repeat, and are read
once) 0.25 and 0.24 s.
"""

from __future__ import annotations

import random
import re
import time

from proofreading_scores import samples

from nibble_engine.proofreading.proofread import proofread


def _texts() -> dict[str, str]:
    """Ordinary text with and without errors, and texts made to be hard."""
    planted = {
        language: "\n".join(s.text for s in samples() if s.language == language)
        for language in ("zh", "en")
    }
    return {
        "Chinese": planted["zh"],
        "English": planted["en"],
        "Chinese, no line twice": _shuffled(planted["zh"]),
        "Chinese, one line": planted["zh"].replace("\n", ""),
        "English, one line": planted["en"].replace("\n", " "),
        "的": "的",
        "i ": "i ",
        "the the ": "the the ",
        "（你": "（你",
        '"你': '"你',
        "《": "《",
        "。": "。",
        "你 ": "你 ",
        "a  ": "a  ",
        "(": "(a ",
    }


def _shuffled(text: str) -> str:
    """100,000 characters of lines that each are other sentences of the text."""
    sentences = re.findall(r"[^。\n]+[。\n]", text)
    draw, made, length = random.Random(1), [], 0
    while length < 100_000:
        line = "".join(draw.sample(sentences, 4)).replace("\n", "") + f"{len(made)}\n"
        made.append(line)
        length += len(line)
    return "".join(made)


def main() -> None:
    """Prints a table."""
    lengths = (25_000, 50_000, 100_000)
    proofread("warm up，你好")
    print(f"{'text':24}" + "".join(f"{length:>12,}" for length in lengths))
    for name, text in _texts().items():
        seconds = []
        for length in lengths:
            long = (text * (length // len(text) + 1))[:length]
            start = time.process_time()
            proofread(long)
            seconds.append(time.process_time() - start)
        print(f"{name:24}" + "".join(f"{s:12.3f}" for s in seconds), flush=True)


if __name__ == "__main__":
    main()
