"""The trainer: any transformers model, a budget in steps or minutes, checkpoints and resume."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import torch
from transformers import PreTrainedModel

from nibble_engine.training.batches import Sample, collate, epoch
from nibble_engine.training.checkpoint import Checkpoint, Progress
from nibble_engine.training.objective import batch_loss
from nibble_engine.training.plan import Plan, Point
from nibble_engine.training.rounding import quantizable, through_rounding

Samples = Callable[[int], Sequence[Sample]]
"""The samples of an epoch by its number: always the same ones, or split anew each time."""
REPORT_STEPS = 50


class Trainer:
    """Trains ``model`` on ``samples``; a folder holds the checkpoint and the curve."""

    def __init__(
        self,
        model: PreTrainedModel,
        samples: Samples,
        dev: Sequence[Sample],
        plan: Plan,
        folder: Path,
        pad: int,
    ) -> None:
        self.model, self.samples, self.dev = model, samples, dev
        self.plan, self.pad = plan, pad
        self.curve, self.checkpoint = folder / "curve.jsonl", Checkpoint(folder)
        self.device = next(model.parameters()).device
        self.step, self.seconds = 0, 0.0
        self.epoch = self.begun = 0
        self.best, self.stale = float("inf"), 0
        self._trained = {n: p for n, p in model.named_parameters() if p.requires_grad}
        self.average = {name: p.detach().clone() for name, p in self._trained.items()}
        self._rounded = quantizable(model)
        self.optimizer = torch.optim.AdamW(
            _groups(self._trained, plan.weight_decay), lr=0.0, betas=(0.9, 0.98), fused=True
        )
        if self.device.type == "cpu" and hasattr(model, "set_attn_implementation"):
            # The fused attention's backward pass takes most of a step on a CPU: short sequences.
            model.set_attn_implementation("eager")

    def run(
        self,
        report: Callable[[Point], None] = lambda point: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        """Trains until the budget is spent, from the last checkpoint if there is one; writes one
        and returns once ``stopped`` says so."""
        torch.manual_seed(self.plan.seed)
        if self.checkpoint.exists():
            self.resume()
        self.model.train()
        started, base = time.monotonic(), self.seconds
        saved, losses, tokens, since = started, [0.0, 0], 0, started
        for batch in self._batches():
            if stopped():
                self.save()
            if self._over() or stopped():
                return
            loss, count = self._train(batch)
            losses = [losses[0] + loss, losses[1] + 1]
            tokens += count
            self.step += 1
            now = time.monotonic()
            self.seconds = base + now - started
            save = self._spent() >= 1.0 or now - saved >= self.plan.checkpoint_seconds
            if self.step % REPORT_STEPS == 0 or save:
                dev = self._score() if save else None
                speed = tokens / max(now - since, 1e-9)
                self._record(losses[0] / losses[1], speed, dev, report)
                losses, tokens, since = [0.0, 0], 0, time.monotonic()
            if save:
                self.save()
                saved = time.monotonic()

    def dev_loss(self) -> float:
        """Mean cross entropy a target token in nats on the dev samples, averaged weights, rounded
        when training is."""
        kept = {name: p.detach().clone() for name, p in self._trained.items()}
        self.use_average()
        self.model.eval()
        total, count = 0.0, 0
        with torch.no_grad(), self._rounding():
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
        progress = Progress(
            step=self.step,
            seconds=self.seconds,
            best=self.best,
            stale=self.stale,
            optimizer=self.optimizer.state_dict(),
            random=torch.get_rng_state(),
            epoch=self.epoch,
            begun=self.begun,
        )
        self.checkpoint.write(progress, self._trained, self.average)

    def resume(self) -> None:
        """Continues from the checkpoint in the folder."""
        progress, weights, average = self.checkpoint.read()
        self.step, self.seconds = progress.step, progress.seconds
        self.best, self.stale = progress.best, progress.stale
        self.epoch, self.begun = progress.epoch, progress.begun
        self._put(weights)
        self.average = {name: average[name].to(self.device) for name in self._trained}
        self.optimizer.load_state_dict(progress.optimizer)
        torch.set_rng_state(progress.random)

    def _put(self, weights: dict[str, torch.Tensor]) -> None:
        with torch.no_grad():
            for name, parameter in self._trained.items():
                parameter.copy_(weights[name])

    def _spent(self) -> float:
        return self.plan.spent(self.step, self.seconds)

    def _over(self) -> bool:
        return self._spent() >= 1.0 or 0 < self.plan.patience <= self.stale

    def _score(self) -> float | None:
        if not self.dev:
            return None
        loss = self.dev_loss()
        self.stale = 0 if loss < self.best else self.stale + 1
        self.best = min(self.best, loss)
        return loss

    def _batches(self) -> Iterator[list[Sample]]:
        """Batches from where the step counter stands; an epoch's order follows from its number."""
        while True:
            samples = self.samples(self.epoch)
            batches = epoch(samples, self.plan.batch_tokens, self.plan.seed * 1000 + self.epoch)
            for indices in batches[max(0, self.step - self.begun) :]:
                yield [samples[i] for i in indices]
            self.begun += len(batches)
            self.epoch += 1

    def _train(self, samples: list[Sample]) -> tuple[float, int]:
        for group in self.optimizer.param_groups:
            group["lr"] = self.plan.rate(self.step, self._spent())
        with self._rounding():
            loss, tokens = self._loss(samples, smoothing=self.plan.label_smoothing)
            self.optimizer.zero_grad(set_to_none=True)
            loss.backward()
        torch.nn.utils.clip_grad_norm_(self._trained.values(), self.plan.clip)
        self.optimizer.step()
        decay = min(self.plan.average, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            torch._foreach_lerp_(
                list(self.average.values()),
                [p.detach() for p in self._trained.values()],
                1 - decay,
            )
        return float(loss.detach()), tokens

    def _rounding(self) -> AbstractContextManager[None]:
        rounds = self.plan.is_quantized(self._spent())
        return through_rounding(self._rounded) if rounds else nullcontext()

    def _loss(self, samples: Sequence[Sample], smoothing: float) -> tuple[torch.Tensor, int]:
        batch = {k: v.to(self.device) for k, v in collate(samples, self.pad).items()}
        return batch_loss(self.model, batch, smoothing)

    def _record(
        self, loss: float, speed: float, dev: float | None, report: Callable[[Point], None]
    ) -> None:
        spent = max(self._spent(), 1e-9)
        point = Point(
            step=self.step,
            seconds=self.seconds,
            loss=loss,
            rate=self.optimizer.param_groups[0]["lr"],
            tokens_per_second=speed,
            left=self.seconds / spent * max(0.0, 1 - spent),
            dev_loss=dev,
        )
        with self.curve.open("a", encoding="utf-8") as file:
            file.write(json.dumps(point.__dict__) + "\n")
        report(point)


def _groups(parameters: dict[str, torch.nn.Parameter], decay: float) -> list[dict[str, Any]]:
    """Norms and biases are not decayed."""
    plain = [p for p in parameters.values() if p.ndim < 2]
    return [
        {"params": [p for p in parameters.values() if p.ndim >= 2], "weight_decay": decay},
        {"params": plain, "weight_decay": 0.0},
    ]
