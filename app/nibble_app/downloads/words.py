"""A download in the person's words: what it is doing, how far it is, how long it will take."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from nibble_app.downloads.item import Item, State
from nibble_app.engine_words import memory_text
from nibble_app.error_text import describe

translate = QCoreApplication.translate


def state_text(item: Item) -> str:
    """One line for its row."""
    if item.state is State.FETCHING and item.speed > 0:
        return _fetching(item)
    if item.state is State.FAILED and item.error is not None:
        return describe(item.error).title
    return {
        State.WAITING: translate("Downloads", "Waits for the one before it"),
        State.LISTING: translate("Downloads", "Asking what there is…"),
        State.CHECKING: translate("Downloads", "Looking for what this computer has already…"),
        State.FETCHING: translate("Downloads", "Fetching…"),
        State.VERIFYING: translate("Downloads", "Looking at the model…"),
        State.PAUSED: translate("Downloads", "Paused"),
        State.FAILED: translate("Downloads", "It did not work"),
        State.DONE: translate("Downloads", "Whole and checked"),
    }[item.state]


def amount_text(item: Item) -> str:
    """How much of it is there; empty where nobody knows yet."""
    if not item.total:
        return ""
    if item.state is State.DONE:
        return memory_text(item.total)
    return translate("Downloads", "{done} of {total} · {percent} %").format(
        done=memory_text(item.done), total=memory_text(item.total), percent=percent(item)
    )


def percent(item: Item) -> int:
    """Whole percents, 0 where nobody knows yet."""
    return item.done * 100 // item.total if item.total else 0


def _fetching(item: Item) -> str:
    speed = translate("Downloads", "{speed} a second").format(speed=memory_text(item.speed))
    if item.seconds_left is None:
        return speed
    return translate("Downloads", "{speed}, {time} left").format(
        speed=speed, time=time_text(item.seconds_left)
    )


def time_text(seconds: float) -> str:
    """As exact as such a forecast can be."""
    if seconds < 60:
        return translate("Downloads", "less than a minute")
    if seconds < 3600:
        return translate("Downloads", "about {minutes} min").format(minutes=round(seconds / 60))
    hours = QLocale().toString(seconds / 3600, "f", 1)
    return translate("Downloads", "about {hours} h").format(hours=hours)
