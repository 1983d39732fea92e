"""Why lines of an imported file were left out, in words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_engine.terms.bad_lines import BadLine

_MOST = 5
_WORDS = {
    "quote": QT_TRANSLATE_NOOP("BadLines", "line {line}: a quotation mark is not closed"),
    "columns": QT_TRANSLATE_NOOP("BadLines", "line {line}: fewer than two columns"),
    "empty": QT_TRANSLATE_NOOP("BadLines", "line {line}: one side is empty"),
    "encoding": QT_TRANSLATE_NOOP("BadLines", "line {line}: characters that cannot be read"),
    "languages": QT_TRANSLATE_NOOP("BadLines", "line {line}: not in both languages"),
    "xml": QT_TRANSLATE_NOOP("BadLines", "line {line}: the file ends here, broken"),
}


def bad_lines_text(bad: Sequence[BadLine]) -> str:
    """How many lines were left out, and why the first of them; empty where none was."""
    if not bad:
        return ""
    said = [
        QCoreApplication.translate("BadLines", _WORDS[one.reason]).replace("{line}", str(one.line))
        for one in bad[:_MOST]
    ]
    form = QCoreApplication.translate("BadLines", "Left out: {count}")
    more = ["…"] if len(bad) > _MOST else []
    return "\n".join([form.replace("{count}", str(len(bad))), *said, *more])
