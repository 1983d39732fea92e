"""The schema: every setting, declared once. File, page and help are derived from it."""

from __future__ import annotations

from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_app.settings.keeping import KEEPING
from nibble_app.settings.models import MODELS
from nibble_app.settings.setting import Choice, Effect, Kind, Setting
from nibble_app.settings.writing import WRITING
from nibble_engine.knowledge.thresholds import USUAL

_GENERAL = (
    Setting(
        "ui.language",
        Kind.CHOICE,
        "system",
        "general",
        Effect.NEXT_START,
        QT_TRANSLATE_NOOP("Settings", "Language"),
        QT_TRANSLATE_NOOP("Settings", "The language of menus and messages."),
        choices=(
            Choice("system", QT_TRANSLATE_NOOP("Settings", "As the system")),
            Choice("en", "English"),
            Choice("zh_CN", "中文"),
        ),
    ),
    Setting(
        "ui.theme",
        Kind.CHOICE,
        "system",
        "general",
        Effect.NOW,
        QT_TRANSLATE_NOOP("Settings", "Theme"),
        choices=(
            Choice("system", QT_TRANSLATE_NOOP("Settings", "As the system")),
            Choice("light", QT_TRANSLATE_NOOP("Settings", "Light")),
            Choice("dark", QT_TRANSLATE_NOOP("Settings", "Dark")),
        ),
    ),
    Setting(
        "ui.font_size",
        Kind.INT,
        14,
        "general",
        Effect.NOW,
        QT_TRANSLATE_NOOP("Settings", "Font size"),
        QT_TRANSLATE_NOOP("Settings", "In pixels, from 10 to 24."),
        minimum=10,
        maximum=24,
    ),
)

_MODEL = (
    Setting(
        "engine.level",
        Kind.CHOICE,
        "nf4",
        "model",
        Effect.RELOAD_MODEL,
        QT_TRANSLATE_NOOP("Settings", "Bits for each weight"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Fewer bits take less memory. At a given size in memory, a larger model at 4 bits is "
            "nearly always better than a smaller one at more bits (Dettmers and Zettlemoyer, "
            "2023). Very small models lose visibly at 4 bits; give them 8 or 16.",
        ),
        choices=(
            Choice(
                "16",
                QT_TRANSLATE_NOOP("Settings", "16 bits"),
                QT_TRANSLATE_NOOP("Settings", "The model as it was made. Takes the most memory."),
            ),
            Choice(
                "8",
                QT_TRANSLATE_NOOP("Settings", "8 bits"),
                QT_TRANSLATE_NOOP(
                    "Settings", "Hardly any loss, about half the memory of 16 bits. Often slower."
                ),
            ),
            Choice(
                "nf4",
                QT_TRANSLATE_NOOP("Settings", "4 bits (NF4), recommended"),
                QT_TRANSLATE_NOOP(
                    "Settings",
                    "A small loss, about a third of the memory. Its steps are spaced the way "
                    "the weights of language models are spread.",
                ),
            ),
            Choice(
                "fp4",
                QT_TRANSLATE_NOOP("Settings", "4 bits (FP4)"),
                QT_TRANSLATE_NOOP(
                    "Settings",
                    "As small as NF4, with evenly built floating-point steps. Usually a little "
                    "less exact.",
                ),
            ),
        ),
    ),
    Setting(
        "engine.head",
        Kind.CHOICE,
        "16",
        "model",
        Effect.RELOAD_MODEL,
        QT_TRANSLATE_NOOP("Settings", "Bits for the head of 4-bit models"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "The last matrix, which scores every word, stays at 16 bits in a 4-bit model and is "
            "a large part of a small one. At 8 bits it takes half the memory and is read faster "
            "on a processor.",
        ),
        choices=(
            Choice(
                "16",
                QT_TRANSLATE_NOOP("Settings", "16 bits"),
                QT_TRANSLATE_NOOP("Settings", "The head as it was made."),
            ),
            Choice(
                "8",
                QT_TRANSLATE_NOOP("Settings", "8 bits"),
                QT_TRANSLATE_NOOP("Settings", "Half the memory of the head, hardly any loss."),
            ),
        ),
    ),
    Setting(
        "engine.chat_model",
        Kind.PATH,
        "",
        "model",
        Effect.RELOAD_MODEL,
        QT_TRANSLATE_NOOP("Settings", "Model for support and writing"),
        QT_TRANSLATE_NOOP("Settings", "A folder; empty for the starter that comes with Nibble."),
    ),
    Setting(
        "engine.translation_model",
        Kind.PATH,
        "",
        "model",
        Effect.RELOAD_MODEL,
        QT_TRANSLATE_NOOP("Settings", "Model for translation"),
        QT_TRANSLATE_NOOP("Settings", "A folder; empty for the starter that comes with Nibble."),
    ),
    Setting(
        "engine.embedding_model",
        Kind.PATH,
        "",
        "model",
        Effect.RELOAD_MODEL,
        QT_TRANSLATE_NOOP("Settings", "Model for search by meaning"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "The folder of an embedding model, such as Qwen3-Embedding or bge-m3: it finds what "
            "means the same in other words or in another language. Empty searches by words alone.",
        ),
    ),
    Setting(
        "engine.device",
        Kind.CHOICE,
        "auto",
        "model",
        Effect.RELOAD_MODEL,
        QT_TRANSLATE_NOOP("Settings", "Device"),
        QT_TRANSLATE_NOOP("Settings", "Where the model computes."),
        choices=(
            Choice("auto", QT_TRANSLATE_NOOP("Settings", "Automatic")),
            Choice("cpu", QT_TRANSLATE_NOOP("Settings", "Processor (CPU)")),
            Choice("cuda", QT_TRANSLATE_NOOP("Settings", "NVIDIA graphics card (CUDA)")),
            Choice("mps", QT_TRANSLATE_NOOP("Settings", "Apple graphics (MPS)")),
        ),
    ),
    Setting(
        "engine.threads",
        Kind.INT,
        0,
        "model",
        Effect.RELOAD_MODEL,
        QT_TRANSLATE_NOOP("Settings", "Processor threads"),
        QT_TRANSLATE_NOOP("Settings", "0 uses as many as the processor has cores."),
        minimum=0,
        maximum=256,
    ),
    Setting(
        "engine.context",
        Kind.INT,
        4096,
        "model",
        Effect.RELOAD_MODEL,
        QT_TRANSLATE_NOOP("Settings", "Context length"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "How many tokens of conversation and answer the model sees at once. More takes more "
            "memory; a model's own limit is never exceeded.",
        ),
        minimum=256,
        maximum=262144,
    ),
)

