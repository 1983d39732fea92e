"""The card's memory really runs out, by what another process holds: the engine lives each time.

python tests/gpu/out_of_memory_on_card.py FOLDER TIMES

Ends with 1 where the engine died, where another error than out-of-memory came, or where the
conversation did not go on once there was room again.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "engine")]

from nibble_engine.api import (  # noqa: E402
    Chat,
    Failed,
    Finished,
    Level,
    Load,
    Message,
    Role,
    Sampling,
    Unload,
    new_job,
)
from nibble_engine.client import EngineProcess  # noqa: E402
from nibble_engine.quantization.ladder import ladder  # noqa: E402


def main(path: str, times: int) -> int:
    """Every third time while loading, else while answering."""
    import torch

    engine = EngineProcess()
    engine.start()
    pid = None
    draw, ends, rows = random.Random(5), {}, []
    load = Load(job="", role=Role.CHAT, path=path, level=Level.NF4, device="cuda", context=8192)
    good = _did(engine, load) == "finished"
    for number in range(times):
        pid = pid or engine.pid
        while_loading = number % 3 == 0
        if while_loading:
            _did(engine, Unload(job="", role=Role.CHAT))
        free, _ = torch.cuda.mem_get_info()
        keep = draw.randrange(100, 600) if while_loading else draw.randrange(10, 250)
        hog: Any = torch.empty(
            max(1, (free >> 21 << 21) - keep * 2**20), dtype=torch.uint8, device="cuda"
        )
        left = torch.cuda.mem_get_info()[0] >> 20
        end, error = _end(engine, load if while_loading else _question(6000))
        kind = f"{'load' if while_loading else 'answer'}: {error or end}"
        if error == "out_of_memory":
            steps = ladder(
                load, 0 if not while_loading else keep * 2**20, device="cuda", free_beside=10**11
            )
            kind += f", offered {steps[0].kind}" if steps else ", nothing offered"
        ends[kind] = ends.get(kind, 0) + 1
        rows.append([number, kind, left, torch.cuda.mem_get_info()[0] >> 20])
        del hog
        torch.cuda.empty_cache()
        if while_loading and error:
            good = good and _did(engine, load) == "finished"
        goes_on = _did(engine, _question(20)) == "finished"
        good = good and goes_on and error in ("", "out_of_memory") and engine.pid == pid
    engine.close(5)
    print(json.dumps({"times": times, "good": good, "ends": ends, "rows": rows}), flush=True)
    return 0 if good else 1


def _question(words: int) -> Chat:
    text = " ".join(f"word{number % 90}" for number in range(words))
    return Chat(
        job="",
        messages=(Message(role="user", content=text),),
        sampling=Sampling(max_new_tokens=8, temperature=0.0),
    )


def _did(engine: EngineProcess, command: Any) -> str:
    return _end(engine, command)[0]


def _end(engine: EngineProcess, command: Any) -> tuple[str, str]:
    import msgspec

    command = msgspec.structs.replace(command, job=new_job())
    engine.send(command)
    while True:
        event = engine.next_event(120)
        if event is None:
            return "nothing", "silent"
        if event.job != command.job:
            continue
        if isinstance(event, Finished):
            return "finished", ""
        if isinstance(event, Failed):
            return "failed", event.error.code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
