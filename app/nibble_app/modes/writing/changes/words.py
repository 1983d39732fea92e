"""Proposals, their changes and what was noticed, in the person's language."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from nibble_app.engine_words import level_text, model_name
from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_app.language_names import language_name
from nibble_app.modes.writing.changes.group import Grain
from nibble_app.modes.writing.changes.pending import PendingChange
from nibble_engine.api import Action
from nibble_engine.proofreading.change import Change
from nibble_engine.writing.proposal import Finding, Proposal
from nibble_engine.writing.request import Request

_SHORT = 24
_KINDS = {
    "model-spacing": QT_TRANSLATE_NOOP("ChangeWords", "White space (model)"),
    "model-punctuation": QT_TRANSLATE_NOOP("ChangeWords", "Punctuation (model)"),
    "model-capital": QT_TRANSLATE_NOOP("ChangeWords", "Capital letters (model)"),
    "model-repeated": QT_TRANSLATE_NOOP("ChangeWords", "Repeated words (model)"),
    "model-spelling": QT_TRANSLATE_NOOP("ChangeWords", "Spelling (model)"),
    "model-grammar": QT_TRANSLATE_NOOP("ChangeWords", "Grammar (model)"),
    "model-words": QT_TRANSLATE_NOOP("ChangeWords", "Choice of words (model)"),
    "model-added": QT_TRANSLATE_NOOP("ChangeWords", "Added (model)"),
    "model-left-out": QT_TRANSLATE_NOOP("ChangeWords", "Left out (model)"),
    "model-wording": QT_TRANSLATE_NOOP("ChangeWords", "Other wording (model)"),
}
_MODELS_OWN = QT_TRANSLATE_NOOP("ChangeWords", "The model's own")
_ACTIONS = {
    Action.CONTINUE: QT_TRANSLATE_NOOP("ChangeWords", "Continue"),
    Action.REWRITE: QT_TRANSLATE_NOOP("ChangeWords", "Rewrite"),
    Action.PROOFREAD: QT_TRANSLATE_NOOP("ChangeWords", "Proofread"),
    Action.SHORTEN: QT_TRANSLATE_NOOP("ChangeWords", "Shorten"),
    Action.EXPAND: QT_TRANSLATE_NOOP("ChangeWords", "Expand"),
    Action.SIMPLIFY: QT_TRANSLATE_NOOP("ChangeWords", "Simplify"),
    Action.SUMMARISE: QT_TRANSLATE_NOOP("ChangeWords", "Summarise"),
    Action.TONE: QT_TRANSLATE_NOOP("ChangeWords", "Change of tone"),
    Action.LIST: QT_TRANSLATE_NOOP("ChangeWords", "As a list"),
    Action.TABLE: QT_TRANSLATE_NOOP("ChangeWords", "As a table"),
    Action.INSTRUCT: QT_TRANSLATE_NOOP("ChangeWords", "As asked"),
}
_GRAINS = {
    Grain.CHANGE: QT_TRANSLATE_NOOP("ChangeWords", "Word by word"),
    Grain.SENTENCE: QT_TRANSLATE_NOOP("ChangeWords", "By sentences"),
    Grain.WHOLE: QT_TRANSLATE_NOOP("ChangeWords", "All at once"),
}
_FLAGS = {
    "": QT_TRANSLATE_NOOP("ChangeWords", "Alters a fact"),
    "number": QT_TRANSLATE_NOOP("ChangeWords", "Alters a number"),
    "date": QT_TRANSLATE_NOOP("ChangeWords", "Alters a date"),
    "name": QT_TRANSLATE_NOOP("ChangeWords", "Alters a name"),
    "quotation": QT_TRANSLATE_NOOP("ChangeWords", "Alters a quotation"),
    "link": QT_TRANSLATE_NOOP("ChangeWords", "Alters a link"),
}


def _said(text: str) -> str:
    return QCoreApplication.translate("ChangeWords", text)


def rule_name(rule: str) -> str:
    """A rule in a few words; what no rule proposed is the model's own."""
    from nibble_app.writing.explained import title

    return title(rule, QLocale().name()) or _said(_KINDS.get(rule, _MODELS_OWN))


def is_rule(rule: str) -> bool:
    """Whether it is one that can be switched off."""
    # The rules take a tenth of a second to read: a start does not pay for them.
    from nibble_engine.proofreading.catalogue import catalogue

    return rule in catalogue()


def why(change: Change) -> str:
    """The reason of a change; empty where there is none to tell."""
    if is_rule(change.rule) or change.rule in _KINDS:
        from nibble_engine.writing.reasons import reason

        return reason(change, QLocale().name())
    return ""


def grain_name(grain: Grain) -> str:
    """How much is one decision."""
    return _said(_GRAINS[grain])


def action_name(request: Request) -> str:
    """What was asked."""
    if request.target:
        said = QCoreApplication.translate("ChangeWords", "Translation into {language}")
        return said.replace("{language}", language_name(request.target))
    return _said(_ACTIONS[request.action])


def source_text(proposal: Proposal) -> str:
    """Who made it: the rules, or which model at which level."""
    if proposal.model is None:
        return QCoreApplication.translate("ChangeWords", "By rules alone; no model took part.")
    return f"{model_name(proposal.model.name)} · {level_text(proposal.model.level)}"


def flag_text(facts: tuple[Finding, ...]) -> str:
    """What a change that alters facts is marked with; empty for none."""
    kinds = {one.fact for one in facts}
    if len(kinds) > 1:
        said = QCoreApplication.translate("ChangeWords", "Alters {count} facts")
        return said.replace("{count}", str(len(facts)))
    return _said(_FLAGS[kinds.pop()]) if kinds else ""


def accepted_label(proposal: Proposal, changes: Sequence[PendingChange | Change]) -> str:
    """What was done, for the list of versions."""
    action = action_name(proposal.request)
    if len(changes) > 1:
        said = QCoreApplication.translate("ChangeWords", "{action}: {count} changes")
        return said.replace("{action}", action).replace("{count}", str(len(changes)))
    (change,) = changes
    return f"{action}: {_short(change.original)} → {_short(change.replacement)}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else line[: _SHORT - 1] + "…"
