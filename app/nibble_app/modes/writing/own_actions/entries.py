"""Own actions among the entries of the writing mode."""

from __future__ import annotations

from functools import partial
from urllib.parse import quote

from nibble_app.modes.writing.actions import words
from nibble_app.modes.writing.actions.entries import ActionList, Entry, always
from nibble_app.modes.writing.actions.text_actions import WhyNot
from nibble_app.modes.writing.own_actions.form import CustomActionForm
from nibble_app.writing.own_actions import OwnActions

GROUP = "own"


def put_own(
    actions: ActionList, own: OwnActions, form: CustomActionForm, why_not: WhyNot = always
) -> None:
    """Those of the folder that can be used, in place of what was there before."""
    made = [
        Entry(
            # A key has no spaces, a file's name may.
            f"own:{quote(kept.name)}",
            kept.action.name,
            partial(form.ask, kept.action),
            kept.action.description or words.said(words.OWN_HINT),
            "wand-sparkles",
            group=GROUP,
            why_not=why_not,
            words=words.action_words("own_actions"),
        )
        for kept in own.all()
        if kept.action is not None
    ]
    actions.put_group(GROUP, made)
