"""A GGUF file as the worker uses it: llama.cpp computes, all around it is as with the others.

The logits come back to our own sampler, so that settings, locked numbers, stops and certainty mean
the same. llama_cpp is imported here alone, in the engine, when such a file is loaded.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import torch

from nibble_engine.api import Load, ModelInfo, Sampling, Stage, Suggest, Usage, Weigh
from nibble_engine.errors import LevelUnavailableError, ModelUnreadableError
from nibble_engine.generation.answer import TransformersModel, Work
from nibble_engine.generation.certainty import Certainty
from nibble_engine.generation.numbers import GroundedNumbers
from nibble_engine.generation.prefixes import common_length
from nibble_engine.generation.sampling import Sampler
from nibble_engine.generation.stream import End
from nibble_engine.gguf.file import check_runtime, level_of, name_of
from nibble_engine.gguf.header import header
from nibble_engine.gguf.tokenizer import GgufTokenizer
from nibble_engine.interrupt import Interrupted
from nibble_engine.job import Job
from nibble_engine.models.loader import LoadedModel, Report

_CHUNK = 256
"""Tokens of a prompt between two looks at whether somebody cancelled."""


class GgufModel(TransformersModel):
    """Answers with a model that llama.cpp loaded."""

    def refitted(self, command: Load) -> None:  # type: ignore[override]
        """llama.cpp has its cache from the beginning: another context is another load."""

    def answer(self, command: Work, job: Job) -> End:
        """As the others do, but for what needs the model's inside."""
        if isinstance(command, Weigh):
            level = str(command.level or self.info.level)
            raise LevelUnavailableError(path=self.info.path, level=level, device="cpu")
        if isinstance(command, Suggest):
            job.suggested(())
            return End("stop", Usage())
        return super().answer(command, job)

    def forget(self) -> None:
        """The context's memory is llama.cpp's and stays as it is."""

    def tokens(
        self,
        ids: list[int],
        sampling: Sampling,
        job: Job,
        numbers: GroundedNumbers | None,
        certainty: Certainty | None,
    ) -> Iterator[int]:
        """Tokens after ``ids``, without an end. Raises `Interrupted`."""
        model: Any = self.loaded.model
        llama, device = model.llama, torch.device("cpu")
        sampler = Sampler(sampling, ids, device, ())
        begun = _begun(llama, ids)
        for first in range(begun, len(ids), _CHUNK):
            job.check()
            llama.eval(ids[first : first + _CHUNK])
            job.progress(Stage.PREFILL, min(first + _CHUNK, len(ids)), len(ids))
        while True:
            logits = _logits(llama)
            token = sampler.next(logits if numbers is None else numbers.masked(logits))
            if numbers is not None:
                numbers.took(token)
            if certainty is not None:
                certainty.took(logits, token)
            yield token
            job.check()
            llama.eval([token])


def _begun(llama: Any, ids: list[int]) -> int:
    """How many of the tokens llama.cpp has read already, at most all but the last; it forgets what
    it has beyond them."""
    common = min(common_length(llama.input_ids[: llama.n_tokens].tolist(), ids), len(ids) - 1)
    if common and llama._ctx.kv_cache_seq_rm(-1, common, -1):
        llama.n_tokens = common
        return common
    llama.reset()
    return 0


def load_gguf(command: Load, report: Report, job: Job) -> GgufModel:
    """Loads a GGUF file on the processor.

    Raises `GgufMissingError` without the extra, what `header` raises, `ModelUnreadableError` where
    llama.cpp does not take it, `Interrupted`.
    """
    started, path = time.monotonic(), Path(command.path)
    found = header(path)
    level = level_of(found)
    check_runtime(path)
    import llama_cpp

    report(Stage.READ, 0, 1)
    longest = found.number("context_length") or command.context
    context = min(command.context, longest)
    threads = command.threads or psutil.cpu_count(logical=False) or 1
    before = psutil.Process().memory_info().rss
    kind = llama_cpp.GGML_TYPE_Q8_0 if command.cache == "8" else llama_cpp.GGML_TYPE_F16
    try:
        llama = llama_cpp.Llama(
            str(path), n_ctx=context, n_batch=_CHUNK, n_threads=threads, n_threads_batch=threads,
            n_gpu_layers=0, type_k=kind, type_v=kind, flash_attn=command.cache == "8",
            logits_all=False, verbose=False,
        )  # fmt: skip
    except (ValueError, RuntimeError, AssertionError) as error:
        raise ModelUnreadableError(str(error), path=str(path), file=path.name) from error
    if job.cancelled():
        raise Interrupted
    report(Stage.READ, 1, 1)
    tokenizer: Any = GgufTokenizer(llama, str(path))
    memory = max(found.size, psutil.Process().memory_info().rss - before)
    count = max(found.parameters, 1)
    info = ModelInfo(
        name=name_of(path, found), path=command.path, role=command.role,
        family=found.architecture, level=level, wanted=command.level,
        bits=round(found.size * 8 / count, 2), device="cpu", memory=memory, parameters=count,
        context=context, prequantized=True, note="" if level is command.level else "prequantized",
        seconds=round(time.monotonic() - started, 3), cache=command.cache,
    )  # fmt: skip
    generation = SimpleNamespace(eos_token_id=tokenizer.eos_token_id, bad_words_ids=None)
    shim: Any = SimpleNamespace(llama=llama, generation_config=generation)
    loaded = LoadedModel(
        shim, tokenizer, "causal", torch.device("cpu"), context, info, None, longest
    )
    return GgufModel(loaded)


def _logits(llama: Any) -> torch.Tensor:
    """(vocabulary), a copy: llama.cpp writes the next ones into the same place."""
    import numpy

    row = numpy.ctypeslib.as_array(llama._ctx.get_logits_ith(-1), shape=(llama.n_vocab(),))
    return torch.from_numpy(row.copy())
