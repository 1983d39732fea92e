"""The settings of what models keep in memory, and for how long."""

from __future__ import annotations

from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_app.settings.setting import Choice, Effect, Kind, Setting

KEEPING = (
    Setting(
        "engine.cache",
        Kind.CHOICE,
        "16",
        "model",
        Effect.RELOAD_MODEL,
        QT_TRANSLATE_NOOP("Settings", "Bits for what the model remembers of a conversation"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "A long conversation takes memory of its own, beside the model's. At 8 bits it takes "
            "about half as much, and each word takes a little longer.",
        ),
        choices=(
            Choice(
                "16",
                QT_TRANSLATE_NOOP("Settings", "16 bits"),
                QT_TRANSLATE_NOOP("Settings", "As the model computes it."),
            ),
            Choice(
                "8",
                QT_TRANSLATE_NOOP("Settings", "8 bits"),
                QT_TRANSLATE_NOOP("Settings", "Half the memory, hardly any loss."),
            ),
        ),
    ),
    Setting(
        "engine.idle_minutes",
        Kind.INT,
        0,
        "model",
        Effect.NOW,
        QT_TRANSLATE_NOOP("Settings", "Free the memory after minutes without work"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "0 keeps the models warm. A model that was let go is loaded again by itself when it is "
            "asked for the next time, which takes a moment.",
        ),
        minimum=0,
        maximum=1440,
    ),
)
