"""A step over buffers that stay where they are says what a step with a growing cache says.

Here "captured" is the step itself: what a graph of it does can only be seen on a card (tests/gpu).
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace

import model_factory
import pytest
import torch

from nibble_engine.api import Level, Load, Role, Sampling, new_job
from nibble_engine.generation.answer import TransformersModel
from nibble_engine.generation.block_cache import BlockLayer
from nibble_engine.generation.decode import causal_tokens
from nibble_engine.generation.prefixes import Prefixes
from nibble_engine.generation.static_step import AHEAD, SMALLEST, StaticStep, Work
from nibble_engine.job import Job
from nibble_engine.models.loader import LoadedModel, refitted

CONTEXT = 4 * SMALLEST


def at_once(work: Work) -> Work:
    """Captures as a card does: the work is done once more, and what repeats it is returned."""
    work()
    return work


@pytest.fixture(scope="module", params=["llama", "hunyuan"])
def model(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> LoadedModel:
    path = tmp_path_factory.mktemp("model") / "m"
    model_factory.causal(path, family=request.param)
    loaded = model_factory.loaded(path, Level.FULL, context=CONTEXT)
    loaded.model.float()  # in 16 bits two tokens often weigh the same
    return replace(loaded, context=CONTEXT, longest=CONTEXT)


@pytest.fixture
def loaded(model: LoadedModel) -> Iterator[LoadedModel]:
    yield replace(model, static=StaticStep(model.model, at_once))


def said(loaded: LoadedModel, prompt: list[int], count: int, most: int | None = None) -> list[int]:
    how = Sampling(temperature=0.0, repetition_penalty=1.0, max_new_tokens=most or count)
    tokens = causal_tokens(loaded, prompt, how, Job(new_job(), lambda _: None))
    return [next(tokens) for _ in range(count)]


def rooms(loaded: LoadedModel) -> list[int]:
    return [prefix.room for prefix in loaded.prefixes._kept]


def text(first: int, length: int) -> list[int]:
    return [3 + (first * 7 + place * 5) % 300 for place in range(length)]


def held(loaded: LoadedModel) -> int:
    """Tokens that there is memory for, in all buffers of keys."""
    model, gone = loaded.model, set()
    gc.collect()
    size = model.config.head_dim
    found = [t for t in gc.get_objects() if type(t) is torch.Tensor and t.dim() == 4]
    tokens = 0
    for tensor in found:
        storage = tensor.untyped_storage()
        if tensor.shape[1] == 2 and tensor.shape[3] == size and storage.data_ptr() not in gone:
            gone.add(storage.data_ptr())
            tokens += storage.nbytes() // (2 * size * tensor.element_size())
    return tokens // (2 * model.config.num_hidden_layers)


def test_answers_are_those_of_a_growing_cache(loaded: LoadedModel) -> None:
    plain = replace(loaded, static=None)
    for number in range(12):
        prompt = text(number, 20 + 130 * number)
        assert said(loaded, prompt, 40) == said(plain, prompt, 40)
    assert loaded.static is not None and not loaded.static.is_off


def test_a_conversation_stays_in_its_buffers_and_another_one_gets_them(
    loaded: LoadedModel,
) -> None:
    static = loaded.static
    assert static is not None
    one = text(1, 300)
    answer = said(loaded, one, 5)
    slot = static._slot
    (first,) = loaded.prefixes._kept
    assert static.holds(first) and rooms(loaded) == [SMALLEST]
    said(loaded, [*one, *answer, *text(2, 30)], 3)
    assert loaded.prefixes._kept == [first] and static._slot is slot
    other = text(3, 200)
    said(loaded, other, 3)
    assert static._slot is slot and not static.holds(first)
    assert rooms(loaded) == [512, SMALLEST], "the former in a cache of its own, as long as it is"
    # Back to the first, with what it has read.
    again = said(loaded, one, 5)
    assert again == answer and static.holds(first)


def test_an_answer_grows_out_of_its_buffers(loaded: LoadedModel) -> None:
    prompt = text(4, SMALLEST - AHEAD - 2)
    count = AHEAD + 60
    assert said(loaded, prompt, count, most=2 * SMALLEST) == said(
        replace(loaded, static=None), prompt, count
    )
    assert rooms(loaded) == [2 * SMALLEST]


def test_all_together_take_no_more_than_the_context(loaded: LoadedModel) -> None:
    said(loaded, text(5, 3 * SMALLEST), 3)
    assert rooms(loaded) == [4 * SMALLEST] and held(loaded) == 4 * SMALLEST
    for number, length in enumerate((100, 900, 2000, 50, 1500, 700, 3500, 20)):
        said(loaded, text(number, length), 3)
        assert sum(rooms(loaded)) <= CONTEXT
        assert held(loaded) == sum(rooms(loaded))


def test_buffers_that_would_not_fit_beside_what_is_kept_get_shorter(
    loaded: LoadedModel,
) -> None:
    long = text(6, 2 * SMALLEST + 1000 - AHEAD)
    said(loaded, long, 3)
    assert rooms(loaded) == [4 * SMALLEST]
    said(loaded, text(7, 100), 3)
    assert rooms(loaded) == [2560, SMALLEST], "no longer than it is, so that there is room for both"
    said(loaded, text(8, SMALLEST + 100), 3)
    assert rooms(loaded) == [128, 2 * SMALLEST]


@pytest.mark.parametrize("fault", ["fails", "other", "nothing"])
def test_a_capture_that_goes_wrong_is_not_used(
    loaded: LoadedModel, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    """An operation that cannot be captured, a replay with other numbers, one with none."""

    def capture(work: Work) -> Work:
        if fault == "fails":
            raise RuntimeError("operation not permitted when stream is capturing")
        work()

        def replay() -> None:
            slot = static._slot
            assert slot is not None
            with torch.inference_mode():
                slot.said += 1 if fault == "other" else float("nan")

        return replay

    static = StaticStep(loaded.model, capture)
    faulty, prompt = replace(loaded, static=static), text(9, 50)
    assert said(faulty, prompt, 20) == said(replace(loaded, static=None), prompt, 20)
    assert static.is_off and "steps are not captured" in caplog.text
    assert said(faulty, text(10, 300), 20) == said(replace(loaded, static=None), text(10, 300), 20)


def test_no_memory_while_it_is_captured_is_told(loaded: LoadedModel) -> None:
    """A smaller plan is offered then, as for any step."""

    def capture(_: Work) -> Work:
        raise torch.OutOfMemoryError

    faulty = replace(loaded, static=StaticStep(loaded.model, capture))
    with pytest.raises(torch.OutOfMemoryError):
        said(faulty, text(11, 50), 3)
    assert faulty.prefixes.tokens == 0


def test_what_is_warm_is_used_by_the_first_answer(loaded: LoadedModel) -> None:
    static = loaded.static
    assert static is not None
    static.warm(CONTEXT)
    slot = static._slot
    prompt = text(12, 60)
    assert said(loaded, prompt, 9) == said(replace(loaded, static=None), prompt, 9)
    assert slot is not None and static._slot is slot


def test_memory_that_others_need_is_given_back(loaded: LoadedModel) -> None:
    said(loaded, text(13, 60), 3)
    TransformersModel(loaded).forget()
    assert held(loaded) == 0
    said(loaded, text(13, 60), 3)
    less = Load(job=new_job(), role=Role.CHAT, path="", level=Level.FULL, context=SMALLEST // 2)
    smaller = refitted(loaded, less)
    del loaded.__dict__["prefixes"]
    said(smaller, text(13, 60), 3)
    assert rooms(smaller) == [SMALLEST // 2]


def test_models_that_forget_are_left_alone() -> None:
    model = model_factory.windowed()
    static = StaticStep(model, at_once)
    prefixes = Prefixes(model.config, "16", 256, static)
    with prefixes.begun(list(range(3, 60)), 10) as prefix:
        assert static.is_off and not static.holds(prefix)


def test_a_cache_of_8_bits_stays_as_it_is(loaded: LoadedModel) -> None:
    static = loaded.static
    prefixes = Prefixes(loaded.model.config, "8", CONTEXT, static)
    with prefixes.begun(text(14, 20), 10) as prefix:
        assert static is not None and not static.holds(prefix)


def test_a_layer_moves_with_what_it_holds() -> None:
    layer = BlockLayer()
    states = torch.randn(1, 2, 70, 8)
    layer.update(states, -states)
    buffers = torch.zeros(1, 2, 200, 8), torch.zeros(1, 2, 200, 8)
    layer.move(*buffers)
    assert layer.room == 200 and torch.equal(buffers[0][:, :, :70], states)
    buffers[0][:, :, 70] = 5
    layer.append(1)
    assert torch.equal(layer.keys[:, :, 70], torch.full((1, 2, 8), 5.0))
    layer.leave()
    buffers[0].zero_()
    assert layer.room == 128 and torch.equal(layer.keys[:, :, :70], states)
