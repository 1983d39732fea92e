"""A training in a process of its own that a test can kill: tiny, seeded, one thread.

python train_child.py FOLDER STEPS
"""

from __future__ import annotations

import sys
from pathlib import Path

import torch
from transformers import MarianConfig, MarianMTModel

from nibble_engine.training.batches import Sample
from nibble_engine.training.loop import Trainer
from nibble_engine.training.plan import Plan

_COPIES = 300


def samples(seed: int, count: int = _COPIES) -> list[Sample]:
    """Sequences to be copied, with an end."""
    random = torch.Generator().manual_seed(seed)
    rows = torch.randint(3, 40, (count, 6), generator=random).tolist()
    return [Sample([*row, 0], [*row, 0]) for row in rows]


def trainer(folder: Path, steps: int) -> Trainer:
    """Dropout, rounding and an epoch's fresh samples: all that a resume could get wrong."""
    torch.set_num_threads(1)
    torch.manual_seed(3)
    config = MarianConfig(
        vocab_size=64,
        d_model=64,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=128,
        decoder_ffn_dim=128,
        max_position_embeddings=32,
        dropout=0.1,
        pad_token_id=63,
        eos_token_id=0,
        decoder_start_token_id=63,
        tie_word_embeddings=True,
    )
    plan = Plan(
        steps=steps,
        batch_tokens=300,
        learning_rate=3e-3,
        warmup_steps=20,
        quantized=0.3,
        label_smoothing=0.1,
        checkpoint_seconds=0.3,
    )
    return Trainer(MarianMTModel(config), samples, samples(99, 40), plan, folder, 63)


if __name__ == "__main__":
    trainer(Path(sys.argv[1]), int(sys.argv[2])).run()
