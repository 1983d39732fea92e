"""What is known of the open case, put where it is shown."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_app.modes.support.desk.findings import FindingsPanel, answered_marks
from nibble_app.modes.support.desk.room import DeskRoom
from nibble_app.modes.support.desk.source_list import Source
from nibble_app.modes.support.desk.thread_view import Shown
from nibble_app.modes.support.desk.times import short_time
from nibble_app.store import Message
from nibble_engine.support.plain_text import as_plain_text

_WHO = {
    True: QT_TRANSLATE_NOOP("DeskView", "You"),
    False: QT_TRANSLATE_NOOP("DeskView", "Customer"),
}


def messages(room: DeskRoom, *, reveals: bool) -> list[Shown]:
    """The thread, with the personal data or with the marks that are stored."""
    return [_shown(room, message, reveals) for message in room.thread()] if room.case else []


def show_findings(room: DeskRoom, panel: FindingsPanel) -> None:
    """Analysis, questions, sources and warnings; nothing without a case."""
    work = room.work if room.case else None
    draft, reply = (work.draft, work.reply) if work else (None, None)
    answered = draft.questions if draft else ()
    questions = room.questions() if work else ()
    questions = questions or tuple(one.question for one in answered)
    panel.show_analysis(work.analysis if work else None)
    panel.show_questions(
        [(room.shown(text), enough) for text, enough in answered_marks(questions, answered)]
    )
    panel.show_sources(
        [
            Source(f"{at}", room.place_of(quote), as_plain_text(quote.text))
            for at, quote in enumerate(reply.citations if reply else (), 1)
        ]
    )
    panel.show_flags(draft.flags if draft else ())


def _shown(room: DeskRoom, message: Message, reveals: bool) -> Shown:
    own = message.role != "user"
    who = QCoreApplication.translate("DeskView", _WHO[own])
    return Shown(
        f"{who} · {short_time(message.created)}",
        room.shown(message.content) if reveals else message.content,
        own,
        room.personal(message.content) if reveals else (),
        room.work.translations.get(message.id, ""),
    )
