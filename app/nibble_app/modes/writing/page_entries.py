"""What the writing page itself can do, as entries of its list of actions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from nibble_app.modes.writing.actions.bar import AT_SELECTION
from nibble_app.modes.writing.actions.entries import ActionList, Entry
from nibble_app.modes.writing.actions.words import action_words
from nibble_app.modes.writing.editor import selection_bar

if TYPE_CHECKING:
    from nibble_app.modes.writing.page import WritingPage


translate = QCoreApplication.translate


def page_entries(page: WritingPage) -> list[Entry]:
    """In the order of the menus."""
    # Ctrl+Space asks for it too, but where Chinese is typed it often belongs to the input method.
    ghost = Entry(
        "ghost",
        translate("WritingPage", "Go on in grey at the cursor"),
        page.ghosts.ask,
        translate("WritingPage", "Tab takes it, Ctrl+Right takes a word"),
        "pen-line",
        "Alt+\\",
        "write",
        words=action_words("continue"),
    )
    return [ghost, *_document(page), *_search(page), *_view(page)]


def at_selection(actions: ActionList) -> list[selection_bar.Entry]:
    """What is offered beside what is selected."""
    made = []
    for key in AT_SELECTION:
        entry = actions.entry(key)
        do = partial(actions.run, key)
        made.append(selection_bar.Entry(key, entry.short or entry.title, entry.icon, do))
    return made


def _document(page: WritingPage) -> list[Entry]:
    files, at = page.files, Entry
    made = [
        at("new", translate("WritingPage", "New document"), page.new_document, icon="plus"),
        at("template", translate("WritingPage", "New from a template…"), page.show_templates),
        at("open", translate("WritingPage", "Open a file…"), files.open, icon="folder-open"),
        at("save", translate("WritingPage", "Save the file"), files.save),
        at("save_as", translate("WritingPage", "Save as a file…"), files.save_as),
        at("pdf", translate("WritingPage", "Export as PDF…"), files.export_pdf),
    ]
    keys = {"new": "Ctrl+N", "open": "Ctrl+O", "save": "Ctrl+S", "save_as": "Ctrl+Shift+S"}
    return _grouped(made, "document", "file-text", keys)


def _search(page: WritingPage) -> list[Entry]:
    everywhere = page.panel.focus_search
    made = [
        Entry("find", translate("WritingPage", "Find"), page.find_bar.open_find),
        Entry("replace", translate("WritingPage", "Find and replace"), page.find_bar.open_replace),
        Entry("find_document", translate("WritingPage", "Search all documents"), everywhere),
    ]
    return _grouped(made, "search", "search", {})


def _view(page: WritingPage) -> list[Entry]:
    parts = {
        "changes": translate("WritingPage", "Show the changes"),
        "draft": translate("WritingPage", "Show outline and draft"),
        "terms": translate("WritingPage", "Show terms and names"),
        "history": translate("WritingPage", "Show the history"),
        "certainty": translate("WritingPage", "Show how sure the model was"),
        "about": translate("WritingPage", "About this document"),
    }
    made = [
        Entry("focus", translate("WritingPage", "Focus mode"), page.toggle_focus, icon="maximize"),
        Entry(
            "panel",
            translate("WritingPage", "Show or hide the documents"),
            page.toggle_documents,
        ),
    ]
    made += [
        Entry(f"part_{key}", title, _shows(page, key), icon=page.parts.icon(key))
        for key, title in parts.items()
    ]
    keys = {f"part_{key}": page.parts.shortcut(key) for key in parts}
    return _grouped(made, "view", "list", {"focus": "F11", "panel": "F9", **keys})


def _grouped(made: list[Entry], group: str, icon: str, keys: dict[str, str]) -> list[Entry]:
    return [
        replace(
            each,
            group=group,
            icon=each.icon or icon,
            shortcut=keys.get(each.key, ""),
            words=action_words(each.key),
        )
        for each in made
    ]


def _shows(page: WritingPage, key: str) -> Callable[[], None]:
    return lambda: page.parts.show_part(key, focus=True)
