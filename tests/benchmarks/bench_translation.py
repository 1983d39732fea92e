"""Sentences in batches against one after another (GOALS S5), in one run, on the starter.

python tests/benchmarks/bench_translation.py [SENTENCES]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "engine"))

from nibble_engine.api import AnyEvent, Load, Role, TextDelta, Translate  # noqa: E402
from nibble_engine.generation.answer import TransformersModel  # noqa: E402
from nibble_engine.generation.stream import End  # noqa: E402
from nibble_engine.job import Job  # noqa: E402
from nibble_engine.models.loader import load_model  # noqa: E402
from nibble_engine.resources import resource  # noqa: E402
from nibble_engine.training import grammar  # noqa: E402
from nibble_engine.translation.translator import Sentences, Translator  # noqa: E402


def main(count: int) -> None:
    path = str(resource("starter", "translator"))
    command = Load(job="b", role=Role.TRANSLATION, path=path, device="cpu")
    model = TransformersModel(load_model(command, lambda *step: None, lambda: False))
    texts = [english for english, _ in grammar.pairs(count, 5)]
    for beams in (1, 8):
        alone = Translator(
            lambda text, source, wanted, job: _alone(model, text, source, wanted, job)
        )
        together = Translator(model._sentence, _batches(model))
        slow, one = _timed(alone.translate, texts, beams)
        fast, many = _timed(together.translate, texts, beams)
        differing = sum(a != b for a, b in zip(one, many, strict=True))
        print(
            f"{count} sentences, {beams} beams: one after another {slow:.1f} s, "
            f"batches {fast:.1f} s, {slow / fast:.2f}x; {differing} differ"
        )


def _batches(model: TransformersModel) -> Sentences:
    assert model.sentences is not None
    return model.sentences.translate


def _alone(model: TransformersModel, text: str, source: str, wanted: Translate, job: Job) -> End:
    [said] = _batches(model)([text], source, wanted, job)
    job.say(said.text)
    assert said.end is not None
    return said.end


def _timed(
    translate: Callable[[Translate, Job], object], texts: list[str], beams: int
) -> tuple[float, list[str]]:
    events: list[AnyEvent] = []
    command = Translate(job="b", text="\n".join(texts), source="en", target="zh", beams=beams)
    started = time.perf_counter()
    translate(command, Job("b", events.append))
    seconds = time.perf_counter() - started
    return seconds, "".join(e.text for e in events if isinstance(e, TextDelta)).split("\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
