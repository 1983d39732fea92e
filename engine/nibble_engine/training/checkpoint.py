"""A training run on disk: weights, averages and the optimizer, whole at any moment of a kill."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file


@dataclass(frozen=True)
class Progress:
    """Where a run stands, besides its weights; ``begun`` is the step at which ``epoch`` began."""

    step: int
    seconds: float
    best: float
    stale: int
    optimizer: dict[str, Any]
    random: torch.Tensor
    epoch: int = 0
    begun: int = 0


class Checkpoint:
    """The newest complete checkpoint in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._state = folder / "state.pt"
        folder.mkdir(parents=True, exist_ok=True)

    def exists(self) -> bool:
        """Whether there is one to go on from."""
        return self._state.exists()

    def write(
        self, progress: Progress, weights: dict[str, torch.Tensor], average: dict[str, torch.Tensor]
    ) -> None:
        """Replaces the checkpoint; a kill leaves the old or the new one."""
        tensors = {f"model.{name}": value.detach() for name, value in weights.items()}
        tensors |= {f"average.{name}": value for name, value in average.items()}
        name = f"weights-{progress.step}.safetensors"
        copies = {key: value.contiguous().clone() for key, value in tensors.items()}
        save_file(copies, self.folder / name)
        torch.save(progress.__dict__, self.folder / "state.tmp")
        os.replace(self.folder / "state.tmp", self._state)  # noqa: PTH105
        for old in self.folder.glob("weights-*.safetensors"):
            if old.name != name:
                old.unlink()

    def read(self) -> tuple[Progress, dict[str, torch.Tensor], dict[str, torch.Tensor]]:
        """Progress, weights and their running average."""
        progress = Progress(**torch.load(self._state, weights_only=True))
        tensors = load_file(self.folder / f"weights-{progress.step}.safetensors")
        parts: tuple[dict[str, torch.Tensor], dict[str, torch.Tensor]] = ({}, {})
        for key, value in tensors.items():
            kind, name = key.split(".", 1)
            parts[kind == "average"][name] = value
        return progress, parts[0], parts[1]
