"""The trainer: its loss, its rounding, its schedule, and a resume that changes nothing."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import model_factory
import pytest
import torch
import train_child
from torch.nn import functional
from transformers import AutoModelForCausalLM, AutoModelForSeq2SeqLM

from nibble_engine.training import objective
from nibble_engine.training.batches import IGNORED, Sample, collate, epoch
from nibble_engine.training.objective import batch_loss
from nibble_engine.training.plan import Plan
from nibble_engine.training.rounding import quantizable, rounded, through_rounding

HERE = Path(__file__).parent
STEPS = 160


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
@pytest.mark.parametrize("kind", ["marian", "qwen3"])
def test_the_loss_and_its_slopes_are_those_of_plain_cross_entropy(
    kind: str, smoothing: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if kind == "marian":
        model = AutoModelForSeq2SeqLM.from_pretrained(model_factory.marian(tmp_path / "m"))
    else:
        path = model_factory.causal(tmp_path / "m", family="qwen3", tied=True)
        model = AutoModelForCausalLM.from_pretrained(path)
    model = model.float().eval()
    monkeypatch.setattr(objective, "_ROWS", 5)  # several parts, the last one shorter
    samples = [Sample([5, 6, 7, 8, 0], [IGNORED, 9, 10, 11, 0]), Sample([5, 9, 0], [7, 8, 0])]
    batch = collate(samples, 3)
    loss, count = batch_loss(model, batch, smoothing)
    loss.backward()
    slopes = {n: p.grad.clone() for n, p in model.named_parameters() if p.grad is not None}
    model.zero_grad()
    monkeypatch.setattr(objective, "_PLAIN_HEAD", frozenset())
    plain, same = batch_loss(model, batch, smoothing)
    plain.backward()
    assert count == same == (7 if kind == "marian" else 6)
    assert loss.item() == pytest.approx(plain.item(), rel=5e-3)
    for name, parameter in model.named_parameters():
        if parameter.grad is not None and parameter.grad.norm() > 1e-3:
            close = functional.cosine_similarity(
                slopes[name].flatten(), parameter.grad.flatten(), 0
            )
            assert close > 0.99, name


def test_rounding_is_that_of_bitsandbytes() -> None:
    from bitsandbytes.functional import dequantize_4bit, quantize_4bit

    weight = torch.randn(96, 128, generator=torch.Generator().manual_seed(1))
    packed, state = quantize_4bit(weight, quant_type="nf4", blocksize=64)
    assert torch.allclose(rounded(weight), dequantize_4bit(packed, state).float(), atol=2e-6)


def test_inside_the_weights_are_rounded_and_outside_they_are_what_they_were(tmp_path: Path) -> None:
    model = AutoModelForSeq2SeqLM.from_pretrained(model_factory.marian(tmp_path / "m"))
    weights = quantizable(model)
    assert weights and all(weight is not model.lm_head.weight for weight in weights)
    before = [weight.detach().clone() for weight in weights]
    with through_rounding(weights):
        assert len(weights[0].detach()[0, :64].unique()) <= 16
        assert not torch.equal(weights[0], before[0])
    assert all(torch.equal(a, b) for a, b in zip(weights, before, strict=True))


def test_the_rate_rises_stays_and_falls() -> None:
    plan = Plan(steps=1000, learning_rate=1.0, warmup_steps=100, decay=0.25, quantized=0.1)
    rates = [plan.rate(step, plan.spent(step, 0)) for step in range(1000)]
    assert rates[0] == pytest.approx(0.01) and rates[100:750] == [1.0] * 650
    assert rates[750:] == sorted(rates[750:], reverse=True) and rates[-1] < 0.02
    assert not plan.is_quantized(0.89) and plan.is_quantized(0.9)
    assert Plan(minutes=2).spent(7, 60) == 0.5


def test_an_epoch_takes_every_sample_once_within_the_budget() -> None:
    samples = [Sample([1] * n, [1] * n) for n in (3, 50, 7, 7, 20, 1, 9)]
    batches = epoch(samples, 60, 5)
    assert sorted(i for batch in batches for i in batch) == list(range(7))
    assert all(max(samples[i].length for i in b) * len(b) <= 60 for b in batches)
    assert batches == epoch(samples, 60, 5) != epoch(samples, 60, 6)


def child(folder: Path) -> subprocess.Popen[bytes]:
    root = HERE.parent.parent
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(root / "engine"), str(HERE)])}
    command = [sys.executable, str(HERE / "train_child.py"), str(folder), str(STEPS)]
    return subprocess.Popen(command, env=env)


def dev_losses(folder: Path) -> dict[int, float]:
    points = [json.loads(line) for line in (folder / "curve.jsonl").read_text().splitlines()]
    return {p["step"]: p["dev_loss"] for p in points if p["dev_loss"] is not None}


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_killed_five_times_it_ends_where_it_would_have_ended(tmp_path: Path) -> None:
    chance = random.Random(11)
    killed = 0
    while killed < 5:
        process = child(tmp_path / "killed")
        state = tmp_path / "killed" / "state.pt"
        seen = state.stat().st_mtime_ns if state.exists() else 0
        while process.poll() is None and not (state.exists() and state.stat().st_mtime_ns > seen):
            time.sleep(0.01)  # it gets on between two kills, or five of them would prove nothing
        time.sleep(chance.uniform(0, 0.3))
        if process.poll() is not None:
            break
        process.send_signal(signal.SIGKILL)
        process.wait()
        killed += 1
    assert killed >= 3, "the run was over before it could be killed"
    assert child(tmp_path / "killed").wait() == 0
    train_child.trainer(tmp_path / "whole", STEPS).run()
    one, other = dev_losses(tmp_path / "killed"), dev_losses(tmp_path / "whole")
    assert one[STEPS] == pytest.approx(other[STEPS], abs=1e-6)
    assert other[STEPS] < other[min(other)] or len(other) == 1


def test_it_stops_when_asked_and_when_dev_gets_no_better(tmp_path: Path) -> None:
    from dataclasses import replace

    trainer = train_child.trainer(tmp_path / "a", 50)
    trainer.run(stopped=lambda: trainer.step >= 7)
    assert trainer.step == 7 and trainer.checkpoint.exists()
    patient = train_child.trainer(tmp_path / "b", 5000)
    patient.plan = replace(patient.plan, patience=2, learning_rate=0.0, checkpoint_seconds=0.0)
    patient.run()
    assert patient.step == 3  # the first is better than nothing, two more are not
