"""Statuses and what was noticed of a draft or a summary, in words."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_engine.writing.plan import PlanSection
from nibble_engine.writing.proposal import Finding

_STATUS = {
    "empty": QT_TRANSLATE_NOOP("Drafting", "Not written yet"),
    "drafted": QT_TRANSLATE_NOOP("Drafting", "Drafted"),
    "edited": QT_TRANSLATE_NOOP("Drafting", "Your own text"),
    "locked": QT_TRANSLATE_NOOP("Drafting", "Locked"),
}
_REVISE = QT_TRANSLATE_NOOP("Drafting", "{status}, but what belongs in it has changed")
_FINDINGS = {
    "language": QT_TRANSLATE_NOOP(
        "Drafting",
        "The model wrote in another language, twice. Nothing was put in. Try another model.",
    ),
    "too_small": QT_TRANSLATE_NOOP(
        "Drafting",
        "What the model gave is no text for this section. Nothing was put in. Try a larger model, "
        "or say more about what belongs in it.",
    ),
    "repaired": QT_TRANSLATE_NOOP(
        "Drafting", "The model began in another language and was asked again."
    ),
    "repetition": QT_TRANSLATE_NOOP(
        "Drafting",
        "The model began to say the same again and was stopped; its repeats are left out.",
    ),
    "cut": QT_TRANSLATE_NOOP(
        "Drafting", "The answer came to its longest and was cut after its last whole sentence."
    ),
    "unchanged": QT_TRANSLATE_NOOP("Drafting", "The model would change nothing."),
}


def status_words(section: PlanSection) -> str:
    """What is there of a section."""
    status = QCoreApplication.translate("Drafting", _STATUS[section.status])
    if section.wants_revision:
        return QCoreApplication.translate("Drafting", _REVISE).replace("{status}", status)
    return status


def finding_words(findings: Iterable[Finding]) -> str:
    """What was noticed, a sentence each."""
    kinds = dict.fromkeys(finding.kind for finding in findings if finding.kind in _FINDINGS)
    return " ".join(QCoreApplication.translate("Drafting", _FINDINGS[kind]) for kind in kinds)
