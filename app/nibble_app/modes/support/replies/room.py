"""The house's texts without their widgets: found, kept, deleted, brought in from files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from nibble_app.modes.support import house_texts
from nibble_app.store import Store
from nibble_app.store.replies import TemplateKind, TextKind
from nibble_engine.languages import same_language
from nibble_engine.support.canned import Template, as_dict
from nibble_engine.support.house_rules import Rule, rule_from
from nibble_engine.support.house_rules import as_dict as rule_as_dict


class _Text(Protocol):
    @property
    def language(self) -> str: ...


_One = TypeVar("_One", bound=_Text)


@dataclass(frozen=True)
class Deleted:
    """What is needed to bring a deleted text back."""

    kind: TextKind
    values: dict[str, Any]


class RepliesRoom:
    """``language`` is the person's, a BCP-47 tag: texts in it come first."""

    def __init__(self, store: Store, language: str = "en") -> None:
        self._replies, self._language = store.replies, language
        house_texts.seed(store)

    def templates(self, kind: TemplateKind, query: str = "") -> list[Template]:
        """Those that have all words of the query, in order."""
        found = (
            one
            for one in self._replies.templates(kind)
            if _has(query, one.title, one.shortcut, one.text)
        )
        return self._ordered(sorted(found, key=lambda one: one.title.casefold()))

    def rules(self, query: str = "") -> list[Rule]:
        """Those that have all words of the query, in order."""
        found = (one for one in self._replies.rules() if _has(query, one.note, *one.phrases))
        return self._ordered(sorted(found, key=lambda one: (one.kind, one.phrases)))

    def keep_template(self, kind: TemplateKind, template: Template) -> str:
        """Keeps it in place of the one with its id, and returns the id."""
        return self._replies.save(kind, as_dict(template))

    def namesake(self, kind: TextKind, key: str) -> str:
        """The title of another text of the kind that has the same shortcut, "" for none."""
        if kind == "rule":
            return ""
        texts = {one.id: one for one in self._replies.templates(kind)}
        short = texts[key].shortcut.casefold()
        same = (one for one in texts.values() if short and one.shortcut.casefold() == short)
        return next((one.title for one in same if one.id != key), "")

    def keep_rule(self, rule: Rule) -> str:
        """Keeps it in place of the one with its id, and returns the id."""
        return self._replies.save("rule", rule_as_dict(rule))

    def switch_rule(self, key: str, on: bool) -> None:
        """Whether drafts are checked for it."""
        if values := self._replies.get("rule", key):
            self._replies.save_rule(rule_from({**values, "on": on}))

    def delete(self, kind: TextKind, key: str) -> Deleted | None:
        """Deletes it; what is returned brings it back."""
        values = self._replies.get(kind, key)
        self._replies.delete(kind, key)
        return Deleted(kind, values) if values else None

    def restore(self, deleted: Deleted) -> str:
        """Undoes `delete`, and returns the id."""
        return self._replies.save(deleted.kind, deleted.values)

    def bring(self, kind: TemplateKind, templates: Iterable[Template]) -> int:
        """Keeps those that are not there yet, and those that have the id of one in its place;
        returns how many that were."""
        known = {_content(one) for one in self._replies.templates(kind)}
        fresh = [one for one in templates if _content(one) not in known]
        return len(self._replies.save_templates(kind, fresh))

    def bring_rules(self, rules: Iterable[Rule]) -> int:
        """As `bring`, for house rules."""
        known = {_meaning(one) for one in self._replies.rules()}
        fresh = [one for one in rules if _meaning(one) not in known]
        for one in fresh:
            self._replies.save_rule(one)
        return len(fresh)

    def _ordered(self, texts: list[_One]) -> list[_One]:
        return sorted(texts, key=lambda one: self._place(one.language))

    def _place(self, language: str) -> tuple[bool, str]:
        own = not language or same_language(language, self._language)
        return not own, "" if own else language


def _has(query: str, *texts: str) -> bool:
    whole = "\n".join(texts).casefold()
    return all(word in whole for word in query.casefold().split())


def _meaning(rule: Rule) -> tuple[object, ...]:
    return rule.kind, rule.phrases, rule.language, rule.note, rule.on


def _content(template: Template) -> tuple[object, ...]:
    fields = template.used_fields()
    return template.title, template.text, template.shortcut, template.language, fields
