"""The settings of how long models stay in memory."""

from __future__ import annotations

from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_app.settings.setting import Effect, Kind, Setting

KEEPING = (
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
