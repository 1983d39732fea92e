"""Why the window cannot open, in the person's language: on the terminal or in a box."""

from __future__ import annotations

import sys
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt

from nibble_app import folders, language
from nibble_app.settings import Settings
from nibble_app.store import StoreError
from nibble_app.system_libraries import Library, has_display, install_command, missing_libraries

_COMMANDS = """
  nibble translate --to zh "Good morning"
  nibble say "How do I return an item?"
  nibble write shorten "A text that is too long."
"""


class StartProblem(NamedTuple):
    """What happened, and what to do next. Plain text."""

    title: str
    detail: str


def screen_problem() -> StartProblem | None:
    """Why there can be no window at all; None where there can be one."""
    display = has_display()
    missing = missing_libraries() if display else []
    if display and not missing:
        return None
    # There will be no QApplication: a core one is enough to translate.
    app = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    language.install(app, str(Settings(folders.config_file()).get("ui.language")))
    return _lacking(missing) if missing else _no_display()


def store_problem(error: StoreError) -> StartProblem:
    """Why the data cannot be used; it is left as it is."""
    translate, path = QCoreApplication.translate, error.path
    if error.code == "in_use":
        return StartProblem(
            translate("Start", "Nibble is open already"),
            translate(
                "Start",
                "Another window works with the data in {folder}. Go on in that one, or close it "
                "and start Nibble again.",
            ).format(folder=path.parent),
        )
    if error.code == "newer":
        return StartProblem(
            translate("Start", "Your data comes from a later version of Nibble"),
            translate(
                "Start",
                "Nothing was changed in {path}. Install the version you had, or choose another "
                "data folder: in {config}, under [data], the key folder.",
            ).format(path=path, config=folders.config_file()),
        )
    return StartProblem(
        translate("Start", "Nibble cannot open its data"),
        translate(
            "Start",
            "The file {path} cannot be used: {reason}. Nothing was changed in it. Check that the "
            "folder is there, that you may write in it and that the disk has room, then start "
            "Nibble again.",
        ).format(path=path, reason=error),
    )


def write(problem: StartProblem) -> None:
    """Tells it on the terminal."""
    sys.stderr.write(f"{problem.title}\n{problem.detail}\n")


def show(problem: StartProblem) -> None:
    """Tells it in a box, and waits until that is closed."""
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(QMessageBox.Icon.Warning, "Nibble", problem.title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setInformativeText(problem.detail)
    box.exec()


def _no_display() -> StartProblem:
    translate = QCoreApplication.translate
    return StartProblem(
        translate("Start", "Nibble cannot open a window here: there is no display."),
        translate("Start", "The same work goes without one:") + _COMMANDS.rstrip(),
    )


def _lacking(missing: list[Library]) -> StartProblem:
    translate = QCoreApplication.translate
    names = ", ".join(library.name for library in missing)
    return StartProblem(
        translate("Start", "Nibble cannot open a window: this system lacks {names}.").format(
            names=names
        ),
        translate("Start", "Install them with: {command}").format(command=install_command(missing))
        + "\n"
        + translate("Start", "The same work goes without a window:")
        + _COMMANDS.rstrip(),
    )
