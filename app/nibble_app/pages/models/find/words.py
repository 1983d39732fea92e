"""What the adviser found, in the person's words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from PySide6.QtCore import QCoreApplication, QLocale

from nibble_app.engine_words import level_text, memory_text
from nibble_app.language_names import language_name
from nibble_engine.planning.advising import Advice, Step
from nibble_engine.planning.catalogue import CatalogueModel
from nibble_engine.planning.computer import Computer

translate = QCoreApplication.translate
_LONGEST = 60
"""Letters of what somebody typed that are shown again."""


def remark_text(model: CatalogueModel) -> str:
    """The catalogue's remark in the language of the window."""
    return model.remark_zh if QLocale().language() is QLocale.Language.Chinese else model.remark


def parameters_text(model: CatalogueModel) -> str:
    """Billions or millions of parameters; Chinese counts hundreds of millions, ``{yi}``."""
    yi = QLocale().toString(model.parameters / 1e8, "f", 1)
    if model.parameters >= 1e9:
        count = QLocale().toString(model.parameters / 1e9, "f", 1)
        return translate("Find", "{count} billion parameters").format(count=count, yi=yi)
    count = QLocale().toString(model.parameters / 1e6, "f", 0)
    return translate("Find", "{count} million parameters").format(count=count, yi=yi)


def languages_text(model: CatalogueModel) -> str:
    """Its languages among those of this program."""
    return translate("Find", ", ").join(language_name(tag) for tag in model.languages)


def way_text(one: Advice) -> str:
    """Level, memory and, where it fits, speed in one line."""
    parts = [level_text(one.level)]
    if one.plan is not None:
        parts.append(about_text(one.plan.total))
    if one.fits and one.speed >= 1:
        parts.append(speed_text(one.speed))
    return " · ".join(parts)


def about_text(size: float) -> str:
    """Bytes that are forecast: no more digits than the forecast is good for."""
    rounded = round(size, -7) if size >= 1e8 else size
    return translate("Find", "about {memory}").format(memory=memory_text(rounded))


def part_text(name: str, size: float) -> str:
    """What a part of the memory is called, and about how much it is."""
    return translate("Find", "{name} {size}").format(name=name, size=about_text(size))


def together(sentences: Sequence[str]) -> str:
    """One after the other: Chinese puts no space between sentences."""
    form = translate("Find", "{text} {more}")
    return reduce(lambda text, more: form.format(text=text, more=more), sentences)


def speed_text(speed: float) -> str:
    """An upper bound, and said to be one."""
    return translate("Find", "at most {speed} tokens/s").format(speed=round(speed))


def step_text(step: Step) -> str:
    """What the next more or fewer bits would take, and how fast they would be."""
    form = (
        translate("Find", "{level}, {amount} more memory")
        if step.extra > 0
        else translate("Find", "{level}, {amount} less memory")
    )
    text = form.format(level=level_text(step.level), amount=about_text(abs(step.extra)))
    if not step.fits:
        # It has no speed either: it would not be there to answer.
        return translate("Find", "{text} (does not fit)").format(text=text)
    if step.speed >= 1:
        return translate("Find", "{text}, {speed}").format(text=text, speed=speed_text(step.speed))
    return text


def computer_text(computer: Computer) -> str:
    """The computer in a sentence: what is free, and how fast its memory is."""
    speed = QLocale().toString(computer.bandwidth / 1e9, "f", 0)
    if not computer.bandwidth:
        return translate("Find", "{name}: {free} of memory free.").format(
            name=computer.name, free=memory_text(computer.free)
        )
    if computer.measured:
        text = translate(
            "Find", "{name}: {free} of memory free now, read at {speed} GB/s (measured)."
        )
    else:
        text = translate(
            "Find", "{name}: {free} of memory free, read at {speed} GB/s (by its data sheet)."
        )
    return text.format(name=computer.name, free=memory_text(computer.free), speed=speed)


def pretended_text(computer: Computer) -> str:
    """The same of a computer that somebody thinks of: nothing is free on it now."""
    speed = QLocale().toString(computer.bandwidth / 1e9, "f", 0)
    return translate(
        "Find", "{name}: {memory} for a model, read at {speed} GB/s (by its data sheet)."
    ).format(name=computer.name, memory=memory_text(computer.free), speed=speed)


def limit_text(computer: Computer, *, pretended: bool) -> str:
    """What the chart's line is called that nothing on its right fits."""
    if not pretended:
        return translate("Find", "free here")
    return translate("Find", "memory of {name}").format(name=computer.name)


def unknown_text(computer: str) -> str:
    """What to say about a computer that is not known, and what can be typed instead."""
    typed = " ".join(computer.split())
    if len(typed) > _LONGEST:
        typed = f"{typed[:_LONGEST]}…"
    return translate(
        "Find",
        "“{computer}” is not known here: type a graphics card with its memory, such as "
        "“RTX 4060 8 GB”, or memory without a card, such as “CPU 16 GB”.",
    ).format(computer=typed)


def size_to_fetch(model: CatalogueModel) -> int:
    """Bytes of its 16-bit files, about: models come unrounded and are rounded here."""
    return 2 * model.parameters
