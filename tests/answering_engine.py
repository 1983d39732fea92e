"""The engine with a scripted chat model that answers each `Write` by what is asked; no torch.

ANSWERS is the path of a JSON list of [part, text]: the first whose part is in the action, the
request or the text of the command is said, "{n}" in it being the number of the command. ASKED is
the path of a file to which every `Write` is added as a line.
"""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import msgspec

from nibble_engine import scripted, stdio
from nibble_engine.api import Usage, Write
from nibble_engine.generation.stream import End
from nibble_engine.job import Job
from nibble_engine.libraries import Libraries

PIECE = 40


def answer(self: scripted.ScriptedModel, command: Write, job: Job) -> End:
    asked = Path(os.environ["ASKED"])
    with asked.open("ab") as file:
        file.write(msgspec.json.encode(command) + b"\n")
    number = len(asked.read_bytes().splitlines())
    pairs = json.loads(Path(os.environ["ANSWERS"]).read_text("utf-8"))
    whole = f"{command.action}\n{command.request}\n{command.text}"
    text = next(text for part, text in pairs if part in whole).replace("{n}", str(number))
    for start in range(0, len(text), PIECE):
        job.check()
        job.say(text[start : start + PIECE])
        time.sleep(self._script.get("milliseconds", 0) / 1000)
    return End("stop", Usage(new_tokens=len(text)))


if __name__ == "__main__":
    scripted.ScriptedModel.answer = answer  # type: ignore[method-assign,assignment]
    Libraries.start = lambda self: None  # type: ignore[method-assign]
    stdio.serve()
