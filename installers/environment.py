"""The virtual environment: made, checked in a moment, filled and repaired."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import torch_build

# Runs inside the environment: which pinned distributions are absent, of another version, or have
# lost their files (a folder deleted by hand leaves the metadata behind).
_PROBE = r"""
import importlib.metadata as m, importlib.util as u, json, re, sys
wrong = []
for pin in json.loads(sys.argv[1]):
    name, _, version = pin.partition("==")
    try:
        d = m.distribution(name)
    except m.PackageNotFoundError:
        wrong.append(name)
        continue
    if version and d.version.split("+")[0] != version:
        wrong.append(name)
        continue
    tops = {f.parts[0] for f in d.files or () if len(f.parts) > 1 and f.name == "__init__.py"
            and len(f.parts) == 2}
    if any(not u.find_spec(t) or not u.find_spec(t).origin for t in tops):
        wrong.append(name)
print(json.dumps(wrong))
"""


class InstallError(Exception):
    """Something could not be installed; the text says what and what to do."""


class Environment:
    """The folder .venv of a checkout; `ready` makes it fit and returns its Python."""

    def __init__(self, root: Path, *, large_torch: bool = False) -> None:
        self.root = root
        self.folder = root / ".venv"
        self.large_torch = large_torch

    @property
    def python(self) -> Path:
        """The interpreter inside."""
        if os.name == "nt":
            return self.folder / "Scripts" / "python.exe"
        return self.folder / "bin" / "python"

    def ready(self, extras: tuple[str, ...]) -> Path:
        """Interpreter of an environment that holds the program and ``extras``.

        Takes well under a second when nothing is to be done. Raises `InstallError`.
        """
        if not self._works():
            self._make()
        wanted = self._stamp(extras)
        if self._stamped() not in (wanted, self._stamp(("dev",))) or self._damaged():
            self._install(extras)
            (self.folder / "nibble.json").write_text(json.dumps(wanted), encoding="utf-8")
        return self.python

    def _works(self) -> bool:
        """Whether the interpreter starts, is this one's version and has pip."""
        code = "import sys, pip; print(*sys.version_info[:2])"
        try:
            answer = subprocess.run(
                [str(self.python), "-c", code],
                check=False,
                capture_output=True,
                text=True,
                timeout=60,
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return answer.returncode == 0 and answer.stdout.split() == [
            str(part) for part in sys.version_info[:2]
        ]

    def _make(self) -> None:
        if self.folder.exists():
            _say("the virtual environment .venv does not work: making it again")
            shutil.rmtree(self.folder)
        else:
            _say("making the virtual environment .venv")
        try:
            venv.create(self.folder, with_pip=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise InstallError(
                f"Python could not make a virtual environment ({error}). On Debian and Ubuntu "
                "install the package python3-venv, then run the command again."
            ) from error

    def _stamp(self, extras: tuple[str, ...]) -> dict[str, str]:
        project = (self.root / "pyproject.toml").read_bytes()
        return {"pyproject": hashlib.sha256(project).hexdigest(), "extras": ",".join(extras)}

    def _stamped(self) -> dict[str, str]:
        try:
            stamp: dict[str, str] = json.loads((self.folder / "nibble.json").read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return stamp

    def _damaged(self) -> list[str]:
        """Names of pinned distributions that are not as they should be."""
        answer = subprocess.run(
            [str(self.python), "-c", _PROBE, json.dumps(torch_build.pins(self.root))],
            check=False,
            capture_output=True,
            text=True,
        )
        if answer.returncode != 0:
            return ["everything"]
        wrong: list[str] = json.loads(answer.stdout)
        return wrong

    def _install(self, extras: tuple[str, ...]) -> None:
        damaged = self._damaged()
        if "torch" in damaged or "everything" in damaged:
            self._install_torch()
        target = str(self.root) + (f"[{','.join(extras)}]" if extras else "")
        _say("installing the program and its libraries (a few minutes the first time)")
        if not self.pip("install", "--editable", target):
            raise InstallError("the libraries could not be installed; pip's words are above.")
        still = [name for name in self._damaged() if name != "torch"]
        if still and not self.pip("install", "--force-reinstall", "--no-deps", *self._pins(still)):
            raise InstallError(f"could not repair: {', '.join(still)}")

    def _pins(self, names: list[str]) -> list[str]:
        return [pin for pin in torch_build.pins(self.root) if pin.split("==")[0] in names]

    def _install_torch(self) -> None:
        for source in torch_build.sources(self.root, allow_large=self.large_torch):
            _say(source.says)
            if self.pip("install", "--force-reinstall", *source.arguments, quiet=source.may_fail):
                return
        raise InstallError(torch_build.NOT_FOUND)

    def pip(self, *arguments: str, quiet: bool = False) -> bool:
        """Whether pip did it; its words go to stderr, or nowhere where failing is expected."""
        command = [str(self.python), "-m", "pip", arguments[0], "--disable-pip-version-check", "-q"]
        output = subprocess.DEVNULL if quiet else sys.stderr.fileno()
        return subprocess.call([*command, *arguments[1:]], stdout=output, stderr=output) == 0


def _say(text: str) -> None:
    print(f"bootstrap: {text}", file=sys.stderr, flush=True)
