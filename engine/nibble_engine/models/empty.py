"""The model that a config describes, without memory for its weights."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from transformers import PretrainedConfig, PreTrainedModel

from nibble_engine.api import Level
from nibble_engine.errors import ModelUnsupportedError
from nibble_engine.models.headers import tensors
from nibble_engine.models.plausible import check_count
from nibble_engine.models.shelf import count_parameters
from nibble_engine.quantization import backend


def empty_model(path: Path, factory: type[Any], config: PretrainedConfig) -> PreTrainedModel:
    """The empty model of a folder's config; it must be about the one whose weights lie beside it.

    Raises `ModelImplausibleError` else, and `ModelUnsupportedError` where ``factory``, one of the
    Auto classes of transformers, has no class for it.
    """
    try:
        with torch.device("meta"):
            empty: PreTrainedModel = factory.from_config(config, trust_remote_code=False)
    except ValueError as error:
        if "Unrecognized configuration class" not in str(error):
            raise
        architecture = str((config.architectures or [config.model_type])[0])
        raise ModelUnsupportedError(
            str(error), path=str(path), architecture=architecture
        ) from error
    built = sum(tensor.numel() for tensor in [*empty.parameters(), *empty.buffers()])
    held = sum(count_parameters(name, tensor) for name, tensor in tensors(path).items())
    check_count(path, built, held)
    return empty


def kept_whole(empty: PreTrainedModel, level: Level) -> list[str]:
    """Linear layers that stay in 16 bits: the head, and shapes that the back end cannot take.

    transformers *replaces* its own list by this one, so the head must be named here.
    """
    fits = backend(level).shapes_ok
    heads = ["lm_head", "embed_out", "final_logits_bias"]
    return heads + [
        name
        for name, module in empty.named_modules()
        if isinstance(module, torch.nn.Linear) and not fits(module.out_features, module.in_features)
    ]
