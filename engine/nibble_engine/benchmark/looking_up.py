"""Tokens a second of an answer that repeats its text: with guesses against without."""

from __future__ import annotations

from nibble_engine.api import Message
from nibble_engine.benchmark.asked import Asked
from nibble_engine.benchmark.figure import Figure
from nibble_engine.benchmark.kinds import Kind
from nibble_engine.benchmark.ours import Ours
from nibble_engine.benchmark.turns import by_turns
from nibble_engine.families import family_of

NEW = 128
WISH = """Correct the spelling and change nothing else:

Dear Ms Marsh, thank you for writting to us about order KP6480. The parcel left our warehouse on \
Monday and is now with the carrier. It should arive by Thursday; if it does not, please send us a \
short note and we will send you a new one at no cost. You can return any item within 30 days of \
delivery, and we pay for the return. Please keep the reciept until then."""


def looking_up(asked: Asked) -> Figure:
    """What the model really answers to a wish that is much like its answer; the tokens are the
    same on both sides."""
    ours = Ours(asked, asked.tokens(512, NEW) + NEW)
    loaded = ours.loaded
    family = family_of(loaded.info.family, loaded.tokenizer, loaded.kind)
    prompt = family.chat(loaded.tokenizer, [Message(role="user", content=WISH)])
    prompt = prompt[-(loaded.context - NEW) :]

    def rate(looks_up: bool) -> float:
        loaded.prefixes.clear()
        loaded.looks_up = looks_up
        return ours.rate(prompt, NEW)

    found = by_turns(asked.runs, lambda run: rate(True), lambda run: rate(False))
    return Figure.of(loaded.info, Kind.LOOKUP, "tokens/s", found, context=len(prompt))
