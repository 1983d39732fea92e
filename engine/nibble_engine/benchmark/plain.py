"""The baseline, B0: transformers' own `generate` with a streamer, bitsandbytes' NF4 with double
quantization, nothing of ours."""

from __future__ import annotations

import threading
import time

import torch
from transformers import TextIteratorStreamer

from nibble_engine.api import Level
from nibble_engine.benchmark.asked import Asked
from nibble_engine.errors import LevelUnavailableError
from nibble_engine.models.loader import read
from nibble_engine.quantization import backend


class _Uncosted:
    """In a tokenizer's place: our own figures have no decoding of text in them either, and every
    token is a piece of text for the streamer to give at once."""

    def decode(self, *_: object, **__: object) -> str:
        return "x "


class Plain:
    """The model as bitsandbytes reads it. `load_model` would put our packed weights into it."""

    def __init__(self, asked: Asked, device: torch.device) -> None:
        self.level = asked.held or Level.NF4
        if not backend(self.level).available(device.type):
            raise LevelUnavailableError(level=str(self.level), device=device.type)
        is_held = asked.held is not None
        self._model, _ = read(asked.path, self.level, device, prequantized=is_held)

    def first(self, prompt: list[int]) -> float:
        """Milliseconds until the first token; the whole prompt is read each time."""
        begun = time.perf_counter()
        return (self._times(prompt, 1)[0] - begun) * 1000

    def rate(self, prompt: list[int], new: int) -> float:
        """Tokens a second from the first to the last of ``new``."""
        times = self._times(prompt, new)
        return (new - 1) / (times[-1] - times[0])

    def _times(self, prompt: list[int], new: int) -> list[float]:
        """When each new token came out of the streamer."""
        streamer = TextIteratorStreamer(_Uncosted(), skip_prompt=True)
        failures: list[BaseException] = []
        ids = torch.tensor([prompt], device=self._model.device)

        def generate() -> None:
            try:
                self._model.generate(
                    input_ids=ids,
                    attention_mask=torch.ones_like(ids),
                    max_new_tokens=new,
                    min_new_tokens=new,
                    do_sample=False,
                    streamer=streamer,
                )
            except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
                failures.append(error)
                streamer.end()

        thread = threading.Thread(target=generate, name="bench-generate")
        thread.start()
        try:
            times = [time.perf_counter() for _ in streamer]
        finally:
            thread.join()
        if failures:
            raise failures[0]
        # The streamer's last piece is its end, no token.
        return times[:new]
