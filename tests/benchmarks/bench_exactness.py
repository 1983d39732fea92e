"""Whether the engine's own ways change a greedy answer (GOALS S12), on the starter.

    python tests/benchmarks/bench_exactness.py [PROMPTS]

Three comparisons of so many answers (200) of up to 40 tokens to questions in both languages:

loop      our loop without our kernels, against transformers' `generate` on the same modules
kept      our kernels with what earlier questions left in memory and with guesses, against neither
kernels   our kernels against bitsandbytes', which round otherwise: not the same by design

Where two part, it tells how much likelier the chosen token was than the other: a tie where it is
next to nothing. Ends with 1 where the first two differ but for ties.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, NamedTuple

import torch

from nibble_engine.api import Level, Load, Message, Role, Sampling
from nibble_engine.families import family_of
from nibble_engine.generation.decode import causal_tokens
from nibble_engine.generation.lookup import Costs
from nibble_engine.job import Job
from nibble_engine.models.loader import LoadedModel, load_model, read
from nibble_engine.resources import resource
from nibble_engine.training import grammar

NEW = 40
GREEDY = Sampling(temperature=0.0, repetition_penalty=1.0, max_new_tokens=NEW)
TIE = 0.02
"""Nats between the two likeliest tokens: bfloat16 has 0.4 % of a logit of 5."""
Answers = Callable[[list[int]], list[int]]


class Parted(NamedTuple):
    """Where the second answer said another token, which was so many nats less likely."""

    place: int
    nats: float


def said(loaded: LoadedModel, prompt: list[int], ends: frozenset[int]) -> list[int]:
    """Our answer, with its end."""
    tokens = causal_tokens(loaded, prompt, GREEDY, Job("e", lambda _: None))
    found: list[int] = []
    while len(found) < NEW and not (found and found[-1] in ends):
        found.append(next(tokens))
    tokens.close()
    return found


def generated(model: Any, prompt: list[int], ends: frozenset[int]) -> list[int]:
    """That of transformers' own loop."""
    ids = torch.tensor([prompt])
    made = model.generate(
        ids,
        attention_mask=torch.ones_like(ids),
        do_sample=False,
        max_new_tokens=NEW,
        eos_token_id=sorted(ends),
    )
    return list(made[0, len(prompt) :].tolist())


def parted(model: Any, prompt: list[int], one: list[int], other: list[int]) -> Parted | None:
    """None where both are the same."""
    if one == other:
        return None
    pairs = zip(one, other, strict=False)
    place = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
    if place == min(len(one), len(other)):
        return Parted(place, float("inf"))
    with torch.inference_mode():
        logits = model(input_ids=torch.tensor([[*prompt, *one[:place]]])).logits[0, -1].float()
    scores = logits.log_softmax(-1)
    return Parted(place, abs(float(scores[one[place]] - scores[other[place]])))


def main() -> int:
    """Compares and prints; returns the exit status."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    path = resource("starter", "chat")
    command = Load(job="e", path=str(path), role=Role.CHAT, level=Level.NF4, device="cpu")
    ours = load_model(command, lambda *_: None, lambda: False)
    assert ours.native is not None
    ours.costs = Costs(least=0.0)
    plain, _ = read(path, Level.NF4, torch.device("cpu"), prequantized=True)
    other = LoadedModel(plain, ours.tokenizer, "causal", ours.device, ours.context, ours.info)
    family = family_of(ours.info.family, ours.tokenizer, ours.kind)
    ends = family.stop_tokens(ours.tokenizer, plain.generation_config)
    questions = [text for pair in grammar.pairs(count // 2, 9) for text in pair][:count]
    prompts = [
        family.chat(ours.tokenizer, [Message(role="user", content=text)]) for text in questions
    ]

    def fresh(prompt: list[int]) -> list[int]:
        kept, ours.looks_up = ours.prefixes.__dict__.copy(), False
        kept["_kept"] = list(kept["_kept"])
        ours.prefixes.clear()
        try:
            return said(ours, prompt, ends)
        finally:
            ours.looks_up = True
            ours.prefixes.__dict__.update(kept)

    def from_plain(prompt: list[int]) -> list[int]:
        other.prefixes.clear()
        return said(other, prompt, ends)

    comparisons: dict[str, tuple[Answers, Answers]] = {
        "loop": (from_plain, lambda prompt: generated(plain, prompt, ends)),
        "kept": (lambda prompt: said(ours, prompt, ends), fresh),
        "kernels": (fresh, from_plain),
    }
    good = True
    for name, (one, two) in comparisons.items():
        differing = [
            found for p in prompts if (found := parted(plain, p, one(p), two(p))) is not None
        ]
        ties = sum(found.nats < TIE for found in differing)
        largest = max((found.nats for found in differing), default=0.0)
        print(
            f"{name:8} {len(prompts) - len(differing)} of {len(prompts)} the same, {ties} part at "
            f"a tie; the largest difference is {largest:.3f} nats"
        )
        good = good and (name == "kernels" or len(differing) == ties)
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
