"""A model that plays a script, for what no real model can be made to do: crash, hang, run out.

It exists only where the environment says ``NIBBLE_SCRIPTED=1``, which tests do. Its folder holds
a config.json with ``"model_type": "nibble_scripted"`` and a ``script``: ``words`` (a list, said
over and over up to max_new_tokens; to a `Write` only until that is noticed, as with every model),
``milliseconds`` for each word, ``load_milliseconds``, and ``then``: "segfault", "hang",
"out_of_memory" or "device" after ``after`` words. ``answers`` are lists of words, each said once
to one `Write` or `Translate` after the other; when they are used up they begin again.
"""

from __future__ import annotations

import ctypes
import itertools
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nibble_engine.api import (
    Embed,
    Load,
    ModelInfo,
    Stage,
    Suggest,
    Suggestion,
    Translate,
    Usage,
    Weigh,
    Write,
)
from nibble_engine.errors import (
    DeviceError,
    ModelUnsupportedError,
    NibbleError,
    NoModelError,
    OutOfMemoryError,
)
from nibble_engine.job import Job
from nibble_engine.languages import detect
from nibble_engine.models.json_file import read_object
from nibble_engine.models.shelf import checked_config

if TYPE_CHECKING:
    from nibble_engine.generation.answer import Work
    from nibble_engine.generation.stream import End

MODEL_TYPE = "nibble_scripted"


def is_scripted(path: str) -> bool:
    """Whether the folder holds a script; raises `ModelUnsupportedError` outside tests."""
    try:
        config = read_object(Path(path) / "config.json")
    except NibbleError:
        return False  # the loader says what is wrong with it
    if config.get("model_type") != MODEL_TYPE:
        return False
    if os.environ.get("NIBBLE_SCRIPTED") != "1":
        raise ModelUnsupportedError(path=path, architecture=MODEL_TYPE)
    return True


def load_scripted(command: Load, job: Job) -> ScriptedModel:
    """The script of the folder, after its ``load_milliseconds``."""
    script: dict[str, Any] = checked_config(Path(command.path))["script"]
    for step in range(10):
        job.check()
        job.progress(Stage.READ, step, 10)
        time.sleep(script.get("load_milliseconds", 0) / 10_000)
    return ScriptedModel(script, command)


class ScriptedModel:
    """Says its words; see the module."""

    def __init__(self, script: dict[str, Any], command: Load) -> None:
        self._script = script
        self._asked = 0
        self.info = ModelInfo(
            name="Scripted",
            path=command.path,
            role=command.role,
            family=MODEL_TYPE,
            level=command.level,
            wanted=command.level,
            bits=4.0,
            device="cpu",
            memory=0,
            parameters=0,
            context=command.context,
            languages=("en", "zh-Hans"),
            follows=("formality", "instruction"),
        )

    def forget(self) -> None:
        """Nothing is kept of earlier requests."""

    def answer(self, command: Work, job: Job) -> End:
        """Plays the script through ``job``."""
        from nibble_engine.generation.stream import End, watched

        if isinstance(command, Embed | Weigh):
            raise NoModelError(role="embedding" if isinstance(command, Embed) else "chat")
        if isinstance(command, Translate) and command.source == "auto":
            job.detected(detect(command.text))
        if isinstance(command, Suggest):
            kept = command.kept or ""
            job.suggested([Suggestion(text=kept + w, word=w) for w in self._script["words"]])
            return End("stop", Usage())
        after = self._script.get("after")
        limit = command.sampling.max_new_tokens
        repetition = watched(command)
        for said, word in enumerate(self._words(command)):
            if said == after:
                _end_badly(self._script["then"])
            if said == limit:
                return End("length", Usage(new_tokens=limit))
            job.check()
            job.say(word)
            if repetition is not None and repetition.push(word):
                return End("repetition", Usage(new_tokens=said + 1))
            time.sleep(self._script.get("milliseconds", 0) / 1000)
        return End("stop", Usage())

    def _words(self, command: Work) -> Iterable[str]:
        """What it says to a command, in pieces."""
        answers: list[list[str]] = self._script.get("answers", [])
        if not answers or not isinstance(command, Write | Translate):
            return itertools.cycle(self._script["words"])
        self._asked += 1
        return answers[(self._asked - 1) % len(answers)]


def _end_badly(how: str) -> None:
    if how == "segfault":
        ctypes.string_at(0)
    if how == "hang":
        while True:  # deaf to the cancel flag: that is the point
            time.sleep(1)
    if how == "out_of_memory":
        raise OutOfMemoryError(device="cpu")
    if how == "device":
        raise DeviceError(device="cuda")
