"""The adviser's reasons in the person's words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_engine.planning.advising import Reason

_BYTES = ("left", "missing", "extra", "cache", "least")
SENTENCES = {
    "fits": QT_TRANSLATE_NOOP("Advice", "It fits and leaves about {left} GB free."),
    "does_not_fit": QT_TRANSLATE_NOOP("Advice", "It does not fit: about {missing} GB are missing."),
    "memory_unknown": QT_TRANSLATE_NOOP(
        "Advice",
        "Its memory is told exactly when its files are here; "
        "at {bits} bits its weights alone take {least} GB or more.",
    ),
    "more_parameters_win": QT_TRANSLATE_NOOP(
        "Advice",
        "{model} at {bits} bits takes about the same room: "
        "more parameters at {own} bits answer better.",
    ),
    "small_needs_bits": QT_TRANSLATE_NOOP(
        "Advice", "So small a model loses visibly at 4 bits: take {bits} if they fit."
    ),
    "spare_buys_bits": QT_TRANSLATE_NOOP(
        "Advice", "Memory is left over: {bits} bits take about {extra} GB more and round less."
    ),
    "head_not_rounded": QT_TRANSLATE_NOOP(
        "Advice",
        "Its vocabulary stays in 16 bits: it has {bits} bits a parameter in truth, not 4.",
    ),
    "cache_is_large": QT_TRANSLATE_NOOP(
        "Advice",
        "About {cache} GB of that are for the long conversation: a shorter context saves them.",
    ),
    "rounded_is_slow": QT_TRANSLATE_NOOP(
        "Advice", "This processor unpacks rounded weights for each word, which is slow."
    ),
    "slow": QT_TRANSLATE_NOOP(
        "Advice", "It is slow here: {speed} tokens a second at most, which one waits for."
    ),
    "non_commercial": QT_TRANSLATE_NOOP(
        "Advice", "Its licence ({licence}) forbids commercial work: it is never recommended."
    ),
    "no_chinese": QT_TRANSLATE_NOOP("Advice", "Chinese is not among the languages it is good at."),
}


def reason_text(reason: Reason) -> str:
    """The sentence of a reason; bytes are shown in GB."""
    values = {key: _shown(key, value) for key, value in reason.params.items()}
    return QCoreApplication.translate("Advice", SENTENCES[reason.code]).format(**values)


def _shown(key: str, value: str | float) -> str:
    if isinstance(value, str):
        return value
    if key in _BYTES:
        return QLocale().toString(value / 1e9, "f", 1)
    return f"{value:g}"
