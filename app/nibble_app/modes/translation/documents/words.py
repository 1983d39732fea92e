"""The words for documents: phases, times, kinds of files, and what is wrong with a segment."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from nibble_app.documents.segment import Segment
from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_app.language_names import language_name
from nibble_app.modes.translation.documents.desk import AUTO, Item, Phase
from nibble_app.modes.translation.documents.review import Counts, missing_tags, surplus_tags
from nibble_app.modes.translation.risk_text import risks_text
from nibble_engine.api import Risk
from nibble_engine.documents.formats import FORMATS
from nibble_engine.documents.unit import plain

translate = QCoreApplication.translate  # the name by which texts are gathered

_PHASES = {
    Phase.READING: QT_TRANSLATE_NOOP("Documents", "Reading"),
    Phase.WAITING: QT_TRANSLATE_NOOP("Documents", "Waiting"),
    Phase.TRANSLATING: QT_TRANSLATE_NOOP("Documents", "Translating"),
    Phase.PAUSED: QT_TRANSLATE_NOOP("Documents", "Paused"),
    Phase.DONE: QT_TRANSLATE_NOOP("Documents", "Done"),
    Phase.FAILED: QT_TRANSLATE_NOOP("Documents", "Failed"),
}
_STATES = {
    "waiting": QT_TRANSLATE_NOOP("Documents", "Waiting"),
    "machine": QT_TRANSLATE_NOOP("Documents", "Translated"),
    "edited": QT_TRANSLATE_NOOP("Documents", "Edited"),
    "approved": QT_TRANSLATE_NOOP("Documents", "Approved"),
}
_FORMATS = {
    "docx": "Word",
    "pptx": "PowerPoint",
    "xlsx": "Excel",
    "epub": "EPUB",
    "txt": QT_TRANSLATE_NOOP("Documents", "plain text"),
    "markdown": "Markdown",
    "html": "HTML",
    "subtitles": QT_TRANSLATE_NOOP("Documents", "subtitles (SRT, VTT)"),
    "gettext": QT_TRANSLATE_NOOP("Documents", "gettext (PO)"),
    "xliff": "XLIFF",
    "pdf": QT_TRANSLATE_NOOP("Documents", "PDF (only its text)"),
}


def phase_name(phase: Phase) -> str:
    """A word for where a document is."""
    return translate("Documents", _PHASES[phase])


def state_name(segment: Segment) -> str:
    """A word for where a segment is."""
    return translate("Documents", _STATES[segment.status])


def languages(item: Item) -> str:
    """From which language into which."""
    target = language_name(item.target)
    if item.source == AUTO:
        return translate("Documents", "into {language}").format(language=target)
    return f"{language_name(item.source)} → {target}"


def progress(item: Item) -> str:
    """One line: the phase, and how long it still takes where that is known."""
    if item.phase is Phase.TRANSLATING:
        seconds = item.pace.seconds_left(item.left)
        if seconds is not None:
            return f"{phase_name(item.phase)} · {time_left(seconds)}"
    return phase_name(item.phase)


def time_left(seconds: float) -> str:
    """Rounded as one speaks."""
    minutes = math.ceil(seconds / 60)
    if seconds < 50:
        return translate("Documents", "less than a minute left")
    if minutes < 90:
        return translate("Documents", "{minutes} min left").format(minutes=minutes)
    return translate("Documents", "{hours} h left").format(hours=round(minutes / 60))


def counts_line(counts: Counts) -> str:
    """How many segments there are, and what is to be done with them."""
    parts = [
        _number(
            counts.total,
            translate("Documents", "{count} segment"),
            translate("Documents", "{count} segments"),
        )
    ]
    if counts.waiting:
        parts.append(_number(counts.waiting, translate("Documents", "{count} waiting")))
    parts.append(
        _number(
            counts.look,
            translate("Documents", "{count} needs a look"),
            translate("Documents", "{count} need a look"),
        )
    )
    parts.append(_number(counts.edited, translate("Documents", "{count} edited")))
    return translate("Documents", ", ").join(parts)


def _number(count: int, one: str, many: str = "") -> str:
    return (one if count == 1 or not many else many).format(count=count)


def _list(things: list[str]) -> str:
    return translate("Documents", ", ", "between the things of a list").join(things)


def formats_line() -> str:
    """Which documents can be opened."""
    names = [translate("Documents", _FORMATS.get(found.name, found.name)) for found in FORMATS]
    return _list(names)


def file_filter() -> str:
    """For a dialog that opens files."""
    suffixes = " ".join(f"*{suffix}" for found in FORMATS for suffix in found.suffixes)
    documents = translate("Documents", "Documents")
    everything = translate("Documents", "All files")
    return f"{documents} ({suffixes});;{everything} (*)"


def trouble(segment: Segment) -> list[str]:
    """What speaks against a segment's translation, each in a few words."""
    if segment.status == "waiting":
        return []
    said = []
    if not plain(segment.target).strip():
        said.append(translate("Documents", "There is no translation."))
    elif segment.status == "machine":
        said += [risks_text((risk,)) for risk in _joined(segment.risks)]
        form = translate("Documents", "“{source}” should be “{target}”.")
        said += [
            form.format(source=term.source, target=term.target)
            for term in segment.terms
            if not term.held
        ]
    for form, tags in (
        (translate("Documents", "The formatting mark {marks} is missing."), missing_tags(segment)),
        (translate("Documents", "The formatting mark {marks} is too much."), surplus_tags(segment)),
    ):
        if tags:
            said.append(form.format(marks=" ".join(tag.strip("⟦⟧") for tag in tags)))
    return said


def _joined(risks: tuple[Risk, ...]) -> list[Risk]:
    """One for each kind, with all its details; marks are compared afresh, after each edit."""
    details: dict[str, list[str]] = {}
    firsts: dict[str, Risk] = {}
    for risk in risks:
        if risk.kind != "tag":
            firsts.setdefault(risk.kind, risk)
            if risk.detail not in details.setdefault(risk.kind, []):
                details[risk.kind].append(risk.detail)
    return [Risk(kind=risk.kind, detail=_list(details[kind])) for kind, risk in firsts.items()]
