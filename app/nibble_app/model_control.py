"""Keeps the engine's models as the settings want them: loads at start and after each change."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from nibble_app.background import Background
from nibble_app.folders import chosen_data_folder
from nibble_app.forecasts import Forecasts
from nibble_app.idling import Idling
from nibble_app.jobs import JobStatus, Outcome
from nibble_app.link import EngineLink, JobHandle
from nibble_app.model_choice import KEYS, chosen_load, chosen_path, is_starter
from nibble_app.notices import Notices, Tone
from nibble_app.settings import SCHEMA, Effect, Settings
from nibble_app.state import Phase
from nibble_app.together import too_many
from nibble_engine.api import Load, ModelInfo, Role, Unload, new_job
from nibble_engine.errors import OutOfMemoryError

_PAUSE_MS = 400
_EFFECTS = {setting.key: setting.effect for setting in SCHEMA}


class ModelControl(QObject):
    """Loads every role's model. If a load fails, the engine keeps its old model and so do the
    settings. Where the models do not fit into memory together, only that of the role in front is
    there, and they change places."""

    loads_changed = Signal()
    crowding_changed = Signal(bool)

    def __init__(
        self, link: EngineLink, settings: Settings, notices: Notices, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._link = link
        self._settings = settings
        self._notices = notices
        self._handles: dict[Role, JobHandle] = {}
        self._good: dict[Role, dict[str, object]] = {}
        self._following: set[Role] = set()
        self._wanted: set[Role] = set()
        self._going: set[Path] = set()
        self._restoring = False
        self._front: Role | None = None
        self._is_crowded = False
        self._background = Background(self)
        self._idling = Idling(link, settings, self._wake, self)
        # A person who steps through the choices with the arrow keys means the last one.
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._load_wanted)
        self._release = settings.subscribe(self._setting_changed)

    def start(self) -> None:
        """Load what the settings say for each role."""
        self._wanted = set(Role)
        self._load_wanted()

    def load(self, role: Role) -> None:
        """Load the model of one role, as the settings say."""
        self._wanted.add(role)
        self._load_wanted()

    def unload(self, role: Role) -> None:
        """Let the model of one role go, until it is asked for."""
        if self._link.state.models[role].info is not None:
            self._link.ask(Unload(job=new_job(), role=role, until_asked=True))

    def let_go(self, path: Path, then: Callable[[], None]) -> None:
        """Frees the model of a folder in each role, and calls ``then`` when its files are closed;
        none is loaded from there until `take_back`."""
        self._going.add(path)
        roles = [role for role in Role if self._may_hold(role, path)]
        for role in roles:
            if role in self._handles:
                self._handles[role].cancel()
        jobs = {new_job(): role for role in roles}

        def ended(job: str) -> None:
            del jobs[job]
            if not jobs:
                then()

        for job, role in list(jobs.items()):
            handle = self._link.ask(Unload(job=job, role=role))
            handle.ended.connect(lambda outcome, job=job: ended(job))
        if not roles:
            then()

    def take_back(self, path: Path) -> None:
        """The folder may be used again: the roles that still want it have it loaded."""
        if path not in self._going:
            return
        self._going.discard(path)
        models = self._link.state.models
        self._wanted |= {
            role for role in Role if self._wants(role, path) and not models[role].asleep
        }
        if self._wanted and self._link.state.phase is not Phase.OFF:
            self._load_wanted()

    def show_front(self, role: Role) -> None:
        """The person works with this role's model now."""
        self._front = role
        model = self._link.state.models[role]
        if self._is_crowded and (model.info is None or model.asleep) and role not in self._handles:
            self.load(role)

    @property
    def is_crowded(self) -> bool:
        """Whether the models take turns, because they do not fit into memory together."""
        return self._is_crowded

    def cancel(self) -> None:
        """Stop the loads that run."""
        for handle in list(self._handles.values()):
            handle.cancel()

    def close(self) -> None:
        """Follow the settings no more."""
        self._release()
        self._idling.close()
        self._timer.stop()

    @property
    def loading(self) -> bool:
        """Whether a load is on its way."""
        return bool(self._handles)

    def _setting_changed(self, key: str, value: object) -> None:
        if self._restoring:
            return
        if _EFFECTS.get(key) is Effect.RELOAD_MODEL:
            roles = [role for role, name in KEYS.items() if name == key]
            self._wanted |= set(roles or Role)
            self._timer.start()

    def _load_wanted(self) -> None:
        loads = [load for role in Role if (load := chosen_load(self._settings, role))]
        if all(is_starter(load.path) for load in loads):
            self._set_crowded(False)
            self._load_now()
            return
        held = sum(model.memory for model in self._held())

        def done(crowded: bool) -> None:
            self._set_crowded(crowded)
            self._load_now()

        self._background.run(lambda: too_many(loads, held), done)

    def _wake(self, role: Role) -> None:
        """At once: the work that needs the model is sent right behind its load."""
        command = chosen_load(self._settings, role)
        if command is not None and Path(command.path) not in self._going:
            if self._is_crowded:
                self._make_room(role)
            self._load(role, command)

    def _wants(self, role: Role, path: Path) -> bool:
        return chosen_path(self._settings, role) == path

    def _may_hold(self, role: Role, path: Path) -> bool:
        """Whether the engine has the files open, or soon would, also if it is just starting."""
        state = self._link.state
        if state.phase in (Phase.OFF, Phase.FAILED):
            return False
        info, handle = state.models[role].info, self._handles.get(role)
        load = handle.job.command if handle is not None else None
        return (
            (info is not None and Path(info.path) == path)
            or (isinstance(load, Load) and Path(load.path) == path)
            or (self._wants(role, path) and state.phase is Phase.STARTING)
        )

    def _held(self) -> list[ModelInfo]:
        models = self._link.state.models.values()
        return [model.info for model in models if model.info is not None and not model.asleep]

    def _set_crowded(self, crowded: bool) -> None:
        if crowded != self._is_crowded:
            self._is_crowded = crowded
            self.crowding_changed.emit(crowded)

    def _load_now(self) -> None:
        going = {role for path in self._going for role in Role if self._wants(role, path)}
        wanted, self._wanted = self._wanted - going, set()
        if self._is_crowded and wanted:
            front = self._front if self._front in wanted else min(wanted, key=list(Role).index)
            self._make_room(front)
            wanted = {front}
        for role in (role for role in Role if role in wanted):
            if role in self._handles:
                self._handles[role].cancel()
            command = chosen_load(self._settings, role)
            if command is None:
                self._free(role)
            else:
                self._load(role, command)
        self.loads_changed.emit()

    def _make_room(self, front: Role) -> None:
        """Every other model goes before this one comes."""
        for role in Role:
            if role is not front:
                if role in self._handles:
                    self._handles[role].cancel()
                self.unload(role)

    def _load(self, role: Role, command: Load) -> None:
        handle = self._link.load(command)
        self._handles[role] = handle
        handle.ended.connect(
            lambda outcome, role=role, handle=handle: self._ended(role, handle, outcome)
        )

    def _free(self, role: Role) -> None:
        """The role has no model any more."""
        self._good.pop(role, None)
        self._following.discard(role)
        loading = self._handles.pop(role, None) is not None
        if loading or self._link.state.models[role].info is not None:
            self._link.ask(Unload(job=new_job(), role=role))

    def _ended(self, role: Role, handle: JobHandle, outcome: Outcome) -> None:
        if self._handles.get(role) is handle:
            del self._handles[role]
        following = role in self._following
        self._following.discard(role)
        if outcome.status is JobStatus.FINISHED:
            self._remember(role, handle)
        elif outcome.status is JobStatus.FAILED and outcome.error is not None:
            if outcome.error.code != OutOfMemoryError.code:
                # Of memory the aid tells, with the next-best plan.
                self._notices.error(outcome.error)
            if not following:
                self._restore(role)
        self.loads_changed.emit()

    def _remember(self, role: Role, handle: JobHandle) -> None:
        load = handle.job.command
        assert isinstance(load, Load)
        info = self._link.state.models[role].info
        if info is not None:
            forecasts = Forecasts(chosen_data_folder(self._settings))
            Background(self).run(partial(forecasts.add, info), lambda record: None)
        self._good[role] = {
            KEYS[role]: self._settings.get(KEYS[role]),
            "engine.level": str(load.level),
            "engine.device": load.device,
            "engine.threads": load.threads,
            "engine.context": load.context,
            "engine.head": load.head,
            "engine.cache": load.cache,
        }

    def _restore(self, role: Role) -> None:
        """The old model is still there: the settings go back to what it was loaded with."""
        good = self._good.get(role, {})
        if self._link.state.models[role].info is None:
            return
        changed = [key for key, value in good.items() if self._settings.get(key) != value]
        if not changed:
            return
        self._restoring = True
        for key in changed:
            self._settings.set(key, good[key])
        self._restoring = False
        self._notices.show(
            self.tr("The model that was there stays, and so do its settings."), Tone.INFO
        )
        # The other roles share the bits and the device: they go back with this one, and stay
        # what they are where they cannot.
        if set(changed) - set(KEYS.values()):
            self._following = {other for other in Role if other is not role}
            self._wanted |= self._following
            self._load_wanted()
