"""Versions and points in time in the person's words."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTime

from nibble_app.store import Version
from nibble_app.store.versions import Kind

translate = QCoreApplication.translate


def when(at: datetime, today: date | None = None) -> str:
    """Day and time, the way the person's language writes them."""
    day = today or datetime.now().date()
    time = QLocale().toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)
    if at.date() == day:
        return translate("History", "Today, {time}").replace("{time}", time)
    if at.date() == day - timedelta(days=1):
        return translate("History", "Yesterday, {time}").replace("{time}", time)
    return moment(at, day)


def moment(at: datetime, today: date | None = None) -> str:
    """Day and time in words that stay right tomorrow."""
    time = QLocale().toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)
    day = day_text(at.date(), today)
    return translate("History", "{day}, {time}").replace("{day}", day).replace("{time}", time)


def day_text(at: date, today: date | None = None) -> str:
    """A day, with its year where it is another one."""
    other_year = at.year != (today or datetime.now().date()).year
    form = translate("History", "d MMMM yyyy") if other_year else translate("History", "d MMMM")
    return QLocale().toString(QDate(at.year, at.month, at.day), form)


def kind_text(kind: Kind) -> str:
    """Why a version was kept."""
    return {
        "auto": translate("History", "Kept by itself"),
        "before": translate("History", "Before a change"),
        "ai": translate("History", "Changed by a model"),
        "rule": translate("History", "Changed by rules"),
        "restored": translate("History", "Brought back"),
        "named": translate("History", "Kept by you"),
    }[kind]


def title(version: Version) -> str:
    """Its name, or what was done, else when it was."""
    return version.label or when(version.created)


def details(version: Version, older: Version | None) -> str:
    """What else there is to know of a version: how much longer it is than the one before it."""
    parts = [when(version.created)] if version.label else []
    parts.append(kind_text(version.kind))
    if older is not None:
        parts.append(difference(version.characters - older.characters))
    return " · ".join(parts)


def difference(characters: int) -> str:
    """So many characters more or less, with a real minus sign."""
    number = QLocale().toString(abs(characters))
    sign = "+" if characters > 0 else "\u2212" if characters < 0 else "\u00b1"
    return sign + number
