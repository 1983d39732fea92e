"""A real engine with the starter models, asked for one thing after another without an end."""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nibble_engine.api import (
    ENDS,
    Action,
    AnyCommand,
    AnyEvent,
    Cancelled,
    Chat,
    Diagnose,
    Finished,
    Load,
    Message,
    Progress,
    Role,
    Sampling,
    Stage,
    TextDelta,
    Translate,
    Weigh,
    Write,
    new_job,
)
from nibble_engine.client import EngineProcess
from nibble_engine.happenings import Died, Happening
from nibble_engine.resources import resource
from nibble_engine.supervisor import Supervisor

ENGINE = Path(__file__).parent / "engine" / "soak_engine.py"
STARTERS = {Role.CHAT: "chat", Role.TRANSLATION: "translator"}
PATIENCE = 60.0
SENTENCES = (
    "Where is the station?",
    "My order has not arrived yet.",
    "We are sorry that the parcel is late.",
    "Please send the invoice to the new address.",
    "The meeting on Monday begins at nine.",
    "Can I return the blue shirt without a receipt?",
    "订单昨天已经发出。",
    "请问什么时候可以退款？",
    "很抱歉，包裹晚到了。",
    "会议改到星期三下午三点。",
    "这件衣服的颜色和图片不一样。",
    "谢谢您的耐心等待。",
)
ACTIONS = (Action.CONTINUE, Action.REWRITE, Action.SHORTEN, Action.EXPAND, Action.SUMMARISE)


class Talk:
    """Draws requests; remembers the conversations that they go on with."""

    def __init__(self, draw: random.Random) -> None:
        self._draw = draw
        self._turns: list[list[Message]] = []
        self._asked: dict[str, list[Message]] = {}

    def request(self) -> AnyCommand:
        """A chat turn six times in ten, else a translation, a weighing or a writing."""
        kind = self._draw.choices(["chat", "translate", "weigh", "write"], [6, 2, 1, 1])[0]
        if kind == "chat":
            return self.chat()
        if kind == "translate":
            pair = self._draw.choice([("en", "zh"), ("zh", "en")])
            return Translate(job=new_job(), text=self.text(1, 3), source=pair[0], target=pair[1])
        write = self._write()
        return write if kind == "write" else Weigh(job=write.job, asked=write, text=self.text(1, 4))

    def chat(self, sentences: int = 4) -> Chat:
        """The next turn, another try, an edit or a new conversation."""
        turns = list(self._draw.choice(self._turns)) if self._turns else []
        change = self._draw.choices(["turn", "again", "edit", "new"], [5, 2, 2, 1])[0]
        if change == "new" or not turns:
            turns = [Message(role="user", content=self.text(1, sentences))]
        elif change == "turn":
            turns.append(Message(role="user", content=self.text(1, sentences)))
        else:
            if turns[-1].role == "assistant":
                turns.pop()
            if change == "edit":
                turns[-1] = Message(role="user", content=self.text(1, sentences))
        command = Chat(job=new_job(), messages=tuple(turns), sampling=self._short())
        self._asked[command.job] = turns
        return command

    def long_chat(self) -> Chat:
        """One whose prompt is read in several chunks."""
        turns = (Message(role="user", content=self.text(50, 60)),)
        return Chat(job=new_job(), messages=turns, sampling=self._short())

    def answered(self, job: str, text: str) -> None:
        """The answer to a chat, with which its conversation can go on."""
        turns = self._asked.pop(job, None)
        if turns is None:
            return
        self._turns.append([*turns, Message(role="assistant", content=text or "…")])
        del self._turns[:-6]

    def text(self, least: int, most: int) -> str:
        """Some sentences."""
        return " ".join(self._draw.choices(SENTENCES, k=self._draw.randint(least, most)))

    def _write(self) -> Write:
        action = self._draw.choice(ACTIONS)
        tokens = self._draw.random() < 0.5
        text = self.text(1, 4)
        return Write(job=new_job(), action=action, text=text, tokens=tokens, sampling=self._short())

    def _short(self) -> Sampling:
        return Sampling(max_new_tokens=self._draw.randint(4, 24), seed=self._draw.randrange(2**20))


class Counting(EngineProcess):
    """Counts the ends that the engine tells, before the client lets only the first through."""

    def __init__(self, command: list[str], env: dict[str, str]) -> None:
        super().__init__(command, env=env)
        self.ends: Counter[str] = Counter()
        self.late = 0

    def _receive(self, event: AnyEvent, size: int) -> None:
        if event.job and self.ends[event.job]:
            self.late += 1
        if isinstance(event, ENDS):
            self.ends[event.job] += 1
        super()._receive(event, size)


