"""The actions on a text that come with the program, as entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from nibble_app.language_names import language_name
from nibble_app.modes.writing.actions import words
from nibble_app.modes.writing.actions.entries import ActionList, Entry, always
from nibble_app.modes.writing.actions.wish import Wish
from nibble_app.modes.writing.actions.words import action_words, said
from nibble_engine.api import Action
from nibble_engine.languages import TABLE, canonical
from nibble_engine.writing.tones import TONES, VOICE

WhyNot = Callable[[], str]
TEXT_GROUPS = ("write", "sum", "shape", "tone", "translate", "own")
"""The groups of what is done to a text, for the menu of a right click."""
_ALWAYS_INTO = ("zh-Hans", "en")


class _Row(NamedTuple):
    key: str
    group: str
    icon: str
    wish: Wish
    shortcut: str = ""


_ROWS = (
    _Row("continue", "write", "pen-line", Wish(Action.CONTINUE), "Ctrl+Alt+1"),
    _Row("rewrite", "write", "refresh-cw", Wish(Action.REWRITE), "Ctrl+Alt+2"),
    _Row("proofread", "write", "spell-check", Wish(Action.PROOFREAD), "F7"),
    _Row("shorten", "write", "scissors", Wish(Action.SHORTEN), "Ctrl+Alt+3"),
    _Row("expand", "write", "unfold-vertical", Wish(Action.EXPAND), "Ctrl+Alt+4"),
    _Row("simplify", "write", "feather", Wish(Action.SIMPLIFY), "Ctrl+Alt+6"),
    _Row(
        "proofread_rules",
        "write",
        "spell-check",
        Wish(Action.PROOFREAD, by_rules=True),
        "Shift+F7",
    ),
    _Row(
        "summarise",
        "sum",
        "text-align-start",
        Wish(Action.SUMMARISE, form="paragraph"),
        "Ctrl+Alt+5",
    ),
    _Row("points", "sum", "text-align-start", Wish(Action.SUMMARISE, form="points")),
    _Row("title", "sum", "text-align-start", Wish(Action.SUMMARISE, form="title")),
    _Row("list", "shape", "list", Wish(Action.LIST)),
    _Row("table", "shape", "table", Wish(Action.TABLE)),
)


def add_text_actions(
    actions: ActionList, why_not: WhyNot = always, has_voice: Callable[[], bool] = bool
) -> None:
    """Adds them all, with the tones; ``why_not`` tells why a model cannot be asked now, and
    ``has_voice`` whether there are samples of the person's own writing."""
    actions.why_not_wish = why_not
    for row in _ROWS:
        title, hint = map(said, words.TEXT_ACTIONS[row.key])
        actions.add(
            Entry(
                row.key,
                title,
                partial(actions.wish, row.wish),
                hint,
                row.icon,
                row.shortcut,
                row.group,
                why_not=always if row.wish.by_rules else why_not,
                words=action_words(row.key),
            )
        )
    actions.put_group("tone", [_tone(actions, tone, why_not, has_voice) for tone in TONES])
    put_languages(actions, (), why_not)


def put_languages(actions: ActionList, tags: Iterable[str], why_not: WhyNot = always) -> None:
    """Chinese, English and the languages of the loaded translator (BCP-47) to translate into."""
    wanted = {canonical(tag) for tag in tags} - set(_ALWAYS_INTO)
    known = [language.tag for language in TABLE if language.tag in wanted]
    into = [*_ALWAYS_INTO, *known, *sorted(wanted - set(known))]
    actions.put_group("translate", [_translation(actions, tag, why_not) for tag in into])


def _tone(actions: ActionList, tone: str, why_not: WhyNot, has_voice: Callable[[], bool]) -> Entry:
    def why() -> str:
        return why_not() or ("" if tone != VOICE or has_voice() else said(words.NO_SAMPLES))

    name = said(words.TONES[tone])
    own = tone == VOICE
    return Entry(
        f"tone_{tone}",
        said(words.TONE_TITLE, tone=name),
        partial(actions.wish, Wish(Action.TONE, tone=tone)),
        said(words.VOICE_HINT if own else words.TONE_HINT),
        "user-round" if own else "sliders-horizontal",
        group="tone",
        menu=said(words.TONE_MENU),
        short=name,
        why_not=why,
        words=(*action_words("tone"), *action_words("voice" if own else tone), tone),
    )


def _translation(actions: ActionList, tag: str, why_not: WhyNot) -> Entry:
    name = language_name(tag)
    return Entry(
        f"translate_{tag}",
        said(words.TRANSLATE_TITLE, language=name),
        partial(actions.wish, Wish(Action.REWRITE, target=tag)),
        said(words.TRANSLATE_HINT),
        "languages",
        group="translate",
        menu=said(words.TRANSLATE_MENU),
        short=name,
        why_not=why_not,
        words=_language_words(tag),
    )


def _language_words(tag: str) -> tuple[str, ...]:
    own = next((language for language in TABLE if language.tag == tag), None)
    names = (own.english, own.own, own.chinese) if own else ()
    return (*action_words("translate"), *names, tag)