_ANSWERS = (
    Setting(
        "sampling.temperature",
        Kind.FLOAT,
        0.3,  # support and rewriting: near the likeliest words, where the facts are
        "answers",
        Effect.NOW,
        QT_TRANSLATE_NOOP("Settings", "Temperature"),
        QT_TRANSLATE_NOOP("Settings", "0 always takes the likeliest word; higher is more varied."),
        minimum=0,
        maximum=2,
    ),
    Setting(
        "sampling.top_p",
        Kind.FLOAT,
        0.95,
        "answers",
        Effect.NOW,
        QT_TRANSLATE_NOOP("Settings", "Top-p"),
        QT_TRANSLATE_NOOP(
            "Settings", "Only the likeliest words that together reach this probability; 1 is all."
        ),
        minimum=0.01,
        maximum=1,
    ),
    Setting(
        "sampling.top_k",
        Kind.INT,
        40,
        "answers",
        Effect.NOW,
        QT_TRANSLATE_NOOP("Settings", "Top-k"),
        QT_TRANSLATE_NOOP("Settings", "Only this many of the likeliest words; 0 is all."),
        minimum=0,
        maximum=1000,
    ),
    Setting(
        "sampling.repetition_penalty",
        Kind.FLOAT,
        1.05,
        "answers",
        Effect.NOW,
        QT_TRANSLATE_NOOP("Settings", "Repetition penalty"),
        QT_TRANSLATE_NOOP("Settings", "Above 1, words that were used become less likely."),
        minimum=1,
        maximum=2,
    ),
    Setting(
        "sampling.max_new_tokens",
        Kind.INT,
        512,
        "answers",
        Effect.NOW,
        QT_TRANSLATE_NOOP("Settings", "Longest answer"),
        QT_TRANSLATE_NOOP("Settings", "In tokens; a token is about three quarters of a word."),
        minimum=16,
        maximum=32768,
    ),
    Setting(
        "sampling.seed",
        Kind.INT,
        -1,
        "answers",
        Effect.NOW,
        QT_TRANSLATE_NOOP("Settings", "Seed"),
        QT_TRANSLATE_NOOP("Settings", "The same seed gives the same answer again; -1 is random."),
        minimum=-1,
        maximum=2**31 - 1,
    ),
)

