"""A child that speaks the wire and does what the text of a message says; no model, no torch.

"words N": N words. "slow N": the same, 5 ms apart. "segfault", "exit N", "hang" (answers no
cancel), "garbage", "noise" (much on stderr). Environment: FAKE_PROTOCOL, FAKE_SILENT (never
ready), FAKE_DEAF (ignores `Shutdown` and the end of its input).
"""

from __future__ import annotations

import ctypes
import os
import queue
import sys
import threading
import time

from nibble_engine.api import (
    PROTOCOL,
    AnyCommand,
    AnyEvent,
    Cancel,
    Cancelled,
    Chat,
    Failed,
    Finished,
    Load,
    Loaded,
    ModelInfo,
    Progress,
    Ready,
    Shutdown,
    Stage,
    TextDelta,
    Usage,
)
from nibble_engine.errors import ModelNotFoundError, NoModelError
from nibble_engine.wire import decode_command, encode

out = os.fdopen(os.dup(1), "wb", buffering=0)
os.dup2(2, 1)
cancelled: set[str] = set()
commands: queue.SimpleQueue[AnyCommand] = queue.SimpleQueue()
loaded: set[str] = set()


def say(event: AnyEvent) -> None:
    out.write(encode(event))


def read() -> None:
    for line in sys.stdin.buffer:
        command = decode_command(line)
        if isinstance(command, Cancel):
            cancelled.add(command.job)
        elif not isinstance(command, Shutdown):
            commands.put(command)
        elif "FAKE_DEAF" not in os.environ:
            os._exit(0)
    while "FAKE_DEAF" in os.environ:
        time.sleep(1)
    os._exit(0)


def load(command: Load) -> None:
    say(Progress(job=command.job, stage=Stage.READ, done=1, total=2))
    if command.path == "missing":
        say(Failed(job=command.job, error=ModelNotFoundError(path=command.path).info()))
        return
    if command.path == "segfault":
        ctypes.string_at(0)
    if command.path.startswith("slow"):
        time.sleep(0.3)
    loaded.add(command.role)
    info = ModelInfo(
        name=command.path,
        path=command.path,
        role=command.role,
        family="fake",
        level=command.level,
        wanted=command.level,
        bits=4.5,
        device="cpu",
        memory=1,
        parameters=1,
        context=4096,
    )
    say(Loaded(job=command.job, info=info))
    say(Finished(job=command.job))


def chat(job: str, text: str) -> None:
    word, _, count = text.partition(" ")
    number = int(count or 0)
    match word:
        case "segfault":
            say(TextDelta(job=job, text="before the fall "))
            ctypes.string_at(0)
        case "exit":
            os._exit(number)
        case "hang":
            say(TextDelta(job=job, text="and then nothing"))
            time.sleep(3600)
        case "garbage":
            out.write(b"this is no message\n")
        case "noise":
            for n in range(number):
                print(f"noise {n} " + "x" * 90)
    for n in range(number):
        if job in cancelled:
            say(Cancelled(job=job))
            return
        say(TextDelta(job=job, text=f"{n} "))
        if word == "slow":
            time.sleep(0.005)
    say(Finished(job=job, reason="stop", usage=Usage(new_tokens=number, decode_seconds=1.0)))


def main() -> None:
    if "FAKE_SILENT" in os.environ:
        time.sleep(3600)
    threading.Thread(target=read, daemon=True).start()
    protocol = int(os.environ.get("FAKE_PROTOCOL", PROTOCOL))
    say(Ready(protocol=protocol, version="fake", pid=os.getpid()))
    while True:
        command = commands.get()
        if command.job in cancelled:
            say(Cancelled(job=command.job))
        elif isinstance(command, Load):
            load(command)
        elif isinstance(command, Chat) and "chat" not in loaded and "FAKE_NEEDS" in os.environ:
            say(Failed(job=command.job, error=NoModelError(role="chat").info()))
        elif isinstance(command, Chat):
            chat(command.job, command.messages[-1].content)
        else:
            say(Finished(job=command.job))


if __name__ == "__main__":
    main()
