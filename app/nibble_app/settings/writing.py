"""The settings of the writing mode."""

from __future__ import annotations

from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_app.settings.setting import Choice, Effect, Kind, Setting

WRITING = (
    Setting(
        "writing.tone",
        Kind.CHOICE,
        "",
        "writing",
        Effect.NOW,
        QT_TRANSLATE_NOOP("Settings", "Tone of what is written"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "For everything that you ask for without naming a tone. Proofreading, summaries, "
            "lists and translations keep that of the text.",
        ),
        choices=(
            Choice("", QT_TRANSLATE_NOOP("Settings", "As in the text")),
            Choice("professional", QT_TRANSLATE_NOOP("Settings", "Professional")),
            Choice("friendly", QT_TRANSLATE_NOOP("Settings", "Friendly")),
            Choice("polite", QT_TRANSLATE_NOOP("Settings", "Polite")),
            Choice("confident", QT_TRANSLATE_NOOP("Settings", "Confident")),
            Choice("academic", QT_TRANSLATE_NOOP("Settings", "Academic")),
            Choice("simple", QT_TRANSLATE_NOOP("Settings", "Plain")),
            Choice("formal", QT_TRANSLATE_NOOP("Settings", "Formal")),
            Choice("concise", QT_TRANSLATE_NOOP("Settings", "Concise")),
            Choice("neutral", QT_TRANSLATE_NOOP("Settings", "Neutral")),
            Choice("warm", QT_TRANSLATE_NOOP("Settings", "Warm")),
            Choice("apologetic", QT_TRANSLATE_NOOP("Settings", "Apologetic")),
            Choice("official", QT_TRANSLATE_NOOP("Settings", "Official")),
            Choice("voice", QT_TRANSLATE_NOOP("Settings", "My voice")),
        ),
    ),
    Setting(
        "writing.ghost",
        Kind.CHOICE,
        "off",
        "writing",
        Effect.NOW,
        QT_TRANSLATE_NOOP("Settings", "Show how the text could go on"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "In grey at the cursor. Tab takes it, Ctrl+Right takes a word, typing on lets it go.",
        ),
        choices=(
            Choice("off", QT_TRANSLATE_NOOP("Settings", "Only with Ctrl+Space")),
            Choice("pause", QT_TRANSLATE_NOOP("Settings", "After a pause in typing")),
        ),
    ),
    Setting(
        "writing.ghost_delay",
        Kind.INT,
        900,
        "writing",
        Effect.NOW,
        QT_TRANSLATE_NOOP("Settings", "Pause before it is shown"),
        QT_TRANSLATE_NOOP("Settings", "In thousandths of a second, from 200 to 5000."),
        minimum=200,
        maximum=5000,
    ),
    Setting(
        "writing.variants",
        Kind.INT,
        3,
        "writing",
        Effect.NOW,
        QT_TRANSLATE_NOOP("Settings", "Variants side by side"),
        QT_TRANSLATE_NOOP(
            "Settings", "From 1 to 5. Each takes as long to write as the first one did."
        ),
        minimum=1,
        maximum=5,
    ),
    Setting(
        "writing.spacing",
        Kind.CHOICE,
        "off",
        "writing",
        Effect.NOW,
        QT_TRANSLATE_NOOP("Settings", "Spaces between Chinese and Latin letters or digits"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "No standard asks for them and publishers differ, so proofreading leaves them alone "
            "until you choose a style. The other rules have their switches in the writing mode.",
        ),
        choices=(
            Choice("off", QT_TRANSLATE_NOOP("Settings", "Leave as they are")),
            Choice("add", QT_TRANSLATE_NOOP("Settings", "Put them in")),
            Choice("remove", QT_TRANSLATE_NOOP("Settings", "Take them out")),
        ),
    ),
)
