"""What a customer may want, and which of it a message is about."""

from __future__ import annotations

INTENTS = (
    "order_status",
    "change_order",
    "cancel_order",
    "return",
    "refund",
    "delivery",
    "payment",
    "invoice",
    "account",
    "complaint",
    "product",
    "contact",
    "newsletter",
    "other",
)
MOST_CHARACTERS = 20_000
"""Of a message that are looked at."""


def intent(text: str) -> tuple[str, float]:
    """The most probable of `INTENTS` and its probability."""
    # With the first message, so that the window opens without numpy.
    from nibble_engine.support.intent_classifier import shipped

    made = shipped().probabilities(text)
    best = int(made.argmax())
    return INTENTS[best], float(made[best])
