"""What became of a row, in the person's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nibble_app.error_text import describe
from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_app.modes.support.table.shown import Shown
from nibble_app.support_batch.row import Row

_SHOWN = {
    Shown.ALL: QT_TRANSLATE_NOOP("TableWords", "All messages"),
    Shown.HANDED_OVER: QT_TRANSLATE_NOOP("TableWords", "Handed over"),
    Shown.UNSURE: QT_TRANSLATE_NOOP("TableWords", "Not quite sure"),
    Shown.FAILED: QT_TRANSLATE_NOOP("TableWords", "Failed"),
    Shown.WAITING: QT_TRANSLATE_NOOP("TableWords", "Waiting"),
}
_GENERATED = QT_TRANSLATE_NOOP("TableWords", "Written")
_QUOTED = QT_TRANSLATE_NOOP("TableWords", "Quoted")


def _said(text: str) -> str:
    return QCoreApplication.translate("TableWords", text)


def shown_name(shown: Shown) -> str:
    """A choice of the filter."""
    return _said(_SHOWN[shown])


def state(row: Row) -> str:
    """Where a row is."""
    answer = row.answer
    if answer is None:
        return _said(_SHOWN[Shown.FAILED if row.status == "failed" else Shown.WAITING])
    if answer.hand_over:
        return _said(_SHOWN[Shown.HANDED_OVER])
    return _said(_GENERATED if answer.mode == "generated" else _QUOTED)


def trouble(row: Row) -> str:
    """Why a row failed; "" if it did not."""
    if row.error is None:
        return ""
    told = describe(row.error)
    return f"{told.title}. {told.detail} {told.action}"
