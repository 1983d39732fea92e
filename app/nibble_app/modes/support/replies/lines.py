"""What the list shows of each text."""

from __future__ import annotations

from nibble_app.modes.support.replies import words
from nibble_app.modes.support.replies.room import RepliesRoom
from nibble_app.modes.support.replies.text_list import Line
from nibble_app.store.replies import TextKind
from nibble_engine.support.canned import Template
from nibble_engine.support.house_rules import Rule


def lines_of(room: RepliesRoom, kind: TextKind, query: str) -> list[Line]:
    """The texts of a kind that have the words of the query."""
    if kind == "rule":
        return [Line(rule.id, _of_rule(rule), rule.on) for rule in room.rules(query)]
    return [Line(one.id, _of_template(one)) for one in room.templates(kind, query)]


def _of_template(template: Template) -> str:
    return f"{template.title}  /{template.shortcut}" if template.shortcut else template.title


def _of_rule(rule: Rule) -> str:
    return f"{words.said(words.SHORT_KINDS[rule.kind])}: {rule.phrases[0]}"