_REST = (
    Setting(
        "support.system_prompt",
        Kind.TEXT,
        "",
        "support",
        Effect.NOW,
        QT_TRANSLATE_NOOP("Settings", "Instructions for the assistant"),
        QT_TRANSLATE_NOOP(
            "Settings", "Said to the model before every conversation; empty for Nibble's own."
        ),
    ),
    Setting(
        "support.agent_language",
        Kind.CHOICE,
        "",
        "support",
        Effect.NOW,
        QT_TRANSLATE_NOOP("Settings", "The language you work in"),
        QT_TRANSLATE_NOOP("Settings", "Messages in other languages are translated for you."),
        choices=(
            Choice("", QT_TRANSLATE_NOOP("Settings", "As the window")),
            Choice("en", "English"),
            Choice("zh-Hans", "简体中文"),
        ),
    ),
    Setting(
        "support.signature",
        Kind.TEXT,
        "",
        "support",
        Effect.NOW,
        QT_TRANSLATE_NOOP("Settings", "Signature"),
        QT_TRANSLATE_NOOP("Settings", "Put below every reply that is copied for a customer."),
    ),
    Setting(
        "support.mask_personal_data",
        Kind.BOOL,
        True,
        "support",
        Effect.NOW,
        QT_TRANSLATE_NOOP("Settings", "Store no personal data of customers"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Addresses, telephone, card and identity numbers are replaced by marks before anything "
            "is stored; you see the originals while the program runs.",
        ),
    ),
    Setting(
        "support.threshold",
        Kind.FLOAT,
        USUAL,
        "support",
        Effect.NOW,
        QT_TRANSLATE_NOOP("Settings", "How sure the desk must be to answer"),
        QT_TRANSLATE_NOOP(
            "Settings", "From 0 to 1; below it the desk asks back or hands over instead."
        ),
        minimum=0,
        maximum=1,
    ),
    Setting(
        "writing.spelling",
        Kind.BOOL,
        True,
        "writing",
        Effect.NOW,
        QT_TRANSLATE_NOOP("Settings", "Mark English words that may be misspelt"),
        QT_TRANSLATE_NOOP("Settings", "British and American spellings are both right."),
    ),
    Setting(
        "translation.auto",
        Kind.BOOL,
        True,
        "translation",
        Effect.NOW,
        QT_TRANSLATE_NOOP("Settings", "Translate while typing"),
        QT_TRANSLATE_NOOP("Settings", "Begins after a short pause in typing."),
    ),
    Setting(
        "writing.label_ai",
        Kind.BOOL,
        False,
        "writing",
        Effect.NOW,
        QT_TRANSLATE_NOOP("Settings", "Tell readers of exported documents that AI helped"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Exports say “written with AI”, with the models, the dates and the share that a model "
            "wrote.",
        ),
    ),
    Setting(
        "data.folder",
        Kind.PATH,
        "",
        "data",
        Effect.NEXT_START,
        QT_TRANSLATE_NOOP("Settings", "Data folder"),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Where conversations and documents are kept; empty for the usual place. What is in "
            "the old folder stays there.",
        ),
    ),
)

_HIDDEN = (
    Setting("support.base", Kind.TEXT, ""),
    Setting("support.part", Kind.TEXT, ""),
    Setting("support.tone", Kind.TEXT, "professional"),
    Setting("translation.target", Kind.TEXT, "zh"),
    Setting("translation.exact_memory", Kind.BOOL, False),
    Setting("translation.panel", Kind.BOOL, False),
    Setting("translation.pairs", Kind.TEXT, ""),  # used last, newest first: "en>zh zh>en"
    Setting("writing.recent", Kind.TEXT, ""),  # keys of actions, newest first
    Setting("writing.rules_off", Kind.TEXT, ""),  # ids of proofreading rules
    Setting("writing.scope", Kind.TEXT, "paragraph"),  # or "document": where nothing is selected
    Setting("ui.last_mode", Kind.TEXT, ""),
    Setting("ui.geometry", Kind.TEXT, ""),
)

SCHEMA: tuple[Setting, ...] = (
    *_GENERAL,
    *_MODEL,
    *KEEPING,
    *MODELS,
    *_ANSWERS,
    *WRITING,
    *_REST,
    *_HIDDEN,
)
