"""Which rules of proofreading a person has chosen, by the settings."""

from __future__ import annotations

from nibble_app.settings import Settings
from nibble_engine.proofreading.line import Spacing
from nibble_engine.proofreading.proofread import Rules

OFF = "writing.rules_off"
SPACING = "writing.spacing"
SPACING_RULE = "zh-spacing"


def chosen_rules(settings: Settings) -> Rules:
    """The rules that are on, and the style of spaces between Chinese and Latin letters."""
    from nibble_engine.proofreading.catalogue import catalogue

    off = switched_off(settings)
    on = {rule.id for rule in catalogue().values() if rule.id != SPACING_RULE} - off
    style = settings.get(SPACING)
    if style != "off":
        on.add(SPACING_RULE)
    spacing: Spacing = "remove" if style == "remove" else "add"
    return Rules(frozenset(on), spacing)


def switched_off(settings: Settings) -> set[str]:
    """The ids of the rules that the person switched off; an id that no rule has any more is not
    among them."""
    from nibble_engine.proofreading.catalogue import catalogue

    return set(str(settings.get(OFF)).split()) & catalogue().keys()


def switch(settings: Settings, rule: str, *, on: bool) -> None:
    """Switches a rule. Raises `OSError` where the settings cannot be written."""
    off = switched_off(settings) - {rule}
    settings.set(OFF, " ".join(sorted(off if on else off | {rule})))
