"""How likely a causal model finds a given answer, token by token (teacher forcing)."""

from __future__ import annotations

from nibble_engine.api import Usage
from nibble_engine.errors import PromptTooLongError
from nibble_engine.generation.certainty import Certainty
from nibble_engine.generation.reading import read_on
from nibble_engine.generation.stream import End
from nibble_engine.generation.streaming import Detokenizer
from nibble_engine.generation.telling import Teller, TokenTexts
from nibble_engine.job import Job
from nibble_engine.models.loader import LoadedModel


def weigh(loaded: LoadedModel, prompt: list[int], text: str, texts: TokenTexts, job: Job) -> End:
    """Tells ``job`` the tokens of ``text`` as the answer to ``prompt``. The tokenizer cuts the
    text anew: a model may have written it in other pieces. Raises `PromptTooLongError` where both
    do not fit into the context, and `Interrupted`."""
    # What looks like a special token in a text is text.
    ids = list(
        loaded.tokenizer(text, add_special_tokens=False, split_special_tokens=True)["input_ids"]
    )
    if len(prompt) + len(ids) > loaded.context:
        raise PromptTooLongError(tokens=len(prompt) + len(ids), context=loaded.context)
    certainty = Certainty(others=True)
    teller = Teller(certainty, texts, job, loaded.info.level)
    detokenizer = Detokenizer(loaded.tokenizer)
    said = 0
    for rows, tokens in read_on(loaded, prompt, ids, job):
        certainty.took_all(rows, tokens)
        for token in tokens:
            piece = detokenizer.push(token)
            teller.took(token, piece)
            said += len(piece)
        teller.said(0, said)
    piece = detokenizer.flush()
    teller.ended(piece)
    teller.said(0, said + len(piece))
    teller.finish()
    return End("done", Usage(prompt_tokens=len(prompt) + len(ids)), text)
