"""Loading: from a folder to a model on a device at a level. The only file here that needs torch."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import psutil
import torch
from transformers import (
    AutoConfig,
    AutoModelForCausalLM,
    AutoModelForSeq2SeqLM,
    AutoTokenizer,
    PreTrainedModel,
    PreTrainedTokenizerBase,
)

from nibble_engine.api import Level, Load, ModelInfo, Stage
from nibble_engine.errors import LevelUnavailableError, ModelUnsupportedError
from nibble_engine.interrupt import Interrupted
from nibble_engine.models.headers import tensors
from nibble_engine.models.shelf import ShelfModel, checked_config, inspect, quantized_level
from nibble_engine.quantization import backend

Report = Callable[[Stage, int, int], None]


@dataclass
class LoadedModel:
    """A model ready to answer; ``context`` is the most tokens of prompt and answer together."""

    model: PreTrainedModel
    tokenizer: PreTrainedTokenizerBase
    kind: Literal["causal", "seq2seq"]
    device: torch.device
    context: int
    info: ModelInfo


def load_model(command: Load, report: Report, cancelled: Callable[[], bool]) -> LoadedModel:
    """Loads what ``command`` asks for.

    Raises an error of errors.py where the folder or the level cannot be had, `Interrupted` when
    cancelled, and lets torch's own errors (memory, device) pass.
    """
    started = time.monotonic()
    path = Path(command.path)
    config = checked_config(path)
    shelf = inspect(path)
    device = choose_device(command.device)
    torch.set_num_threads(command.threads or psutil.cpu_count(logical=False) or 1)
    level, note = _level(command.level, config, device)
    with _reading(len(tensors(path)), report, cancelled):
        model, kind = _model(path, level, note == "prequantized", device)
    model.eval()
    report(Stage.WARM, 0, 1)
    tokenizer = AutoTokenizer.from_pretrained(
        path, local_files_only=True, trust_remote_code=False, clean_up_tokenization_spaces=False
    )
    report(Stage.WARM, 1, 1)
    limit = shelf.context or command.context
    context = min(command.context, limit)
    info = _info(command, model, shelf, level, note, device, context)
    seconds = time.monotonic() - started
    return LoadedModel(model, tokenizer, kind, device, context, _timed(info, seconds))


def choose_device(wanted: str) -> torch.device:
    """The device asked for, or the best there is."""
    if wanted != "auto":
        if wanted == "cuda" and not torch.cuda.is_available():
            raise LevelUnavailableError(device=wanted, level="")
        if wanted == "mps" and not torch.backends.mps.is_available():
            raise LevelUnavailableError(device=wanted, level="")
        return torch.device(wanted)
    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")


def _level(wanted: Level, config: dict[str, Any], device: torch.device) -> tuple[Level, str]:
    """The level that will really be loaded, and a note where it is not simply the wanted one."""
    held = quantized_level(config)
    if held is not None:
        if not backend(held).available(device.type):
            raise LevelUnavailableError(level=str(held), device=device.type)
        return held, "prequantized"
    if not backend(wanted).available(device.type):
        return Level.FULL, "level_unavailable"
    return wanted, ""


def _model(
    path: Path, level: Level, prequantized: bool, device: torch.device
) -> tuple[PreTrainedModel, Literal["causal", "seq2seq"]]:
    options = {"local_files_only": True, "trust_remote_code": False}
    try:
        config = AutoConfig.from_pretrained(path, **options)
    except (ValueError, KeyError) as error:
        raise ModelUnsupportedError(str(error), path=str(path), architecture="") from error
    seq2seq = bool(config.is_encoder_decoder)
    factory = AutoModelForSeq2SeqLM if seq2seq else AutoModelForCausalLM
    dtype = _dtype(level, device)
    if level is not Level.FULL and not prequantized:
        options["quantization_config"] = backend(level).config(_kept_whole(path, factory, level))
    try:
        model = factory.from_pretrained(
            path, dtype=dtype, device_map={"": device}, use_safetensors=True, **options
        )
    except ValueError as error:
        if "Unrecognized configuration class" not in str(error):
            raise
        architecture = str((config.architectures or [config.model_type])[0])
        raise ModelUnsupportedError(
            str(error), path=str(path), architecture=architecture
        ) from error
    return model, "seq2seq" if seq2seq else "causal"


def _kept_whole(path: Path, factory: Any, level: Level) -> list[str]:
    """Linear layers that stay in 16 bits: the head, and shapes that the back end cannot take.

    transformers *replaces* its own list by this one, so the head must be named here.
    """
    config = AutoConfig.from_pretrained(path, local_files_only=True, trust_remote_code=False)
    with torch.device("meta"):
        empty = factory.from_config(config, trust_remote_code=False)
    fits = backend(level).shapes_ok
    heads = ["lm_head", "embed_out", "final_logits_bias"]
    return heads + [
        name
        for name, module in empty.named_modules()
        if isinstance(module, torch.nn.Linear) and not fits(module.out_features, module.in_features)
    ]


def _dtype(level: Level, device: torch.device) -> torch.dtype:
    """bfloat16 everywhere, except unquantized on a processor that is faster with float32."""
    if device.type != "cpu" or level is not Level.FULL:
        return torch.bfloat16
    return torch.bfloat16 if _bfloat16_is_faster() else torch.float32


_faster: list[bool] = []


def _bfloat16_is_faster() -> bool:
    """Whether a decode step's shape (one row) runs faster in bfloat16 here; measured once."""
    if not _faster:
        times = []
        for dtype in (torch.float32, torch.bfloat16):
            weight, row = torch.ones(2048, 2048, dtype=dtype), torch.ones(1, 2048, dtype=dtype)
            runs = []
            for _ in range(4):
                started = time.perf_counter()
                torch.nn.functional.linear(row, weight)
                runs.append(time.perf_counter() - started)
            times.append(min(runs))
        _faster.append(times[1] < times[0])
    return _faster[0]


