"""What the kinds of texts, fields and rules are called."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_engine.support.text_rows import BadRow

_MOST = 5
KINDS = {
    "reply": QT_TRANSLATE_NOOP("Replies", "Canned replies"),
    "prompt": QT_TRANSLATE_NOOP("Replies", "Prompts"),
    "preset": QT_TRANSLATE_NOOP("Replies", "Presets"),
    "rule": QT_TRANSLATE_NOOP("Replies", "House rules"),
}
MEANINGS = {
    "reply": QT_TRANSLATE_NOOP(
        "Replies",
        "Replies that are ready to be sent: press / in a draft on the desk. "
        "A {field} in braces is filled in first.",
    ),
    "prompt": QT_TRANSLATE_NOOP(
        "Replies",
        "Requests to the model that you use again and again: press / in an empty message of the "
        "chat. A {field} in braces is filled in first.",
    ),
    "preset": QT_TRANSLATE_NOOP(
        "Replies",
        "What the model is told at the beginning of a chat. Each conversation has one, chosen "
        "above it.",
    ),
    "rule": QT_TRANSLATE_NOOP(
        "Replies",
        "Every draft on the desk is checked for the rules that are on. A * in a phrase stands for "
        "any words of the sentence.",
    ),
}
FIELD_KINDS = {
    "text": QT_TRANSLATE_NOOP("Replies", "Text"),
    "number": QT_TRANSLATE_NOOP("Replies", "Number"),
    "date": QT_TRANSLATE_NOOP("Replies", "Date"),
    "choice": QT_TRANSLATE_NOOP("Replies", "Choice"),
}
RULE_KINDS = {
    "always": QT_TRANSLATE_NOOP("Replies", "Always: one of these must be said"),
    "never": QT_TRANSLATE_NOOP("Replies", "Never: none of these may be said"),
    "promise": QT_TRANSLATE_NOOP("Replies", "No promise: denying it is fine"),
}
SHORT_KINDS = {
    "always": QT_TRANSLATE_NOOP("Replies", "Always"),
    "never": QT_TRANSLATE_NOOP("Replies", "Never"),
    "promise": QT_TRANSLATE_NOOP("Replies", "No promise"),
}
_BAD_ROWS = {
    "quote": QT_TRANSLATE_NOOP("Replies", "{place}: a quotation mark is not closed"),
    "empty": QT_TRANSLATE_NOOP("Replies", "{place}: no title, no text or no phrase"),
    "rule": QT_TRANSLATE_NOOP("Replies", "{place}: a rule of no known kind"),
    "field": QT_TRANSLATE_NOOP("Replies", "{place}: a field of no known kind"),
}


def said(text: str) -> str:
    """A text of this module in the window's language."""
    return QCoreApplication.translate("Replies", text)


def bad_rows(bad: Sequence[BadRow]) -> str:
    """Why the first of them were left out, a line each; the place is a line of a table or a
    number in a TOML file."""
    lines = [said(_BAD_ROWS[one.reason]).replace("{place}", str(one.place)) for one in bad[:_MOST]]
    return "\n".join([*lines, *(["…"] if len(bad) > _MOST else [])])
