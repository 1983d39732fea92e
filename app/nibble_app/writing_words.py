"""What was noticed of a proposal, as sentences in the language of the window or the command line.

Needs no more of Qt than its translations.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_app.language_names import language_name
from nibble_engine.languages import find
from nibble_engine.writing.proposal import Finding

LONGEST_DETAIL = 60
_MISSING = {
    "number": QT_TRANSLATE_NOOP("Findings", "The number “{detail}” of your text is not there."),
    "date": QT_TRANSLATE_NOOP("Findings", "The date “{detail}” of your text is not there."),
    "name": QT_TRANSLATE_NOOP("Findings", "The name “{detail}” of your text is not there."),
    "quotation": QT_TRANSLATE_NOOP(
        "Findings", "The quotation “{detail}” is not there as your text has it."
    ),
    "link": QT_TRANSLATE_NOOP("Findings", "The link {detail} of your text is not there."),
    "": QT_TRANSLATE_NOOP("Findings", "“{detail}” of your text is not there."),
}
_ADDED = {
    "number": QT_TRANSLATE_NOOP("Findings", "The number “{detail}” is not in your text."),
    "date": QT_TRANSLATE_NOOP("Findings", "The date “{detail}” is not in your text."),
    "name": QT_TRANSLATE_NOOP("Findings", "The name “{detail}” is not in your text."),
    "quotation": QT_TRANSLATE_NOOP(
        "Findings", "The quotation “{detail}” is not in your text, or not in these words."
    ),
    "link": QT_TRANSLATE_NOOP("Findings", "The link {detail} is not in your text."),
    "": QT_TRANSLATE_NOOP("Findings", "“{detail}” is not in your text."),
}
_OTHERS = {
    "language": QT_TRANSLATE_NOOP(
        "Findings",
        "The model answered in another language or script than asked, a second time too.",
    ),
    "repaired": QT_TRANSLATE_NOOP(
        "Findings",
        "The first answer was in another language or script; this is the second.",
    ),
    "repetition": QT_TRANSLATE_NOOP(
        "Findings", "The model began to say the same again and again, so it was stopped there."
    ),
    "too_small": QT_TRANSLATE_NOOP(
        "Findings", "This model is too small for that. Choose a larger one on the Models page."
    ),
    "unusable": QT_TRANSLATE_NOOP(
        "Findings", "This is not what was asked for. Ask again, or in other words."
    ),
    "refused": QT_TRANSLATE_NOOP(
        "Findings",
        "The model rewrote the text instead of correcting it; nothing of that was taken.",
    ),
    "cut": QT_TRANSLATE_NOOP(
        "Findings",
        "The answer has no end: it came to the longest answer that the settings allow.",
    ),
    "unchanged": QT_TRANSLATE_NOOP("Findings", "There is nothing to change."),
}
_LANGUAGE = QT_TRANSLATE_NOOP(
    "Findings", "The model answered in another language ({detail}), a second time too."
)
_STOPPED = QT_TRANSLATE_NOOP("Findings", "The answer has no end: it was stopped.")
_WRONG = {
    "empty": QT_TRANSLATE_NOOP("Findings", "Nothing came."),
    "echo": QT_TRANSLATE_NOOP("Findings", "The model repeats what it was given."),
    "table": QT_TRANSLATE_NOOP("Findings", "What came is no table."),
    "list": QT_TRANSLATE_NOOP("Findings", "What came is no list."),
    "title": QT_TRANSLATE_NOOP("Findings", "What came is no title."),
    "longer": QT_TRANSLATE_NOOP("Findings", "What came is longer than it should be."),
    "shorter": QT_TRANSLATE_NOOP("Findings", "What came is shorter than it should be."),
    "words": QT_TRANSLATE_NOOP("Findings", "What came has little to do with your text."),
}
_REPETITION = QT_TRANSLATE_NOOP(
    "Findings", "The model began to repeat “{detail}”, so it was stopped there."
)


def sentence(finding: Finding) -> str:
    """What was noticed, and where something can be done about it, what."""
    sources = (_WRONG.get(finding.detail, ""), _source(finding))
    if finding.kind not in ("too_small", "unusable"):
        sources = ("", sources[1])
    told = [QCoreApplication.translate("Findings", source) for source in sources if source]
    # English sentences have a space between them, Chinese ones have none.
    between = "" if told[0].endswith("。") else " "
    return between.join(told).replace("{detail}", _shown(finding))


def _source(finding: Finding) -> str:
    if finding.kind == "fact_missing":
        return _MISSING[finding.fact]
    if finding.kind == "fact_added":
        return _ADDED[finding.fact]
    if finding.kind == "language" and find(finding.detail):
        return _LANGUAGE
    if finding.kind == "repetition" and finding.detail:
        return _REPETITION
    if finding.kind == "cut" and finding.detail == "cancelled":
        return _STOPPED
    return _OTHERS[finding.kind]


def _shown(finding: Finding) -> str:
    if finding.kind == "language":
        return language_name(finding.detail)
    line = " ".join(finding.detail.split())
    return line if len(line) <= LONGEST_DETAIL else f"{line[: LONGEST_DETAIL - 1]}…"
