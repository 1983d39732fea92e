"""The settings of where models are got."""

from __future__ import annotations

from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_app.settings.setting import Effect, Kind, Setting

MODELS = (
    Setting(
        "models.hub",
        Kind.LINE,
        "",
        "sources",
        Effect.NOW,
        QT_TRANSLATE_NOOP("Settings", "Hub that models are got from"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "The address of a hub that works like Hugging Face's; empty for huggingface.co. Nothing"
            " is asked of it before you get a model.",
        ),
    ),
    Setting(
        "models.mirrors",
        Kind.TEXT,
        "",
        "sources",
        Effect.NOW,
        QT_TRANSLATE_NOOP("Settings", "Mirrors"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "One on each line, asked in this order where the hub does not answer: an address such "
            "as https://hf-mirror.com, modelscope+https://modelscope.cn, or a folder with models. "
            "A mirror never gets your token.",
        ),
    ),
)
