"""``nibble models list``, ``verify``, ``remove`` and ``move``: the models on this computer."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from PySide6.QtCore import QCoreApplication

from nibble_app.console import (
    BLOCKED,
    FAILED,
    CommandFailed,
    command_line,
    put,
    put_json,
)
from nibble_app.error_text import GIGABYTE, describe
from nibble_app.folders import chosen_data_folder
from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_app.model_choice import KEYS, model_folders
from nibble_app.options import Json
from nibble_app.settings import Settings
from nibble_engine.api import ErrorInfo, Level
from nibble_engine.errors import DiskError, ModelNotFoundError, NibbleError
from nibble_engine.models.shelf import ShelfModel, scan
from nibble_engine.models.upkeep import ModelHome, Space, size_of
from nibble_engine.models.verifying import Verdict
from nibble_engine.models.verifying import verify as verified
from nibble_engine.paths import sendable

_LONGEST_PATH = 4096
_SPACE = QT_TRANSLATE_NOOP(
    "Console", "{used} GB of models in {folder}, {trash} GB in the trash, {free} GB free."
)
_STATES = {
    "sound": QT_TRANSLATE_NOOP("Console", "{file}: as it should be"),
    "damaged": QT_TRANSLATE_NOOP("Console", "{file}: damaged"),
    "missing": QT_TRANSLATE_NOOP("Console", "{file}: missing"),
    "unknown": QT_TRANSLATE_NOOP("Console", "{file}: no hash to compare with"),
}
_NOTHING_KNOWN = QT_TRANSLATE_NOOP(
    "Console",
    "The folder brings no list of hashes, so nothing tells whether its files are the right ones.",
)
_GET_AGAIN = QT_TRANSLATE_NOOP("Console", "Get the model again: only what is damaged is fetched.")
_ASK = QT_TRANSLATE_NOOP("Console", "Put {path} ({size} GB) into the trash?")
_ASK_FOR_GOOD = QT_TRANSLATE_NOOP("Console", "Delete {path} ({size} GB) for good?")
_ASK_CHOSEN = QT_TRANSLATE_NOOP("Console", "It is the model that you work with now.")
_IN_TRASH = QT_TRANSLATE_NOOP(
    "Console",
    "It is in the trash and takes room until you remove it there:\n"
    '  nibble models remove "{trash}"\n'
    'This brings it back:\n  nibble models move "{trash}" "{path}"',
)
_GONE = QT_TRANSLATE_NOOP("Console", "{path} is deleted.")

Folder = Annotated[Path, typer.Argument(help="Folder of the model, or its name in the list.")]


def list_models(as_json: Json = False) -> None:
    """List the models on this computer, and the room that they take."""
    with command_line(as_json=as_json) as settings, _in_words():
        home = _home(settings)
        found = scan(model_folders(settings))
        if as_json:
            put_json([_described(model) for model in found])
            return
        for model in found:
            put(_line(model))
        _say_space(home)


def space(as_json: Json = False) -> None:
    """Show the room on the disk of the program's own models, and what they and the trash take."""
    with command_line(as_json=as_json) as settings, _in_words():
        home = _home(settings)
        if as_json:
            put_json({"ok": True, "folder": _shown(home.models), **_bytes(home.space())})
        else:
            _say_space(home)


def _say_space(home: ModelHome) -> None:
    gigabytes = {key: f"{value / GIGABYTE:.1f}" for key, value in _bytes(home.space()).items()}
    put(_tr(_SPACE).format(folder=_shown(home.models), **gigabytes) + "\n")


def verify(folder: Folder, as_json: Json = False) -> None:
    """Compare a model's files with the hashes it came with. The status is 1 where a file is
    damaged or missing, and 3 where there are no hashes to compare with."""
    with command_line(as_json=as_json) as settings, _in_words():
        found = []
        for verdict in verified(_folder(settings, folder)):
            found.append(verdict)
            if not as_json:
                put(_tr(_STATES[verdict.state]).format(file=_shown(Path(verdict.file))) + "\n")
        _conclude(found, as_json=as_json)


