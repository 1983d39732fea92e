"""The desk's findings in the person's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_app.modes.support.desk.pieces import LeftOut

_REASONS = {
    "number": QT_TRANSLATE_NOOP("DeskWords", "not in the documents: number {detail}"),
    "denial": QT_TRANSLATE_NOOP("DeskWords", "the documents say the opposite: “{detail}”"),
    "word": QT_TRANSLATE_NOOP("DeskWords", "not in the documents: “{detail}”"),
    "limit": QT_TRANSLATE_NOOP("DeskWords", "a condition is missing: “{detail}”"),
    "link": QT_TRANSLATE_NOOP("DeskWords", "an address that is not in the documents: {detail}"),
    "entailment": QT_TRANSLATE_NOOP("DeskWords", "the model itself says that no document says it"),
    "": QT_TRANSLATE_NOOP("DeskWords", "most of this reply is not in the documents"),
    "overlap": QT_TRANSLATE_NOOP("DeskWords", "not in the documents"),
}
_FLAGS = {
    "command": QT_TRANSLATE_NOOP("DeskWords", "it gives orders to a program"),
    "role": QT_TRANSLATE_NOOP("DeskWords", "it plays another speaker"),
    "hidden": QT_TRANSLATE_NOOP("DeskWords", "it has text that a reader cannot see"),
    "address": QT_TRANSLATE_NOOP("DeskWords", "it has an address that could carry data away"),
    "markup": QT_TRANSLATE_NOOP("DeskWords", "it has markup that would be executed"),
}
_VALUES = {
    "low": QT_TRANSLATE_NOOP("DeskWords", "Low"),
    "normal": QT_TRANSLATE_NOOP("DeskWords", "Normal"),
    "high": QT_TRANSLATE_NOOP("DeskWords", "High"),
    "calm": QT_TRANSLATE_NOOP("DeskWords", "Calm"),
    "happy": QT_TRANSLATE_NOOP("DeskWords", "Happy"),
    "worried": QT_TRANSLATE_NOOP("DeskWords", "Worried"),
    "unhappy": QT_TRANSLATE_NOOP("DeskWords", "Unhappy"),
    "angry": QT_TRANSLATE_NOOP("DeskWords", "Angry"),
    "new": QT_TRANSLATE_NOOP("DeskWords", "New"),
    "waiting": QT_TRANSLATE_NOOP("DeskWords", "Waiting"),
    "done": QT_TRANSLATE_NOOP("DeskWords", "Done"),
    "professional": QT_TRANSLATE_NOOP("DeskWords", "Professional"),
    "friendly": QT_TRANSLATE_NOOP("DeskWords", "Friendly"),
    "concise": QT_TRANSLATE_NOOP("DeskWords", "Concise"),
    "apologetic": QT_TRANSLATE_NOOP("DeskWords", "Apologetic"),
    "firm": QT_TRANSLATE_NOOP("DeskWords", "Firm"),
}
_INTENTS = {
    "order_status": QT_TRANSLATE_NOOP("DeskWords", "Where is the order"),
    "change_order": QT_TRANSLATE_NOOP("DeskWords", "Change an order"),
    "cancel_order": QT_TRANSLATE_NOOP("DeskWords", "Cancel an order"),
    "return": QT_TRANSLATE_NOOP("DeskWords", "Return"),
    "refund": QT_TRANSLATE_NOOP("DeskWords", "Refund"),
    "delivery": QT_TRANSLATE_NOOP("DeskWords", "Delivery"),
    "payment": QT_TRANSLATE_NOOP("DeskWords", "Payment"),
    "invoice": QT_TRANSLATE_NOOP("DeskWords", "Invoice"),
    "account": QT_TRANSLATE_NOOP("DeskWords", "Account"),
    "complaint": QT_TRANSLATE_NOOP("DeskWords", "Complaint"),
    "product": QT_TRANSLATE_NOOP("DeskWords", "Product"),
    "contact": QT_TRANSLATE_NOOP("DeskWords", "Contact"),
    "newsletter": QT_TRANSLATE_NOOP("DeskWords", "Newsletter"),
    "other": QT_TRANSLATE_NOOP("DeskWords", "Other"),
}
_SURE = (
    (0.75, QT_TRANSLATE_NOOP("DeskWords", "Sure")),
    (0.5, QT_TRANSLATE_NOOP("DeskWords", "Fairly sure")),
    (0.0, QT_TRANSLATE_NOOP("DeskWords", "Not sure")),
)


def _said(text: str) -> str:
    return QCoreApplication.translate("DeskWords", text)


def value(key: str) -> str:
    """A mood, an urgency, a status or a tone; what the table does not know is its own name."""
    return _said(_VALUES[key]) if key in _VALUES else key


def intent(key: str) -> str:
    """What a message is about; what the table does not know is its own name."""
    return _said(_INTENTS[key]) if key in _INTENTS else key


def reason(sentence: LeftOut) -> str:
    """Why a sentence was left out."""
    form = _REASONS.get(sentence.reason, _REASONS["overlap"])
    return _said(form).replace("{detail}", sentence.detail)


def flag(kind: str) -> str:
    """What a part of a passage that was left out did."""
    return _said(_FLAGS[kind]) if kind in _FLAGS else kind


def confidence(value: float) -> str:
    """A probability in words with its figure."""
    words = next(text for least, text in _SURE if value >= least)
    return f"{_said(words)} {value:.2f}"
