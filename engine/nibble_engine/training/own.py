"""A small model trained from nothing on a person's own files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from transformers import AutoTokenizer, PreTrainedModel

from nibble_engine.errors import BadInputError
from nibble_engine.training import chat, translator
from nibble_engine.training.batches import Sample
from nibble_engine.training.encoding import Encoder
from nibble_engine.training.preparation.example import Example
from nibble_engine.training.tokenizer import train_chatml, train_marian

_SMALLEST, _LARGEST = 400, 8000
_LONGEST = {"translation": 64, "chat": 320}
Made = tuple[PreTrainedModel, list[Sample], list[Sample]]


def make(parts: dict[str, list[Example]], kind: str, tokenizer: Path) -> Made:
    """An untrained model of the starters' shape with a tokenizer of its own, and the samples of
    the parts. Raises `BadInputError` where the files have nothing of this kind."""
    wanted = [example for example in parts["train"] if _is_of(example, kind)]
    if not wanted:
        raise BadInputError(what=f"no examples for {kind}")
    if not (tokenizer / "tokenizer_config.json").exists():
        _train_tokenizer([text for example in wanted for _, text in example.turns], kind, tokenizer)
    shape = translator.model if kind == "translation" else chat.model
    model = shape(tokenizer)
    encoder = Encoder(
        model.config.model_type,
        AutoTokenizer.from_pretrained(tokenizer, local_files_only=True),
        "seq2seq" if kind == "translation" else "causal",
        _LONGEST[kind],
    )
    return model, encoder.samples(wanted), encoder.samples(parts["dev"])


def _is_of(example: Example, kind: str) -> bool:
    return (example.kind == "parallel") == (kind == "translation")


def _train_tokenizer(texts: Sequence[str], kind: str, folder: Path) -> None:
    """The vocabulary is as large as the text can fill: a tenth of its characters."""
    size = max(_SMALLEST, min(_LARGEST, sum(map(len, texts)) // 10))
    if kind == "translation":
        train_marian(texts, folder, size, ["zh", "en"])
    else:
        train_chatml(texts, folder, size, chat.CONTEXT)