@contextlib.contextmanager
def _reading(total: int, report: Report, cancelled: Callable[[], bool]) -> Iterator[None]:
    """Counts the tensors that transformers puts into the model, and cancels between them."""
    from transformers import core_model_loading

    original = core_model_loading.set_param_for_module
    done = 0

    def counted(*arguments: Any, **named: Any) -> Any:
        nonlocal done
        if cancelled():
            raise Interrupted
        done += 1
        report(Stage.READ, min(done, total), total)
        return original(*arguments, **named)

    report(Stage.READ, 0, total)
    core_model_loading.set_param_for_module = counted
    try:
        yield
    finally:
        core_model_loading.set_param_for_module = original
    report(Stage.READ, total, total)


def _info(
    command: Load,
    model: PreTrainedModel,
    shelf: ShelfModel,
    level: Level,
    note: str,
    device: torch.device,
    context: int,
) -> ModelInfo:
    memory = _held(model)
    count = max(shelf.parameters, 1)
    return ModelInfo(
        name=shelf.name,
        path=command.path,
        role=command.role,
        family=shelf.model_type,
        level=level,
        wanted=command.level,
        bits=round(memory * 8 / count, 2),
        device=device.type,
        memory=memory,
        parameters=count,
        context=context,
        prequantized=note == "prequantized",
        starter=shelf.starter,
        note="" if level is command.level else note,
    )


def _timed(info: ModelInfo, seconds: float) -> ModelInfo:
    import msgspec

    return msgspec.structs.replace(info, seconds=round(seconds, 3))


def _held(model: PreTrainedModel) -> int:
    """Bytes of parameters, buffers and quantization constants, shared storage counted once."""
    seen: dict[int, int] = {}
    for tensor in [*model.parameters(), *model.buffers()]:
        seen[tensor.untyped_storage().data_ptr()] = tensor.untyped_storage().nbytes()
        state = getattr(tensor, "quant_state", None)
        inner = getattr(state, "state2", None)
        for constant in (getattr(state, "absmax", None), getattr(inner, "absmax", None)):
            if constant is not None:
                storage = constant.untyped_storage()
                seen[storage.data_ptr()] = storage.nbytes()
    return sum(seen.values())
