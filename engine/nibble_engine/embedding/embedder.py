"""A loaded embedding model as the worker uses it: texts in, vectors out."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from itertools import chain
from typing import Any

import torch

from nibble_engine.api import Embed, Embedded, Usage
from nibble_engine.embedding.known import Recipe
from nibble_engine.errors import NoModelError
from nibble_engine.generation.answer import Work
from nibble_engine.generation.stream import End
from nibble_engine.job import Job
from nibble_engine.models.loader import LoadedModel
from nibble_engine.quantization.planner import EMBEDDED_TOKENS

_WINDOW = 32  # texts that are sorted by length among themselves, and answered together
_BUDGET = {
    "cpu": EMBEDDED_TOKENS,
    "mps": 8192,
    "cuda": 32768,
}  # tokens of a batch, padding included


class Embedder:
    """Embeds with one loaded model by its recipe."""

    def __init__(self, loaded: LoadedModel, recipe: Recipe) -> None:
        self._loaded, self._recipe = loaded, recipe
        self.info = loaded.info
        self._job: Job | None = None
        tokenizer: Any = loaded.tokenizer
        self._pad = int(tokenizer.pad_token_id or 0)
        self._end = _end_token(tokenizer, recipe)
        most = [loaded.context, recipe.longest, int(tokenizer.model_max_length)]
        self.longest = min(limit for limit in most if limit > 0)
        # A long passage takes a large model seconds: a cancel must not wait for its last layer.
        for layer in _layers(loaded.model):
            layer.register_forward_pre_hook(self._between_layers)

    def forget(self) -> None:
        """Nothing is kept of earlier requests."""

    def answer(self, command: Work, job: Job) -> End:
        """Says the vectors window by window; raises `Interrupted` when it is cancelled."""
        if not isinstance(command, Embed):
            raise NoModelError(role="chat")
        tokens = 0
        for start in range(0, len(command.texts), _WINDOW):
            job.give_way()
            self._job = job  # what went before may have had another
            job.check()
            rows, cut = self._rows(command.texts[start : start + _WINDOW], command.purpose)
            vectors = self.vectors(rows)
            tokens += sum(map(len, rows))
            data = base64.b64encode(vectors.numpy().astype("<f2").tobytes()).decode("ascii")
            places = tuple(start + place for place in cut)
            job.embedded(
                Embedded(start=start, vectors=data, dimension=vectors.shape[1], cut=places)
            )
        return End("done", Usage(prompt_tokens=tokens))

    def vectors(self, rows: Sequence[list[int]]) -> torch.Tensor:
        """Unit vectors of tokens, float32 (rows, dimension), on the processor."""
        made: dict[int, torch.Tensor] = {}
        for batch in _batches(rows, _BUDGET[self._loaded.device.type]):
            made.update(zip(batch, self._batch([rows[at] for at in batch]), strict=True))
        return torch.stack([made[at] for at in range(len(rows))])

    def _batch(self, rows: list[list[int]]) -> torch.Tensor:
        """Padded on the right: what is behind a token changes neither its place nor, behind the
        mask, its state."""
        wide = max(map(len, rows))
        ids = torch.tensor([[*row, *[self._pad] * (wide - len(row))] for row in rows])
        lengths = torch.tensor([len(row) for row in rows])
        mask = (torch.arange(wide)[None] < lengths[:, None]).long()
        device, model = self._loaded.device, self._loaded.model
        with torch.inference_mode():
            states = model(input_ids=ids.to(device), attention_mask=mask.to(device))
            pooled = self._pooled(states.last_hidden_state.float(), mask.to(device))
            return torch.nn.functional.normalize(pooled, dim=-1).cpu()

    def _pooled(self, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """States (rows, tokens, dimension) to vectors (rows, dimension), by the recipe."""
        if self._recipe.pooling == "cls":
            return states[:, 0]
        lengths = mask.sum(1)
        if self._recipe.pooling == "last":
            return states[torch.arange(len(states), device=states.device), lengths - 1]
        return (states * mask[:, :, None]).sum(1) / lengths[:, None]

    def _rows(self, texts: Sequence[str], purpose: str) -> tuple[list[list[int]], list[int]]:
        """The tokens of each text, and the places of those that were too long."""
        prompt = self._recipe.query if purpose == "query" else self._recipe.passage
        asked = [prompt + text for text in texts]
        if self._recipe.lower_case:
            asked = [text.lower() for text in asked]
        tokenizer: Any = self._loaded.tokenizer
        room = self.longest - len(self._end)
        rows: list[list[int]] = tokenizer(asked)["input_ids"]
        cut = [at for at, row in enumerate(rows) if len(row) > room]
        for at in cut:
            rows[at] = tokenizer(asked[at], truncation=True, max_length=room)["input_ids"]
        return [[*row, *self._end] or [self._pad] for row in rows], cut

    def _between_layers(self, layer: torch.nn.Module, inputs: tuple[object, ...]) -> None:
        del layer, inputs
        if self._job is not None:
            self._job.check()


def _end_token(tokenizer: Any, recipe: Recipe) -> list[int]:
    """The recipe's last token, unless the tokenizer puts it there itself."""
    if not recipe.end:
        return []
    number = tokenizer.convert_tokens_to_ids(recipe.end)
    own = tokenizer("")["input_ids"]
    missing = number is None or number == tokenizer.unk_token_id or own[-1:] == [number]
    return [] if missing else [int(number)]


def _layers(model: torch.nn.Module) -> list[torch.nn.Module]:
    lists = (part for part in model.modules() if isinstance(part, torch.nn.ModuleList))
    return list(chain.from_iterable(lists))


def _batches(rows: Sequence[list[int]], budget: int) -> list[list[int]]:
    """Places of rows of like length, as many as fit into ``budget`` tokens."""
    batches: list[list[int]] = []
    for at in sorted(range(len(rows)), key=lambda at: len(rows[at]), reverse=True):
        if batches and (len(batches[-1]) + 1) * len(rows[batches[-1][0]]) <= budget:
            batches[-1].append(at)
        else:
            batches.append([at])
    return batches
