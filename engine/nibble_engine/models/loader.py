"""Loading: from a folder to a model on a device at a level. It and empty.py need torch."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec
import psutil
import torch
from transformers import (
    AutoConfig,
    AutoModel,
    AutoModelForCausalLM,
    AutoModelForSeq2SeqLM,
    BitsAndBytesConfig,
    PreTrainedModel,
    PreTrainedTokenizerBase,
)
from transformers.utils import logging as transformers_logging

from nibble_engine.allocation import given_back
from nibble_engine.api import Level, Load, ModelInfo, Role, Stage
from nibble_engine.embedding.known import Recipe
from nibble_engine.embedding.recipe import recipe_of
from nibble_engine.errors import LevelUnavailableError, ModelUnsupportedError
from nibble_engine.generation.block_cache import block_cache
from nibble_engine.generation.int8_cache import can_round
from nibble_engine.generation.lookup import Costs
from nibble_engine.generation.prefixes import Prefixes
from nibble_engine.generation.static_step import CudaCapture, StaticStep
from nibble_engine.interrupt import Interrupted
from nibble_engine.models.empty import empty_model, kept_whole
from nibble_engine.models.headers import tensors
from nibble_engine.models.plausible import blamed, check_generation, check_tokenizer
from nibble_engine.models.shelf import ShelfModel, checked_config, described, quantized_level
from nibble_engine.models.tokenizer import read_tokenizer
from nibble_engine.native.families import is_known
from nibble_engine.processor import has_bfloat16
from nibble_engine.quantization import backend
from nibble_engine.quantization.int8_linear import pack_head

if TYPE_CHECKING:
    from nibble_engine.native.step import NativeStep

Report = Callable[[Stage, int, int], None]
Kind = Literal["causal", "seq2seq", "embedding"]
_FACTORIES: dict[Kind, type[Any]] = {
    "causal": AutoModelForCausalLM,
    "seq2seq": AutoModelForSeq2SeqLM,
    "embedding": AutoModel,
}


@dataclass
class LoadedModel:
    """A model ready to answer; ``context`` is the most tokens of prompt and answer together, and
    ``longest`` the most that the model itself takes; ``recipe`` says how an embedding model is
    used; ``native`` steps through it where our own kernels can, and ``looks_up`` says whether they
    may be given guesses, whose ``costs`` are measured; ``static`` is the step that a graphics card
    replays."""

    model: PreTrainedModel
    tokenizer: PreTrainedTokenizerBase
    kind: Kind
    device: torch.device
    context: int
    info: ModelInfo
    recipe: Recipe | None = None
    longest: int = 0
    native: NativeStep | None = None
    looks_up: bool = True
    costs: Costs = field(default_factory=Costs)
    static: StaticStep | None = None

    @property
    def takes_many(self) -> bool:
        """Whether several texts can be answered at once, see `Batch`."""
        return self.native is not None

    @cached_property
    def prefixes(self) -> Prefixes:
        """What earlier requests have read; other bits of the cache or another context begin
        anew."""
        return Prefixes(self.model.config, self.info.cache, self.context, self.static)


def load_model(command: Load, report: Report, cancelled: Callable[[], bool]) -> LoadedModel:
    """Loads what ``command`` asks for.

    Raises an error of errors.py where the folder or the level cannot be had, `Interrupted` when
    cancelled, and lets torch's own errors (memory, device) pass.
    """
    started = time.monotonic()
    path = Path(command.path)
    config = checked_config(path)
    shelf = described(path)
    check_tokenizer(path)
    check_generation(path)
    recipe = _recipe(command, config)
    device = choose_device(command.device)
    torch.set_num_threads(command.threads or psutil.cpu_count(logical=False) or 1)
    level, note = _level(command.level, config, device)
    # First, for what reading a vocabulary takes goes back before the weights come: it is three
    # times what a tokenizer keeps.
    with given_back():
        tokenizer = read_tokenizer(path)
    with given_back(), _reading(len(tensors(path)), report, cancelled):
        model, kind = read(
            path, level, device, prequantized=note == "prequantized", embedding=recipe is not None
        )
    if level is not Level.FULL and not _is_quantized(model):
        level, note = Level.FULL, "level_unavailable"
    is_packed = command.head == "8" and level.bits == 4 and kind == "causal" and pack_head(model)
    report(Stage.WARM, 0, 1)
    # A processor's kernels pack each weight at its first use; what they unpack it from is freed.
    with given_back(), blamed(path, "config.json"):
        native = _native(model, level, device, kind)
        memory = _held(model) + (native.bytes if native else 0)
        _warm(model, kind)
        if native is not None:
            native.next([0], block_cache(model.config))
        static = _static(model, level, device, kind)
    if cancelled():
        raise Interrupted
    info = _info(command, memory, shelf, level=level, note=note, device=device)
    seconds = round(time.monotonic() - started, 3)
    info = msgspec.structs.replace(info, head="8" if is_packed else "16", seconds=seconds)
    longest = shelf.context or command.context
    loaded = LoadedModel(
        *(model, tokenizer, kind, device, longest, info, recipe, longest, native), static=static
    )
    loaded = refitted(loaded, command)
    if static is not None and loaded.info.cache == "16":
        static.warm(loaded.context)
    report(Stage.WARM, 1, 1)
    return loaded


def refitted(loaded: LoadedModel, command: Load) -> LoadedModel:
    """The same weights with the context and the bits of the cache that ``command`` asks for."""
    if loaded.static is not None:
        loaded.static.release()
    is_rounded = command.cache == "8" and loaded.kind == "causal"
    is_rounded = is_rounded and can_round(loaded.model.config)
    context = min(command.context, loaded.longest)
    info = msgspec.structs.replace(loaded.info, context=context, cache="8" if is_rounded else "16")
    return replace(loaded, context=context, info=info)


def _recipe(command: Load, config: dict[str, Any]) -> Recipe | None:
    """The recipe of an embedding model; such a model has no other role, and no other has it."""
    found = recipe_of(Path(command.path), config)
    if (command.role is Role.EMBEDDING) != (found is not None):
        kind = str((config.get("architectures") or [""])[0])
        raise ModelUnsupportedError(str(command.role), path=command.path, architecture=kind)
    return found


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


def read(
    path: Path,
    level: Level,
    device: torch.device,
    *,
    prequantized: bool,
    embedding: bool = False,
) -> tuple[PreTrainedModel, Kind]:
    """The model of a folder that `checked_config` found safe, never used yet; of an ``embedding``
    model without the head that says words."""
    _quiet()
    with blamed(path, "config.json"):
        return _read(path, level, device, prequantized=prequantized, embedding=embedding)


def _read(
    path: Path, level: Level, device: torch.device, *, prequantized: bool, embedding: bool
) -> tuple[PreTrainedModel, Kind]:
    options: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
    config = AutoConfig.from_pretrained(path, **options)
    kind: Kind = "embedding" if embedding else "causal"
    if config.is_encoder_decoder:
        kind = "seq2seq"
    factory = _FACTORIES[kind]
    dtype = _dtype(level, device, kind)
    empty = empty_model(path, factory, config)
    if level is not Level.FULL and not prequantized:
        options["quantization_config"] = BitsAndBytesConfig(
            **backend(level).options, llm_int8_skip_modules=kept_whole(empty, level)
        )
    model = factory.from_pretrained(
        path, dtype=dtype, device_map={"": device}, use_safetensors=True, **options
    )
    model.eval()
    return model, kind


def _quiet() -> None:
    """Libraries report errors only: they would tell people of casts and of optional kernels."""
    transformers_logging.set_verbosity_error()
    transformers_logging.disable_progress_bar()
    logging.getLogger("bitsandbytes").setLevel(logging.ERROR)


def _is_quantized(model: PreTrainedModel) -> bool:
    """Whether any layer is; every shape may have been one that the back end cannot take."""
    return any(type(module).__module__.startswith("bitsandbytes.") for module in model.modules())


def _native(
    model: PreTrainedModel, level: Level, device: torch.device, kind: Kind
) -> NativeStep | None:
    """The step of our own kernels, which then hold the model's rounded weights."""
    if device.type != "cpu" or level.bits != 4 or kind != "causal":
        return None
    if not is_known(model.config.to_dict()):
        return None
    from nibble_engine.native.step import NativeStep, can_step

    return NativeStep(model) if can_step(model) else None


