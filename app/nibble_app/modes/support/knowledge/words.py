"""Short words about what is in a base."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nibble_app.error_text import describe
from nibble_engine.api import ErrorInfo
from nibble_engine.knowledge.document import Entry


def state(entry: Entry) -> str:
    """Where a document is: found by its passages, without any, or what kept it from being read."""
    if entry.error:
        return describe(error_of(entry)).title
    if not entry.passages:
        return QCoreApplication.translate("Knowledge", "No text")
    return QCoreApplication.translate("Knowledge", "Ready")


def error_of(entry: Entry) -> ErrorInfo:
    """What kept a document from being read."""
    return ErrorInfo(code=entry.error, params=dict(entry.error_params or {}))


def trouble(entry: Entry) -> str:
    """All that is to be said about a document that could not be read; "" about others."""
    if not entry.error:
        return ""
    text = describe(error_of(entry))
    return f"{text.title}\n{text.detail} {text.action}"
