"""A head in 8 bits: the matrix that turns the last state into a score for each word.

bitsandbytes leaves it in 16 bits, where it takes much of a small model's memory and, on a
processor, of each token's time. Each row has one constant, its largest weight by 127 (absmax
quantization, as in LLM.int8(), Dettmers et al. 2022, without outliers: rows of a head have none).
"""

from __future__ import annotations

import torch
from torch import nn
from transformers import PreTrainedModel

_ROWS = 16_384
"""Rows that are widened to 16 bits at once where no kernel reads 8."""
_PACKED_ROWS = 2048
"""Rows that are packed at once: a copy of the whole matrix would be the peak of the load."""
_FUSED_TOKENS = 4
"""Tokens up to which the processor's kernel, which reads each row once a token, is the faster."""


class Int8Rows(nn.Module):
    """A matrix [rows, columns] of int8 with a constant for each row in the dtype of the model.

    The constant is rounded first and the weights are divided by what is left of it, so that its
    own 8 bits of precision cost nothing.
    """

    weight: torch.Tensor
    scale: torch.Tensor

    def __init__(self, weight: torch.Tensor) -> None:
        super().__init__()
        with torch.no_grad():
            scale = torch.empty(len(weight), dtype=weight.dtype, device=weight.device)
            packed = torch.empty(weight.shape, dtype=torch.int8, device=weight.device)
            for start in range(0, len(weight), _PACKED_ROWS):
                rows = slice(start, start + _PACKED_ROWS)
                largest = weight[rows].abs().amax(dim=1).float().clamp(min=1e-12)
                scale[rows] = (largest / 127).to(weight.dtype)
                steps = weight[rows].float() / scale[rows, None].float()
                packed[rows] = steps.round_().clamp_(-127, 127).to(torch.int8)
        self.register_buffer("weight", packed)
        self.register_buffer("scale", scale)

    def scores(self, states: torch.Tensor) -> torch.Tensor:
        """``states`` [..., columns] times the matrix: [..., rows]."""
        flat = states.reshape(-1, states.shape[-1])
        if states.device.type == "cpu" and len(flat) <= _FUSED_TOKENS:
            found = torch._weight_int8pack_mm(flat, self.weight, self.scale.to(flat.dtype))
        else:
            found = torch.cat([self._widened(flat, start) for start in self._starts()], dim=-1)
        return found.reshape(*states.shape[:-1], -1)

    def rows(self, ids: torch.Tensor) -> torch.Tensor:
        """The rows of ``ids`` [...]: [..., columns] in the dtype of the model."""
        return self.weight[ids].to(self.scale.dtype) * self.scale[ids][..., None]

    def _starts(self) -> range:
        return range(0, len(self.weight), _ROWS)

    def _widened(self, flat: torch.Tensor, start: int) -> torch.Tensor:
        rows = slice(start, start + _ROWS)
        scores = nn.functional.linear(flat, self.weight[rows].to(flat.dtype))
        return scores * self.scale[rows].to(flat.dtype)


class Int8Head(nn.Module):
    """Takes the place of the linear layer of a head."""

    def __init__(self, matrix: Int8Rows) -> None:
        super().__init__()
        self.matrix = matrix
        self.out_features, self.in_features = matrix.weight.shape

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """[..., columns] to [..., rows]."""
        return self.matrix.scores(states)


class Int8Embedding(nn.Module):
    """Takes the place of the embedding that shares its matrix with the head; Gemma's multiplies
    what it looks up by ``factor``."""

    def __init__(self, matrix: Int8Rows, factor: torch.Tensor | None = None) -> None:
        super().__init__()
        self.matrix = matrix
        self.factor = factor
        self.num_embeddings, self.embedding_dim = matrix.weight.shape

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """[...] to [..., columns]."""
        found = self.matrix.rows(ids)
        return found if self.factor is None else found * self.factor.to(found.dtype)


def pack_head(model: PreTrainedModel) -> bool:
    """Puts the head of a causal model into 8 bits, with the embedding where both are one matrix;
    returns whether it had a head of the plain kind. Such a model is not to be saved."""
    head, embedding = model.get_output_embeddings(), model.get_input_embeddings()
    if type(head) is not nn.Linear or head.bias is not None:
        return False
    is_shared = getattr(embedding, "weight", None) is head.weight
    factor = getattr(embedding, "embed_scale", None)
    if is_shared and type(embedding) is not nn.Embedding and factor is None:
        return False  # it does something else with what it looks up
    matrix = Int8Rows(head.weight)
    model.set_output_embeddings(Int8Head(matrix))
    if is_shared:
        scaled = None if factor is None else torch.as_tensor(factor)
        model.set_input_embeddings(Int8Embedding(matrix, scaled))
    return True
