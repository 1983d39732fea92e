"""A measurement in the person's words; the figure and its baseline stand in one sentence."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_engine.benchmark.figure import Figure
from nibble_engine.benchmark.kinds import Kind

FOUND = {
    Kind.DECODE: QT_TRANSLATE_NOOP(
        "Bench",
        "{model} at {bits} bits writes {value} tokens a second, and transformers' own loop on "
        "bitsandbytes ({baseline_level}) {baseline}: {ratio} times as fast.",
    ),
    Kind.FIRST_TOKEN: QT_TRANSLATE_NOOP(
        "Bench",
        "{model} at {bits} bits gives its first token after {value} ms, and transformers' own loop "
        "on bitsandbytes ({baseline_level}) after {baseline} ms: {ratio} times as fast.",
    ),
    Kind.PREFIX: QT_TRANSLATE_NOOP(
        "Bench",
        "{model} at {bits} bits gives the first token of the next turn after {value} ms, and "
        "transformers' own loop on bitsandbytes ({baseline_level}), which reads all of it again, "
        "after {baseline} ms: {ratio} times as fast.",
    ),
    Kind.LOOKUP: QT_TRANSLATE_NOOP(
        "Bench",
        "{model} at {bits} bits writes {value} tokens a second of an answer that repeats its text "
        "when it may guess what comes, and the same answer at {baseline} when it may not: {ratio} "
        "times as fast.",
    ),
    Kind.BATCH: QT_TRANSLATE_NOOP(
        "Bench",
        "{model} at {bits} bits translates 64 sentences in {value} s together, and in {baseline} s "
        "one after the other: {ratio} times as fast.",
    ),
    Kind.LOAD: QT_TRANSLATE_NOOP(
        "Bench",
        "{model} loads in {value} s when it was saved at {bits} bits before, and in {baseline} s "
        "when its 16 bits are rounded at each load: {ratio} times as fast.",
    ),
    Kind.STOP: QT_TRANSLATE_NOOP(
        "Bench",
        "{model} at {bits} bits stops within {value} ms in 99 of 100 cases; one step of its loop "
        "takes {baseline} ms.",
    ),
}
HOW = {
    Kind.DECODE: QT_TRANSLATE_NOOP(
        "Bench", "Median of {runs} runs by turns on {device}, 64 new tokens after {context}."
    ),
    Kind.FIRST_TOKEN: QT_TRANSLATE_NOOP(
        "Bench", "Median of {runs} runs by turns on {device}, a text of {context} tokens."
    ),
    Kind.PREFIX: QT_TRANSLATE_NOOP(
        "Bench", "Median of {runs} runs by turns on {device}, 64 new tokens on {context} kept ones."
    ),
    Kind.LOOKUP: QT_TRANSLATE_NOOP(
        "Bench", "Median of {runs} runs by turns on {device}, 128 new tokens after {context}."
    ),
    Kind.BATCH: QT_TRANSLATE_NOOP(
        "Bench", "Median of {runs} runs by turns on {device}, from English into Chinese."
    ),
    Kind.LOAD: QT_TRANSLATE_NOOP(
        "Bench",
        "Median of {runs} runs by turns on {device}; the system had the files in memory.",
    ),
    Kind.STOP: QT_TRANSLATE_NOOP(
        "Bench", "{runs} stops at random moments on {device}; the step is the median of theirs."
    ),
}
SHARE = QT_TRANSLATE_NOOP(
    "Bench",
    "Its weights are read at {share} % of the {bandwidth} GB/s that one core reads from memory.",
)


def figure_text(figure: Figure) -> str:
    """Two or three sentences, a line each; raises `NoBaselineError` where there is no baseline."""
    values = {
        "model": figure.model,
        "bits": str(figure.level.bits),
        "baseline_level": str(figure.baseline_level).upper(),
        "value": _number(figure.value),
        "baseline": _number(figure.baseline),
        "ratio": _number(figure.ratio),
        "runs": str(len(figure.values)),
        "device": figure.device,
        "context": str(figure.context),
    }
    sentences = [FOUND[figure.kind], HOW[figure.kind]]
    if (share := figure.bandwidth_share) is not None:
        values |= {
            "share": _number(share * 100),
            "bandwidth": _number(figure.bandwidth / 1e9),
        }
        sentences.insert(1, SHARE)
    lines = (QCoreApplication.translate("Bench", text).format(**values) for text in sentences)
    return "".join(f"{line}\n" for line in lines)


def _number(value: float) -> str:
    """Three figures are as many as such measurements have."""
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return QLocale().toString(value, "f", digits)
