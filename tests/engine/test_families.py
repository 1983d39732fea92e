"""Every family of the registry, walked; and the general ones for models nobody knows."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import model_factory
import pytest
from transformers import AutoTokenizer

from nibble_engine.api import Message
from nibble_engine.errors import LanguageError, NibbleError
from nibble_engine.families import families, family_of

TURNS = [
    Message(role="system", content="Be kind."),
    Message(role="user", content="Where is it?"),
    Message(role="assistant", content="Here."),
    Message(role="user", content="谢谢"),
]


@pytest.fixture(scope="module")
def tokenizers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    root: Path = tmp_path_factory.mktemp("t")
    made = {
        "causal": model_factory.causal(root / "qwen3", family="qwen3"),
        "seq2seq": model_factory.marian(root / "marian"),
    }
    return {
        kind: AutoTokenizer.from_pretrained(path, local_files_only=True)
        for kind, path in made.items()
    }


@pytest.mark.parametrize("family", families(), ids=lambda family: family.name)
def test_each_family_speaks_or_says_that_it_cannot(family: Any, tokenizers: dict[str, Any]) -> None:
    config = SimpleNamespace(eos_token_id=[2, 5])
    for tokenizer in tokenizers.values():
        assert {2, 5} <= family.stop_tokens(tokenizer, config)
    causal = family.fits("qwen3", tokenizers["causal"], "causal")
    if causal:
        ids = family.chat(tokenizers["causal"], TURNS)
        text = tokenizers["causal"].decode(ids)
        assert all(turn.content in text for turn in TURNS)
        assert text.index("谢谢") > text.index("Here.")
    else:
        ids = family.translation(tokenizers["seq2seq"], "Hello", "en", "zh")
        assert ids[-1] == tokenizers["seq2seq"].eos_token_id
        with pytest.raises(NibbleError):
            family.chat(tokenizers["seq2seq"], TURNS)
        with pytest.raises(LanguageError):
            family.translation(tokenizers["seq2seq"], "Hello", "en", "tlh")


def test_the_special_one_is_asked_first_and_anything_causal_is_served(
    tokenizers: dict[str, Any],
) -> None:
    bare = SimpleNamespace(chat_template=None)
    assert family_of("qwen3", tokenizers["causal"], "causal").name == "qwen3"
    assert family_of("never_heard_of", tokenizers["causal"], "causal").name == "chat template"
    assert family_of("never_heard_of", bare, "causal").name == "plain"
    assert family_of("marian", tokenizers["seq2seq"], "seq2seq").name == "marian"
