"""``nibble models get``: a model from the hub, a mirror or a folder; the same command goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer
from PySide6.QtCore import QCoreApplication

from nibble_app.console import CommandFailed, command_line, put, put_json
from nibble_app.download_lines import ProgressLines
from nibble_app.folders import chosen_data_folder
from nibble_app.i18n import QT_TRANSLATE_NOOP
from nibble_app.options import Json
from nibble_engine.errors import NibbleError

if TYPE_CHECKING:
    from nibble_engine.download.model_download import Got

_STOPPED = QT_TRANSLATE_NOOP("Console", "Stopped. The same command goes on from here.")
_NO_HASHES = QT_TRANSLATE_NOOP(
    "Console", "The folder has no list of hashes: the copy is like it, but is it the right model?"
)


def get(
    model: Annotated[
        str,
        typer.Argument(
            metavar="REPO|URL|FOLDER", help="An id of the hub, its address, or a folder."
        ),
    ],
    revision: Annotated[str, typer.Option(help="Branch, tag or commit.")] = "",
    mirror: Annotated[
        list[str] | None,
        typer.Option(
            help="Where else it can be had: an address, modelscope+ADDRESS, or a folder. "
            "May be given several times."
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Get a model. Ctrl+C stops it; the same command goes on where it was."""
    # Late: other commands and the window start without HTTP.
    from nibble_app.downloads.sources import ways_of
    from nibble_engine.download import address
    from nibble_engine.download.model_download import ModelDownload

    with command_line(as_json=as_json) as settings:
        models = chosen_data_folder(settings) / "models"
        lines = ProgressLines(model, sys.stderr)
        try:
            ways = ways_of(settings, mirror or [])
            where = address.read(model, ways.hub)
            if revision:
                where = address.at(where, revision)
            got = ModelDownload(where, models, ways, report=lines.show).run()
        except NibbleError as error:
            lines.end()
            raise CommandFailed(error.info()) from error
        except KeyboardInterrupt:
            lines.end()
            _say(_STOPPED)
            raise
        lines.end()
        _tell(got, as_json=as_json)


def _tell(got: Got, *, as_json: bool) -> None:
    if not got.is_hashed:
        _say(_NO_HASHES)
    if as_json:
        put_json(_described(got))
    else:
        put(f"{got.folder}\n")


def _say(text: str) -> None:
    translate: Callable[[str, str], str] = QCoreApplication.translate
    sys.stderr.write(f"nibble: {translate('Console', text)}\n")


def _described(got: Got) -> dict[str, Any]:
    return {
        "ok": True,
        "path": str(got.folder),
        "repository": got.manifest.repository,
        "commit": got.manifest.commit,
        "bytes": got.manifest.size,
        "bytes_fetched": got.fetched,
        "bytes_reused": got.reused,
        "seconds": round(got.seconds, 3),
        "has_hashes": got.is_hashed,
        "files": [
            {"name": file.name, "size": file.size, "hash": file.digest}
            for file in got.manifest.files
        ],
    }
