"""Everything that must hold before a change lands: lint, types, contracts, translations, tests."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def run_checks(root: Path, python: Path, pytest_arguments: list[str]) -> int:
    """0 if every check passed. The tests run last, so that the output ends with their summary."""
    run = [str(python), "-m"]
    scripts = python.parent
    steps = {
        "lint": [*run, "ruff", "check", "."],
        "format": [*run, "ruff", "format", "--check", "."],
        "types": [*run, "mypy"],
        "import contracts": [str(scripts / "lint-imports"), "--no-cache"],
        "translations": [str(python), str(root / "installers" / "translations.py"), "check"],
    }
    failed = [name for name, command in steps.items() if not _passes(root, name, command)]
    for name in failed:
        print(f"FAILED: {name}", file=sys.stderr)
    tests = [*run, "pytest", *(pytest_arguments or _side_by_side())]
    status = subprocess.call(tests, cwd=root, env=_environment(root))
    return status or (1 if failed else 0)


def _side_by_side() -> list[str]:
    """All tests, two files at a time: most of them wait for a process or for the window. More than
    two would need more memory than many computers have for as many models."""
    workers = str(min(2, os.cpu_count() or 1))
    # A worker that crashed is the end: xdist 3.8 waits for ever after it has replaced one.
    return ["-n", workers, "--dist", "loadfile", "--max-worker-restart", "0"]


def _passes(root: Path, name: str, command: list[str]) -> bool:
    print(f"== {name}", flush=True)
    return subprocess.call(command, cwd=root, env=_environment(root)) == 0


def _environment(root: Path) -> dict[str, str]:
    paths = os.pathsep.join([str(root / "app"), str(root / "engine")])
    return {**os.environ, "PYTHONPATH": paths, "PYTHONUTF8": "1"}