def _static(
    model: PreTrainedModel, level: Level, device: torch.device, kind: Kind
) -> StaticStep | None:
    """The step that a graphics card replays; with 8 bits bitsandbytes looks at each row's numbers
    on the processor, which cannot be captured."""
    if device.type != "cuda" or level is Level.INT8 or kind != "causal":
        return None
    return StaticStep(model, CudaCapture(device))


def _warm(model: PreTrainedModel, kind: str) -> None:
    """One step of one token: the first use of a kernel or a packed weight is the slow one."""
    token = torch.zeros((1, 1), dtype=torch.long, device=model.device)
    with torch.inference_mode():
        if kind == "seq2seq":
            model(input_ids=token, decoder_input_ids=token)
        else:
            model(input_ids=token)


def is_wide(level: Level, device: str) -> bool:
    """Whether a causal model's weights of 16 bits are loaded as 32 here."""
    return _dtype(level, torch.device(device), "causal") is torch.float32


def _dtype(level: Level, device: torch.device, kind: Kind) -> torch.dtype:
    """bfloat16 everywhere, except unquantized on a processor that is faster with float32."""
    if device.type != "cpu" or level is not Level.FULL:
        return torch.bfloat16
    if kind != "embedding" and has_bfloat16():
        # Not by the clock: other work at that moment must not decide how much memory is taken.
        return torch.bfloat16
    rows = 64 if kind == "embedding" else 1
    return torch.bfloat16 if _bfloat16_is_faster(rows) else torch.float32


@lru_cache
def _bfloat16_is_faster(rows: int) -> bool:
    """Whether a step with so many rows runs about as fast in bfloat16 here: a decode step has one,
    the texts of an embedding model many, for which some processors have no bfloat16.

    float32 takes twice the memory, so it must be faster by half to be chosen.
    """
    times = []
    for dtype in (torch.float32, torch.bfloat16):
        weight, row = torch.ones(2048, 2048, dtype=dtype), torch.ones(rows, 2048, dtype=dtype)
        runs = []
        for _ in range(4):
            started = time.perf_counter()
            torch.nn.functional.linear(row, weight)
            runs.append(time.perf_counter() - started)
        times.append(min(runs))
    return times[1] < times[0] * 1.5


@contextlib.contextmanager
def _reading(total: int, report: Report, cancelled: Callable[[], bool]) -> Iterator[None]:
    """Counts the tensors that transformers puts into the model, and cancels between them."""
    from transformers import core_model_loading

    original = core_model_loading.set_param_for_module
    done = 0

    def counted(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever it takes
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
    memory: int,
    shelf: ShelfModel,
    *,
    level: Level,
    note: str,
    device: torch.device,
) -> ModelInfo:
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
        context=command.context,
        prequantized=note == "prequantized",
        starter=shelf.starter,
        languages=shelf.languages,
        note="" if level is command.level else note,
    )


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