class Soak:
    """A supervisor and its engine, as the window has them, and what is seen of both."""

    def __init__(self, folder: Path, draw: random.Random) -> None:
        self._state = folder / "state.jsonl"
        self.draw, self.talk = draw, Talk(draw)
        self.clients: list[Counting] = []
        self.ends: dict[str, list[AnyEvent]] = {}
        self.texts: dict[str, list[str]] = {}
        self.seen: Counter[str] = Counter()  # jobs: chunks of the prompt and pieces of the answer
        self.supervisor = Supervisor(self._client)

    def _client(self) -> Counting:
        command = [sys.executable, "-P", "-X", "utf8", str(ENGINE)]
        self.clients.append(Counting(command, {"NIBBLE_SOAK_STATE": str(self._state)}))
        return self.clients[-1]

    @property
    def pid(self) -> int:
        """The engine's."""
        return self.clients[-1].pid or 0

    def load(self) -> None:
        """Both starter models."""
        for role, name in STARTERS.items():
            command = Load(job=new_job(), role=role, path=str(resource("starter", name)))
            assert isinstance(self.done(command), Finished)

    def done(self, command: AnyCommand) -> AnyEvent:
        """Asks, waits, and returns the end."""
        self.supervisor.ask(command)
        self.until(command.job)
        end = self.ends[command.job][0]
        self.talk.answered(command.job, "".join(self.texts.pop(command.job, [])))
        return end

    def until(self, job: str) -> None:
        """Follows until ``job`` has ended."""
        late = time.monotonic() + PATIENCE
        while job not in self.ends:
            assert time.monotonic() < late, f"stuck: {self.left()}"
            self.follow(1)

    def follow(self, seconds: float) -> Happening | None:
        """Takes one happening, if there is any."""
        happening = self.supervisor.next(seconds)
        assert not isinstance(happening, Died), happening
        if isinstance(happening, ENDS):
            self.ends.setdefault(happening.job, []).append(happening)
        elif isinstance(happening, TextDelta):
            self.texts.setdefault(happening.job, []).append(happening.text)
            self.seen[f"say {happening.job}"] += 1
        elif isinstance(happening, Progress) and happening.stage is Stage.PREFILL:
            self.seen[f"read {happening.job}"] += 1
        return happening

    def forget(self) -> None:
        """What was counted so far goes."""
        for counted in (self.ends, self.texts, self.seen, self.clients[-1].ends):
            counted.clear()

    def state(self) -> dict[str, Any]:
        """The engine's insides, after everything asked before; what it could free is freed."""
        assert isinstance(self.done(Diagnose(job=new_job())), Finished)
        state: dict[str, Any] = json.loads(self._state.read_text("utf-8").splitlines()[-1])
        return state

    def left(self) -> dict[str, int]:
        """What the program's side still holds."""
        work, client = self.supervisor._work, self.clients[-1]
        return {
            "sent": len(work._sent),
            "waiting": len(work._waiting) + len(work._returned),
            "open": len(client._open),
            "events": len(client._events),
            "requests": len(self.supervisor._requests),
        }


@contextmanager
def soaked(folder: Path, seed: int) -> Iterator[Soak]:
    """A running engine with the starter models."""
    soak = Soak(folder, random.Random(seed))
    with soak.supervisor:
        soak.load()
        yield soak


def cancel_many(soak: Soak, count: int) -> Counter[str]:
    """Asks and cancels at random moments; raises `AssertionError` unless each ends once, as
    cancelled or finished, and nothing is left. How many were cancelled when, and how they ended."""
    soak.forget()
    told: Counter[str] = Counter()
    jobs: list[str] = []
    while len(jobs) < count:
        asked = _cancelled_once(soak, told, count - len(jobs))
        jobs += asked
        for job in asked:
            soak.until(job)
    fresh = soak.talk.long_chat()
    assert isinstance(soak.done(fresh), Finished), soak.ends[fresh.job]
    state = soak.state()
    while soak.follow(0.2) is not None:  # an end too many would come now
        pass
    for job in [*jobs, fresh.job]:
        (end,) = soak.ends[job]
        assert isinstance(end, Cancelled | Finished), end
        told[type(end).__name__] += job != fresh.job
        # One that the supervisor still had was never the engine's.
        assert soak.clients[-1].ends[job] <= 1
    assert len(soak.clients) == 1 and not soak.clients[-1].late
    assert not state["jobs"] and not state["waiting"], state
    assert state["kept"] <= state["room"] <= state["context"], state
    assert not any(soak.left().values()), soak.left()
    return told


def _cancelled_once(soak: Soak, told: Counter[str], most: int) -> list[str]:
    """One to three requests of which each is cancelled once."""
    commands = [
        soak.talk.long_chat() if soak.draw.random() < 0.5 else soak.talk.request()
        for _ in range(min(most, soak.draw.randint(1, 3)))
    ]
    for command in commands:
        soak.supervisor.ask(command)
    first, *behind = [command.job for command in commands]
    moment = soak.draw.choice(["at once", "before it begins", "reading", "saying", "any time"])
    told[moment] += 1
    told["behind another"] += len(behind)
    if moment == "before it begins":
        soak.follow(0)
    elif moment == "any time":
        _follow_for(soak, soak.draw.uniform(0, 0.3))
    elif moment in ("reading", "saying"):
        _follow_to(soak, first, "read" if moment == "reading" else "say", soak.draw.randint(1, 3))
    jobs = [first, *behind]
    soak.draw.shuffle(jobs)
    for job in jobs:
        soak.supervisor.cancel(job)
        if soak.draw.random() < 0.3:
            _follow_for(soak, soak.draw.uniform(0, 0.02))
        if soak.draw.random() < 0.2:
            soak.supervisor.cancel(job)  # a person who presses twice
    return jobs


def _follow_for(soak: Soak, seconds: float) -> None:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        soak.follow(left)


def _follow_to(soak: Soak, job: str, what: str, times: int) -> None:
    """Until ``job`` has read or said so often, or ended."""
    late = time.monotonic() + PATIENCE
    while soak.seen[f"{what} {job}"] < times and job not in soak.ends:
        assert time.monotonic() < late, soak.left()
        soak.follow(1)
