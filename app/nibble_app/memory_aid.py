"""When memory runs out: says so, and offers the next-best plan with a button."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QLocale, QObject

from nibble_app.background import Background
from nibble_app.engine_words import level_text, model_name
from nibble_app.error_text import describe
from nibble_app.link import EngineLink
from nibble_app.model_choice import KEYS, chosen_load, model_folders
from nibble_app.notices import Action, Notices, Tone
from nibble_app.settings import Settings
from nibble_engine.api import (
    TRANSLATION,
    AnyCommand,
    Embed,
    ErrorInfo,
    Load,
    Role,
    Unload,
    Weigh,
    new_job,
)
from nibble_engine.errors import OutOfMemoryError
from nibble_engine.memory import free_memory
from nibble_engine.models.shelf import scan
from nibble_engine.quantization.ladder import Step, ladder

_MEMORY_SIGNALS = ("SIGKILL", "SIGBUS")
_NO_MEMORY = re.compile(r"bad_alloc|out of memory|cannot allocate|can't allocate", re.IGNORECASE)
translate = QCoreApplication.translate


class MemoryAid(QObject):
    """Hears of every job that failed and every engine that died."""

    def __init__(
        self, link: EngineLink, settings: Settings, notices: Notices, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._link, self._settings, self._notices = link, settings, notices
        self._background = Background(self)
        link.failed.connect(self._failed)
        link.died.connect(self._died)

    def take(self, step: Step) -> None:
        """Has the models loaded as a step says: its values become the settings, which reload."""
        load = step.load
        values = {
            KEYS[load.role]: load.path,
            "engine.level": str(load.level),
            "engine.context": load.context,
            "engine.cache": load.cache,
            "engine.head": load.head,
            "engine.device": load.device,
        }
        starter = chosen_load(self._settings, load.role)
        if starter is not None and load.path == starter.path:
            del values[KEYS[load.role]]
        if step.kind == "model":
            # The others keep their bits: a smaller model was chosen, no other level.
            del values["engine.level"]
        self._make_room(load)
        changed = [key for key, value in values.items() if self._settings.get(key) != value]
        for key in changed:
            self._settings.set(key, values[key])
        if not changed:
            self._link.load(load)

    def _start_afresh(self, role: Role) -> None:
        """A new engine with the starter: it holds nothing of what the old one could not give
        back."""
        self._settings.reset(KEYS[role])
        self._settings.reset("engine.context")
        self._link.restart()

    def _make_room(self, load: Load) -> None:
        """The model that is there goes first, unless it is the same one for another context: two
        would need the room that is missing."""
        info = self._link.state.models[load.role].info
        if info is None:
            return
        device = load.device if load.device != "auto" else info.device
        same = (info.path, info.wanted, info.head, info.device)
        if same != (load.path, load.level, load.head, device):
            self._link.ask(Unload(job=new_job(), role=load.role))

    def _failed(self, command: AnyCommand, error: ErrorInfo) -> None:
        if error.code != OutOfMemoryError.code or isinstance(command, Weigh):
            return  # Weighing loads a second model, and its page says what it needs.
        role = command.role if isinstance(command, Load) else self._role(command)
        load = command if isinstance(command, Load) else chosen_load(self._settings, role)
        free = error.params.get("free")
        text = describe(error)
        self._look(load, free if isinstance(free, int) else None, text.title, text.detail)

    def _died(self, error: ErrorInfo, command: AnyCommand | None) -> None:
        """A command that runs when the system ends the engine tells whose model was too much."""
        how = str(error.params.get("how", ""))
        if how not in _MEMORY_SIGNALS and not _NO_MEMORY.search(error.detail):
            return
        role = Role.CHAT if command is None else self._role(command)
        load = command if isinstance(command, Load) else chosen_load(self._settings, role)
        title = translate(
            "MemoryAid", "The system ended the engine, most likely for want of memory"
        )
        detail = translate("MemoryAid", "What was written so far is kept.")
        self._look(load, None, title, detail)

    def _role(self, command: AnyCommand) -> Role:
        if isinstance(command, Load):
            return command.role
        if isinstance(command, Embed):
            return Role.EMBEDDING
        has_translator = self._link.state.models[Role.TRANSLATION].info is not None
        if isinstance(command, TRANSLATION) and has_translator:
            return Role.TRANSLATION
        return Role.CHAT

    def _look(self, load: Load | None, free: int | None, title: str, detail: str) -> None:
        if load is None:
            return
        folders = model_folders(self._settings)
        info = self._link.state.models[load.role].info
        device = info.device if info is not None else load.device
        device = "cuda" if device == "cuda" else "cpu"

        # What the role's model has now it gives back, or goes on using.
        held = info.memory if info is not None else 0

        def work() -> list[Step]:
            here = free_memory()
            return ladder(
                load,
                held + (here if free is None else free),
                device=device,
                others=scan(folders),
                free_beside=here,
            )

        self._background.run(work, partial(self._offer, title, detail, load))

    def _offer(self, title: str, detail: str, load: Load, steps: Sequence[Step]) -> None:
        if not steps:
            more = translate("MemoryAid", "Close other programs, or start afresh with the starter.")
            afresh = Action(
                translate("MemoryAid", "Start afresh"), partial(self._start_afresh, load.role)
            )
            self._notices.show(title, Tone.ERROR, detail=f"{detail} {more}", action=afresh)
            return
        actions = [Action(step_text(step, load), partial(self.take, step)) for step in steps]
        self._notices.show(
            title,
            Tone.ERROR,
            detail=f"{detail} {cost_text(steps[0], load)}",
            action=actions[0],
            more=actions[1:],
        )


def step_text(step: Step, load: Load) -> str:
    """What the button says."""
    wanted = step.load
    return {
        "context": translate("MemoryAid", "Use {context} tokens of context").format(
            context=QLocale().toString(wanted.context)
        ),
        "cache": translate("MemoryAid", "Keep the conversation in 8 bits"),
        "head": translate("MemoryAid", "Keep the head in 8 bits"),
        "bits": translate("MemoryAid", "Load it with {level}").format(
            level=level_text(wanted.level)
        ),
        "all": translate("MemoryAid", "Load it as small as it can be"),
        "model": translate("MemoryAid", "Use {model}").format(model=model_name(step.name)),
        "cpu": translate("MemoryAid", "Use the processor instead"),
    }[step.kind]


def cost_text(step: Step, load: Load) -> str:
    """What is given up, in a sentence."""
    wanted, number = step.load, QLocale().toString
    return {
        "context": translate(
            "MemoryAid", "With {fewer} tokens of context instead of {more} it fits."
        ).format(fewer=number(wanted.context), more=number(load.context)),
        "cache": translate(
            "MemoryAid", "With the conversation kept in 8 bits it fits; words come a little slower."
        ),
        "head": translate(
            "MemoryAid", "With its last matrix in 8 bits it fits, at hardly any loss."
        ),
        "bits": translate("MemoryAid", "With {level} instead of {more} it fits.").format(
            level=level_text(wanted.level), more=level_text(load.level)
        ),
        "all": translate(
            "MemoryAid", "It fits with the fewest bits and {fewer} tokens of context."
        ).format(fewer=number(wanted.context)),
        "model": translate("MemoryAid", "{model}, which is smaller, fits.").format(
            model=model_name(step.name)
        ),
        "cpu": translate(
            "MemoryAid", "It fits into the computer's own memory, where it is slower."
        ),
    }[step.kind]
