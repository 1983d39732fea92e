"""The loss of a batch: cross entropy of the label tokens, computed without a full logits tensor."""

from __future__ import annotations

from typing import Any

import torch
from torch.nn import functional

from nibble_engine.training.batches import IGNORED

_ROWS = 128
# Families whose logits are the output embedding times the decoder's last state, and nothing else.
_PLAIN_HEAD = frozenset({"marian", "qwen3", "qwen2", "llama", "mistral"})


def batch_loss(
    model: Any, batch: dict[str, torch.Tensor], smoothing: float
) -> tuple[torch.Tensor, int]:
    """Mean cross entropy in nats over the labels that are not `IGNORED`, and how many there are.

    ``batch`` holds input_ids, attention_mask and labels, each (rows, longest); ``smoothing`` is the
    share of probability given to all tokens alike (Szegedy et al. 2016).
    """
    inputs = dict(batch)
    labels = inputs.pop("labels")
    config = model.config
    if config.is_encoder_decoder:
        start = torch.full_like(labels[:, :1], config.decoder_start_token_id)
        decoder = torch.cat([start, labels[:, :-1]], 1)
        inputs["decoder_input_ids"] = decoder.masked_fill(decoder == IGNORED, config.pad_token_id)
    else:
        labels = functional.pad(labels[:, 1:], (0, 1), value=IGNORED)
    chosen = labels != IGNORED
    count = int(chosen.sum())
    with torch.autocast(labels.device.type, dtype=torch.bfloat16):
        if config.model_type in _PLAIN_HEAD and type(model).__module__.startswith("transformers."):
            states = model.model(**inputs, use_cache=False).last_hidden_state[chosen]
            loss = _LinearCrossEntropy.apply(
                states, model.lm_head.weight, labels[chosen], smoothing
            )
            return loss, count
        logits = model(**inputs, use_cache=False).logits
    loss = functional.cross_entropy(
        logits[chosen].float(), labels[chosen], label_smoothing=smoothing
    )
    return loss, count


class _LinearCrossEntropy(torch.autograd.Function):
    """Output projection and cross entropy in one step, some rows at a time.

    The gradient of the logits is made in the forward pass, where the probabilities are at hand, and
    takes the logits' place: memory, not arithmetic, is what the head of a small model costs.
    """

    @staticmethod
    def forward(
        ctx: Any, states: torch.Tensor, weight: torch.Tensor, labels: torch.Tensor, smoothing: float
    ) -> torch.Tensor:
        """states (tokens, width), weight (vocabulary, width), labels (tokens,) -> mean loss."""
        head = weight.detach().to(torch.bfloat16)
        rows = states.detach().to(torch.bfloat16)
        vocabulary = head.shape[0]
        total = states.new_zeros((), dtype=torch.float32)
        slopes = rows @ head.T  # the logits; each part is replaced by its gradient in place
        for part, target in zip(slopes.split(_ROWS), labels[:, None].split(_ROWS), strict=True):
            logs = torch.log_softmax(part.float(), -1)
            total -= (1 - smoothing) * logs.gather(1, target).sum()
            total -= smoothing / vocabulary * logs.sum()
            slope = logs.exp_().sub_(smoothing / vocabulary)
            slope.scatter_add_(1, target, slope.new_full(target.shape, smoothing - 1))
            part.copy_(slope)
        ctx.save_for_backward(slopes, rows, head)
        ctx.kinds = (states.dtype, weight.dtype)
        return total / len(rows)

    @staticmethod
    def backward(ctx: Any, *outer: torch.Tensor) -> tuple[torch.Tensor | None, ...]:
        """Scales what the forward pass made."""
        slopes, rows, head = ctx.saved_tensors
        scale = outer[0] / len(rows)
        states, weight = ctx.kinds
        return (
            (slopes @ head).to(states) * scale,
            (slopes.T @ rows).to(weight) * scale,
            None,
            None,
        )
