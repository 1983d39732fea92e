"""What an exported file says of the part that a model had in it, if a person wants it said."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from nibble_engine.api import Level
from nibble_engine.manuscript.blocks import Block, Run, words
from nibble_engine.manuscript.language import is_chinese
from nibble_engine.manuscript.provenance_data import Known

LINES = {True: "由人工智能辅助撰写", False: "Written with AI"}
"""The visible line, by whether the text is Chinese."""
_FRONT = re.compile(r"---[ \t]*\n((?:.*\n)*?)---[ \t]*(?:\n|\Z)")


def facts(known: Known | None) -> dict[str, str]:
    """Names and values for a file's properties; none where nothing is to be told."""
    if known is None or not known.label:
        return {}
    made = {"written_with_ai": "true"}
    if known.models:
        made["ai_models"] = ", ".join(_model(*each) for each in known.models)
        made["ai_share"] = f"{known.ai_share:.2f}"
        made["ai_edited_share"] = f"{known.edited_share:.2f}"
    if known.first and known.last:
        days = (_day(known.first), _day(known.last))
        made["ai_dates"] = days[0] if days[0] == days[1] else f"{days[0]}/{days[1]}"
    return made


def labelled(blocks: Sequence[Block], told: Mapping[str, str]) -> list[Block]:
    """The text with the visible line at its end if there are facts to tell, unless it has it."""
    made = list(blocks)
    if not told or (made and words(made[-1]) in LINES.values()):
        return made
    return [*made, Block("paragraph", (Run(LINES[is_chinese(blocks)], italic=True),))]


def with_front_matter(text: str, told: Mapping[str, str]) -> str:
    """Markdown that tells the facts in front of the text, in place of what it told before."""
    if not told:
        return text
    found = _FRONT.match(text)
    old = found[1].splitlines() if found else []
    kept = [line for line in old if line.partition(":")[0] not in told]
    # A string of JSON is one of YAML too.
    lines = [*kept, *(f"{key}: {_value(value)}" for key, value in told.items())]
    rest = text[found.end() :] if found else "\n" + text
    return "---\n" + "\n".join(lines) + "\n---\n" + rest


def _value(value: str) -> str:
    plain = re.fullmatch(r"true|\d+\.\d+", value)
    return value if plain else json.dumps(value, ensure_ascii=False)


def _model(name: str, level: str) -> str:
    if level not in list(Level):
        return name
    form = "" if level.isdigit() else f", {level}"
    return f"{name} ({Level(level).bits} bits{form})"


def _day(when: datetime) -> str:
    return when.date().isoformat()
