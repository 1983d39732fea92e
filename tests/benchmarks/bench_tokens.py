"""What it costs to tell the tokens of an answer: tokens a second with and without, on the starter.

python tests/benchmarks/bench_tokens.py [TOKENS] [ROUNDS]

The two take turns, so that whatever else the computer does falls on both. The wall's and the
processor's seconds are given; the processor's say more on a computer that has other work.
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "engine"))

from nibble_engine.api import Action, Load, Role, Sampling, TokensTold, Write  # noqa: E402
from nibble_engine.generation.answer import TransformersModel  # noqa: E402
from nibble_engine.job import Job  # noqa: E402
from nibble_engine.models.loader import load_model  # noqa: E402
from nibble_engine.resources import resource  # noqa: E402
from nibble_engine.wire import encode  # noqa: E402

TEXT = "Our office will move to the new building on 3 May. Please pack your things before that day."


def main(count: int, rounds: int) -> None:
    path = str(resource("starter", "chat"))
    command = Load(job="b", role=Role.CHAT, path=path, device="cpu")
    model = TransformersModel(load_model(command, lambda *step: None, lambda: False))
    # It would end after twenty tokens; how fast it goes does not depend on what it says.
    model.__dict__["_stop_tokens"] = frozenset()
    seconds: dict[bool, list[tuple[float, float]]] = {False: [], True: []}
    for _ in range(rounds):
        for tokens, found in seconds.items():
            found.append(_timed(model, count, tokens=tokens))
    names = {False: "without", True: "with"}
    best: dict[bool, list[float]] = {}
    for tokens, found in seconds.items():
        best[tokens] = [count / min(one) for one in zip(*found, strict=True)]
        middle = [count / statistics.median(one) for one in zip(*found, strict=True)]
        print(
            f"{names[tokens]:8} {count} tokens, {rounds} rounds: best {best[tokens][0]:6.1f} "
            f"tokens/s (processor {best[tokens][1]:6.1f}), median {middle[0]:6.1f} "
            f"({middle[1]:6.1f})"
        )
    kept = [with_ / without for without, with_ in zip(best[False], best[True], strict=True)]
    print(f"with / without: {kept[0]:.3f} (processor {kept[1]:.3f})")


def _timed(model: TransformersModel, count: int, *, tokens: bool) -> tuple[float, float]:
    """Seconds of the wall and of the processor from the first token on, events written as lines."""
    told = 0

    def emit(event: object) -> None:
        nonlocal told
        encode(event)  # type: ignore[arg-type]
        told += len(event.tokens) if isinstance(event, TokensTold) else 0

    sampling = Sampling(temperature=0.8, seed=1, max_new_tokens=count)
    write = Write(job="b", action=Action.REWRITE, text=TEXT, tokens=tokens, sampling=sampling)
    started = time.process_time()
    end = model.answer(write, Job("b", emit))
    assert bool(told) is tokens
    return end.usage.decode_seconds, time.process_time() - started


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 300,
        int(sys.argv[2]) if len(sys.argv) > 2 else 7,
    )
