"""The trainer: any transformers model, a budget in steps or minutes, checkpoints and resume."""

from __future__ import annotations

import json
import math
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch.nn import functional

from nibble_engine.training.batches import IGNORED, Sample, collate, epoch


@dataclass(frozen=True)
class Plan:
    """How to train. Give ``steps`` or ``minutes`` (of training, pauses not counted)."""

    steps: int = 0
    minutes: float = 0.0
    batch_tokens: int = 1800
    learning_rate: float = 1e-3
    warmup: float = 0.03  # share of the budget
    label_smoothing: float = 0.0
    weight_decay: float = 0.01
    clip: float = 1.0
    average: float = 0.998  # decay of the running average of weights
    checkpoint_seconds: float = 180.0
    seed: int = 1


@dataclass(frozen=True)
class Point:
    """One point of the learning curve; ``loss`` is the mean over the steps since the last."""

    step: int
    seconds: float
    loss: float
    rate: float
    tokens_per_second: float
    dev_loss: float | None = None


class Trainer:
    """Trains ``model`` on ``samples``; a folder holds the checkpoint and the curve."""

    def __init__(
        self,
        model: torch.nn.Module,
        samples: Sequence[Sample],
        dev: Sequence[Sample],
        plan: Plan,
        folder: Path,
        pad: int,
    ) -> None:
        self.model, self.samples, self.dev = model, samples, dev
        self.plan, self.folder, self.pad = plan, folder, pad
        self.device = next(model.parameters()).device
        self.step, self.seconds = 0, 0.0
        self.average = {name: p.detach().clone() for name, p in model.named_parameters()}
        self.optimizer = torch.optim.AdamW(
            model.parameters(),
            lr=0.0,
            weight_decay=plan.weight_decay,
            betas=(0.9, 0.98),
            fused=True,
        )
        folder.mkdir(parents=True, exist_ok=True)

    def run(self, report: Callable[[Point], None] = lambda point: None) -> None:
        """Trains until the budget is spent, from the last checkpoint if there is one."""
        torch.manual_seed(self.plan.seed)
        if (self.folder / "state.pt").exists():
            self.resume()
        self.model.train()
        started, base = time.monotonic(), self.seconds
        saved, losses, tokens, since = started, [0.0, 0], 0, started
        for batch in self._batches():
            loss, count = self._train(batch)
            losses = [losses[0] + loss, losses[1] + 1]
            tokens += count
            self.step += 1
            now = time.monotonic()
            self.seconds = base + now - started
            done = self._spent() >= 1.0
            save = done or now - saved >= self.plan.checkpoint_seconds
            if self.step % 100 == 0 or save:
                dev = self.dev_loss() if save else None
                rate = self.optimizer.param_groups[0]["lr"]
                speed = tokens / max(now - since, 1e-9)
                mean = losses[0] / losses[1]
                self._record(Point(self.step, self.seconds, mean, rate, speed, dev), report)
                losses, tokens, since = [0.0, 0], 0, now
            if save:
                self.save()
                saved = time.monotonic()
            if done:
                return

    def dev_loss(self) -> float:
        """Mean cross entropy a target token in nats on the dev samples, averaged weights."""
        kept = {name: p.detach().clone() for name, p in self.model.named_parameters()}
        self.use_average()
        self.model.eval()
        total, count = 0.0, 0
        with torch.no_grad():
            for indices in epoch(self.dev, self.plan.batch_tokens * 2, 0):
                loss, tokens = self._loss([self.dev[i] for i in indices], smoothing=0.0)
                total, count = total + float(loss) * tokens, count + tokens
        self._put(kept)
        self.model.train()
        return total / max(count, 1)

    def use_average(self) -> None:
        """Puts the running average of the weights into the model."""
        self._put(self.average)

    def save(self) -> None:
        """Writes the checkpoint so that a kill at any moment leaves the old or the new one."""
        weights = {f"average.{name}": value for name, value in self.average.items()}
        weights |= {f"model.{name}": p.detach() for name, p in self.model.named_parameters()}
        weights = {name: value.contiguous().clone() for name, value in weights.items()}
        state = {
            "step": self.step,
            "seconds": self.seconds,
            "optimizer": self.optimizer.state_dict(),
            "random": torch.get_rng_state(),
        }
        save_file(weights, self.folder / f"weights-{self.step}.safetensors")
        torch.save(state, self.folder / "state.tmp")
        os.replace(self.folder / "state.tmp", self.folder / "state.pt")  # noqa: PTH105
        for old in self.folder.glob("weights-*.safetensors"):
            if old.name != f"weights-{self.step}.safetensors":
                old.unlink()

    def resume(self) -> None:
        """Continues from the checkpoint in the folder."""
        state = torch.load(self.folder / "state.pt", weights_only=True)
        self.step, self.seconds = state["step"], state["seconds"]
        weights = load_file(self.folder / f"weights-{self.step}.safetensors")
        names = [name for name, _ in self.model.named_parameters()]
        self._put({name: weights[f"model.{name}"] for name in names})
        self.average = {name: weights[f"average.{name}"].to(self.device) for name in names}
        self.optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["random"])

    def _put(self, weights: dict[str, torch.Tensor]) -> None:
        with torch.no_grad():
            for name, parameter in self.model.named_parameters():
                parameter.copy_(weights[name])

    def _spent(self) -> float:
        if self.plan.steps:
            return self.step / self.plan.steps
        return self.seconds / (self.plan.minutes * 60)

    def _batches(self) -> Iterator[list[int]]:
        """Batches from where the step counter stands; an epoch's order follows from its number."""
        number, skipped = 0, 0
        while True:
            batches = epoch(self.samples, self.plan.batch_tokens, self.plan.seed * 1000 + number)
            if skipped + len(batches) > self.step:
                yield from batches[self.step - skipped :]
            skipped += len(batches)
            number += 1

    def _train(self, indices: list[int]) -> tuple[float, int]:
        spent, warmup = self._spent(), self.plan.warmup
        scale = min(1.0, spent / warmup + 1e-3) if spent < warmup else _decay(spent, warmup)
        for group in self.optimizer.param_groups:
            group["lr"] = self.plan.learning_rate * scale
        loss, tokens = self._loss(
            [self.samples[i] for i in indices], smoothing=self.plan.label_smoothing
        )
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.plan.clip)
        self.optimizer.step()
        decay = min(self.plan.average, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            torch._foreach_lerp_(
                list(self.average.values()),
                [p.detach() for p in self.model.parameters()],
                1 - decay,
            )
        return float(loss.detach()), tokens

    def _loss(self, samples: list[Sample], smoothing: float) -> tuple[torch.Tensor, int]:
        batch = {k: v.to(self.device) for k, v in collate(samples, self.pad).items()}
        labels = batch.pop("labels")
        config: Any = self.model.config
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            if config.is_encoder_decoder:
                start = torch.full_like(labels[:, :1], config.decoder_start_token_id)
                decoder = torch.cat([start, labels[:, :-1]], 1)
                decoder = decoder.masked_fill(decoder == IGNORED, config.pad_token_id)
                logits = self.model(**batch, decoder_input_ids=decoder, use_cache=False).logits
            else:
                logits = self.model(**batch, use_cache=False).logits[:, :-1]
                labels = labels[:, 1:]
        loss = functional.cross_entropy(
            logits.float().flatten(0, 1),
            labels.flatten(),
            ignore_index=IGNORED,
            label_smoothing=smoothing,
        )
        return loss, int((labels != IGNORED).sum())

    def _record(self, point: Point, report: Callable[[Point], None]) -> None:
        with (self.folder / "curve.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(point.__dict__) + "\n")
        report(point)


def _decay(spent: float, warmup: float) -> float:
    """Cosine from 1 to 0.02 over what is left after the warm-up (SGDR, Loshchilov 2017)."""
    share = min(1.0, (spent - warmup) / (1 - warmup))
    return 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * share))