def remove(
    folder: Folder,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: Json = False,
) -> None:
    """Put a model of the program's own folder into the trash; delete one that is there already."""
    with command_line(as_json=as_json) as settings, _in_words():
        home, path = _home(settings), _folder(settings, folder)
        home.check_ours(path)
        if not yes:
            _ask(settings, home, path)
        place = home.remove(path)
        if as_json:
            trash = None if place is None else _shown(place)
            put_json({"ok": True, "path": _shown(path), "trash": trash})
        elif place is None:
            put(_tr(_GONE).format(path=_shown(path)) + "\n")
        else:
            put(_tr(_IN_TRASH).format(trash=_shown(place), path=_shown(path)) + "\n")


def move(
    folder: Folder,
    to: Annotated[Path, typer.Argument(help="New place, or a folder to put it in.")],
    as_json: Json = False,
) -> None:
    """Move a model out of the program's folder or into it; between disks too."""
    with command_line(as_json=as_json) as settings, _in_words():
        path = _folder(settings, folder)
        place = _home(settings).move(path, _absolute(to))
        for key in KEYS.values():
            chosen = str(settings.get(key))
            if chosen and Path(chosen) == path:
                settings.set(key, str(place))
        if as_json:
            put_json({"ok": True, "path": _shown(place)})
        else:
            put(f"{_shown(place)}\n")


@contextmanager
def _in_words() -> Iterator[None]:
    """Errors of the engine's library, and of the disk, as those of a command."""
    try:
        yield
    except NibbleError as error:
        raise CommandFailed(error.info()) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise CommandFailed(DiskError(path=str(error.filename), reason=reason).info()) from error


def _home(settings: Settings) -> ModelHome:
    data = chosen_data_folder(settings)
    return ModelHome(data / "models", data / "trash" / "models")


def _folder(settings: Settings, given: Path) -> Path:
    """The folder that was typed, or that of the model of this name. Raises
    `ModelNotFoundError`."""
    if given.exists() or len(given.parts) > 1 or given.is_absolute():
        return _absolute(given)
    for model in scan(model_folders(settings)):
        if str(given) in (model.name, Path(model.path).name):
            return Path(model.path)
    raise ModelNotFoundError(path=str(given))


def _absolute(path: Path) -> Path:
    # Not resolved: a link would no longer be what the person typed.
    return Path(os.path.abspath(path))  # noqa: PTH100


def _ask(settings: Settings, home: ModelHome, path: Path) -> None:
    question = _tr(_ASK_FOR_GOOD if home.is_in_trash(path) else _ASK)
    text = question.format(path=_shown(path), size=f"{size_of(path) / GIGABYTE:.1f}")
    if any(str(settings.get(key)) == str(path) for key in KEYS.values()):
        text = f"{_tr(_ASK_CHOSEN)} {text}"
    typer.confirm(text, abort=True, err=True)


def _conclude(found: list[Verdict], *, as_json: bool) -> None:
    bad = [verdict for verdict in found if verdict.state in ("damaged", "missing")]
    has_hashes = any(verdict.state != "unknown" for verdict in found)
    if as_json:
        files = [{"file": _shown(Path(one.file)), "state": one.state} for one in found]
        put_json({"ok": has_hashes and not bad, "has_hashes": has_hashes, "files": files})
    elif bad or not has_hashes:
        put(_tr(_GET_AGAIN if bad else _NOTHING_KNOWN) + "\n")
    if bad or not has_hashes:
        raise SystemExit(FAILED if bad else BLOCKED)


def _line(model: ShelfModel) -> str:
    problem = describe(ErrorInfo(code=model.problem)).title if model.problem else ""
    roles = ", ".join(model.roles) or problem
    stored = f"stored at {model.prequantized}" if model.prequantized else "16 bits"
    size = f"{model.size / 1e6:.1f} MB"
    return f"{model.name}\n  {roles} · {stored} · {size}\n  {_shown(Path(model.path))}\n"


def _described(model: ShelfModel) -> dict[str, Any]:
    return {
        "name": model.name,
        "path": _shown(Path(model.path)),
        "roles": [str(role) for role in model.roles],
        "parameters": model.parameters,
        "size": model.size,
        "level": str(model.prequantized or Level.FULL),
        "starter": model.starter,
        "problem": model.problem,
    }


def _bytes(space: Space) -> dict[str, int]:
    return {"free": space.free, "used": space.used, "trash": space.trash}


def _shown(path: Path) -> str:
    return sendable(str(path), _LONGEST_PATH)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Console", text)
