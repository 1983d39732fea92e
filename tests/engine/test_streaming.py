"""Tokens to text while they come: property tests on real tokenizers."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import model_factory
import pytest

from nibble_engine.generation.streaming import Detokenizer, StopStrings, Thoughts

TEXTS = [
    "Where is the station? 车站在哪里？",
    "👩‍👩‍👧 family, café, naïve — ½ 3.5",
    "早上好，谢谢。\n\n  def f(x):\n    return x\n",
    "𠮷野家 ﷽ 😀😀😀",
]


@pytest.fixture(scope="module", params=["chat", "marian"])
def tokenizer(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    from transformers import AutoTokenizer

    folder: Path = tmp_path_factory.mktemp("t") / "m"
    make = model_factory.causal if request.param == "chat" else model_factory.marian
    return AutoTokenizer.from_pretrained(make(folder), local_files_only=True)


def whole(tokenizer: Any, ids: list[int]) -> str:
    text: str = tokenizer.decode(ids, skip_special_tokens=True, clean_up_tokenization_spaces=False)
    return text


def streamed(tokenizer: Any, ids: list[int]) -> list[str]:
    detokenizer = Detokenizer(tokenizer)
    return [*(detokenizer.push(token) for token in ids), detokenizer.flush()]


@pytest.mark.parametrize("text", TEXTS)
def test_the_deltas_joined_are_the_text(tokenizer: Any, text: str) -> None:
    ids = tokenizer(text, add_special_tokens=False)["input_ids"]
    pieces = streamed(tokenizer, ids)
    assert "".join(pieces) == whole(tokenizer, ids)
    assert all("\ufffd" not in piece for piece in pieces) or "\ufffd" in whole(tokenizer, ids)


def test_random_tokens_are_never_lost(tokenizer: Any) -> None:
    random_ = random.Random(3)
    size = len(tokenizer)
    for _ in range(200):
        ids = [random_.randrange(size) for _ in range(random_.randint(1, 30))]
        assert "".join(streamed(tokenizer, ids)) == whole(tokenizer, ids)


def test_nothing_of_a_stop_string_leaks_however_it_is_cut() -> None:
    random_ = random.Random(5)
    text = "Hello, <|end|> this is never said"
    for _ in range(300):
        cuts = sorted(random_.sample(range(1, len(text)), 6))
        pieces = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
        stops = StopStrings(("<|end|>", "\n\nUser:"))
        said = "".join(stops.push(piece) for piece in pieces)
        assert said == "Hello, " and stops.hit


def test_what_only_looked_like_a_stop_string_is_said() -> None:
    stops = StopStrings(("STOP",))
    assert stops.push("ST") == "" and stops.push("AY ST") == "STAY "
    assert stops.flush() == "ST" and not stops.hit


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<think>hm\nhm</think>\n\nAnswer", "Answer"),
        ("Answer with <think>", "Answer with <think>"),
        ("<thin air", "<thin air"),
        ("<think>never ends", ""),
        ("", ""),
        ("<thi", "<thi"),
    ],
)
def test_thoughts_are_left_out(text: str, said: str) -> None:
    for size in (1, 3, 100):
        thoughts = Thoughts()
        pieces = [text[i : i + size] for i in range(0, len(text), size)]
        assert "".join(map(thoughts.push, pieces)) + thoughts.flush() == said
