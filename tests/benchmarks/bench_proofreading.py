"""Seconds of the processor that the rules take, by the length of the text.

python tests/benchmarks/bench_proofreading.py
"""

from __future__ import annotations

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


def main() -> None:
    """Prints a table."""
    lengths = (25_000, 50_000, 100_000)
    proofread("warm up，你好")
    print(f"{'text':20}" + "".join(f"{length:>12,}" for length in lengths))
    for name, text in _texts().items():
        seconds = []
        for length in lengths:
            long = (text * (length // len(text) + 1))[:length]
            start = time.process_time()
            proofread(long)
            seconds.append(time.process_time() - start)
        print(f"{name:20}" + "".join(f"{s:12.3f}" for s in seconds), flush=True)


if __name__ == "__main__":
    main()
