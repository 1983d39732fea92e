"""Which model each role is to have, by the settings: a `Load` command, and the shelf's folders."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from nibble_app.folders import chosen_data_folder
from nibble_app.settings import Settings
from nibble_engine.api import Device, Level, Load, Role, Sampling, new_job
from nibble_engine.download.known_copies import hub_cache
from nibble_engine.resources import resource

_STARTERS = {Role.CHAT: "chat", Role.TRANSLATION: "translator"}
KEYS = {
    Role.CHAT: "engine.chat_model",
    Role.TRANSLATION: "engine.translation_model",
    Role.EMBEDDING: "engine.embedding_model",
}


def chosen_path(settings: Settings, role: Role) -> Path | None:
    """The model folder of a role; where nothing is chosen the starter, or None where there is
    none: nothing embeds until the person adds a model that does."""
    if chosen := str(settings.get(KEYS[role])):
        return Path(chosen)
    return resource("starter", _STARTERS[role]) if role in _STARTERS else None


def is_starter(path: str) -> bool:
    """Whether a folder is one of the starters, which are too small to be in each other's way."""
    return Path(path) in [resource("starter", name) for name in _STARTERS.values()]


def chosen_load(settings: Settings, role: Role, path: str = "") -> Load | None:
    """The command that loads a role's model, or that at ``path``, as the settings say; None where
    there is none."""
    path = path or str(chosen_path(settings, role) or "")
    if not path:
        return None
    return Load(
        job=new_job(),
        role=role,
        path=path,
        level=Level(str(settings.get("engine.level"))),
        device=_device(settings),
        threads=int(settings.get("engine.threads")),
        context=int(settings.get("engine.context")),
        head="8" if settings.get("engine.head") == "8" else "16",
        cache="8" if settings.get("engine.cache") == "8" else "16",
    )


def model_folders(settings: Settings) -> list[Path]:
    """Where models are looked for: the starters, the program's own folder, the hub's cache."""
    return [resource("starter"), chosen_data_folder(settings) / "models", hub_cache()]


def sampling(settings: Settings) -> Sampling:
    """How answers are chosen, by the settings."""
    seed = int(settings.get("sampling.seed"))
    return Sampling(
        temperature=float(settings.get("sampling.temperature")),
        top_p=float(settings.get("sampling.top_p")),
        top_k=int(settings.get("sampling.top_k")),
        repetition_penalty=float(settings.get("sampling.repetition_penalty")),
        max_new_tokens=int(settings.get("sampling.max_new_tokens")),
        seed=None if seed < 0 else seed,
    )


def _device(settings: Settings) -> Device:
    wanted = settings.get("engine.device")
    return next(device for device in get_args(Device) if device == wanted)
