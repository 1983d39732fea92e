"""Everything that can be noticed has its words, and so has every rule."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from nibble_app.modes.writing.changes.words import (
    accepted_label,
    action_name,
    flag_text,
    rule_name,
    why,
)
from nibble_engine.api import Action
from nibble_engine.proofreading.catalogue import catalogue
from nibble_engine.proofreading.change import Change
from nibble_engine.writing.proposal import Finding, Proposal
from nibble_engine.writing.request import Request


def test_rules_and_actions(qapp: QApplication) -> None:
    own = rule_name("model")
    names = [rule_name(rule) for rule in catalogue()]
    assert own not in names
    assert all(action_name(Request(action, "")) for action in Action)
    assert "French" in action_name(Request(Action.REWRITE, "", target="fr"))


def test_flags(qapp: QApplication) -> None:
    number, date = (Finding("fact_missing", "1", kind) for kind in ("number", "date"))
    assert flag_text(()) == ""
    assert flag_text((number, number)) == "Alters a number"
    assert flag_text((number, date)) == "Alters 2 facts"


def test_reasons_and_labels(qapp: QApplication) -> None:
    slip = Change(0, 3, "teh", "the", "en-spelling")
    assert "“teh” is spelt “the”" in why(slip)
    assert "spelling" in why(Change(0, 3, "teh", "the", "model-spelling")).lower()
    assert why(Change(0, 1, "a", "b", "model-translation")) == ""
    proposal = Proposal(Request(Action.PROOFREAD, "teh"), "the", (slip,))
    assert accepted_label(proposal, [slip]) == "Proofread: teh → the"
    assert accepted_label(proposal, [slip, slip]) == "Proofread: 2 changes"
    long = Change(0, 60, "word\n" * 12, "", "model")
    assert accepted_label(proposal, [long]) == "Proofread: word word word word wor… → "
