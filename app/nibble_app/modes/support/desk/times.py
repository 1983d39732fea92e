"""Points in time as the desk shows them."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate, QLocale, QTime


def short_time(at: datetime) -> str:
    """The time of today, with the day before it where it was another one."""
    here = QLocale()
    time = here.toString(QTime(at.hour, at.minute), QLocale.FormatType.ShortFormat)
    return time if _is_today(at) else f"{short_day(at)} {time}"


def short_when(at: datetime) -> str:
    """The time of today, else the day."""
    return short_time(at) if _is_today(at) else short_day(at)


def short_day(at: datetime) -> str:
    """Month and day, with the year where it is another one."""
    form = "MM-dd" if at.year == datetime.now().year else "yyyy-MM-dd"
    return QLocale().toString(QDate(at.year, at.month, at.day), form)


def _is_today(at: datetime) -> bool:
    return at.date() == datetime.now().date()
