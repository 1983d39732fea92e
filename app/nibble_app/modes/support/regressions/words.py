"""What became of a test, in the person's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nibble_app.error_text import describe
from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_engine.api import ErrorInfo
from nibble_engine.support.regressions import Change, Expectation, Outcome, Setting

_CHANGES = {
    "broke": QT_TRANSLATE_NOOP("RegressionWords", "Broke"),
    "failing": QT_TRANSLATE_NOOP("RegressionWords", "Still fails"),
    "new": QT_TRANSLATE_NOOP("RegressionWords", "Fails"),
    "fixed": QT_TRANSLATE_NOOP("RegressionWords", "Fixed"),
    "fine": QT_TRANSLATE_NOOP("RegressionWords", "Passes"),
}
_PROBLEMS = {
    "": QT_TRANSLATE_NOOP("RegressionWords", "As expected"),
    "handed_over": QT_TRANSLATE_NOOP("RegressionWords", "It was handed over"),
    "not_handed_over": QT_TRANSLATE_NOOP("RegressionWords", "It was answered, not handed over"),
    "document": QT_TRANSLATE_NOOP("RegressionWords", "Another document is cited: {documents}"),
    "missing": QT_TRANSLATE_NOOP("RegressionWords", "The reply lacks: {missing}"),
    "error": QT_TRANSLATE_NOOP("RegressionWords", "There was no reply: {error}"),
}
_NOT_RUN = QT_TRANSLATE_NOOP("RegressionWords", "Not run yet")
_HAND_OVER = QT_TRANSLATE_NOOP("RegressionWords", "Handed over")
_ANSWERED = QT_TRANSLATE_NOOP("RegressionWords", "Answered")
_QUOTED = QT_TRANSLATE_NOOP("RegressionWords", "quotes only")


def _said(text: str) -> str:
    return QCoreApplication.translate("RegressionWords", text)


def change(key: Change | None) -> str:
    """What became of a test; None before its first run."""
    return _said(_NOT_RUN if key is None else _CHANGES[key])


def problem(outcome: Outcome) -> str:
    """What is wrong with a reply, if anything."""
    error = describe(ErrorInfo(code=outcome.error)).title if outcome.error else ""
    return _said(_PROBLEMS[outcome.problem]).format(
        documents=", ".join(outcome.documents), missing=", ".join(outcome.missing), error=error
    )


def expected(expectation: Expectation) -> str:
    """What a test wants, in a line."""
    if expectation.must_hand_over:
        return _said(_HAND_OVER)
    parts = [*expectation.must_contain, *([expectation.document] if expectation.document else [])]
    return ", ".join(parts) or _said(_ANSWERED)


def setting(made: Setting) -> str:
    """The model and level of a result."""
    return f"{made.model} ({made.level})" if made.model else _said(_QUOTED)
