"""Two commands that do everything on a fresh computer: make .venv, install, then run or test.

    python3 installers/bootstrap.py run [-- ARGUMENTS OF nibble]
    python3 installers/bootstrap.py test [-- ARGUMENTS OF pytest]

Standard library only, Python 3.11 to 3.13, Linux, macOS and Windows. Versions are read from
pyproject.toml, the one place where they are pinned.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SUPPORTED = ((3, 11), (3, 13))


def main(argv: list[str] | None = None) -> int:
    """Exit status of the program or of the tests; 3 where this computer lacks something."""
    arguments = _parser().parse_args(argv)
    if not SUPPORTED[0] <= sys.version_info[:2] <= SUPPORTED[1]:
        return _with_another_python()
    sys.path[:0] = [str(ROOT / "installers"), str(ROOT / "app")]
    from environment import Environment, InstallError

    environment = Environment(ROOT, large_torch=arguments.large_torch)
    try:
        python = environment.ready(("dev",) if arguments.command == "test" else ())
    except InstallError as error:
        print(f"bootstrap: {error}", file=sys.stderr)
        return 3
    if arguments.command == "test":
        from checks import run_checks

        return run_checks(ROOT, python, arguments.rest)
    return _run_program(python, arguments.rest)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="bootstrap.py", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument(
        "--large-torch",
        action="store_true",
        help="accept the default registry's torch (about 3 GB) if no smaller one is found",
    )
    commands = parser.add_subparsers(dest="command", required=True)
    for name, text in (("run", "install and start Nibble"), ("test", "install and run all checks")):
        command = commands.add_parser(name, help=text)
        command.add_argument("rest", nargs="*", metavar="-- ARGUMENTS")
    return parser


def _with_another_python() -> int:
    """Runs this command again with a Python that is supported, if one is on the path."""
    for minor in range(SUPPORTED[1][1], SUPPORTED[0][1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found:
            return subprocess.call([found, *sys.argv])
    have = ".".join(map(str, sys.version_info[:2]))
    print(
        f"bootstrap: Nibble needs Python 3.11, 3.12 or 3.13; this is {have}. "
        "Install one from https://www.python.org/downloads/ and run the command again.",
        file=sys.stderr,
    )
    return 3


def _run_program(python: Path, arguments: list[str]) -> int:
    if not arguments and _lacks_libraries():
        return 3
    command = [str(python), "-m", "nibble_app", *arguments]
    if os.name != "nt":
        sys.stdout.flush()
        os.execv(command[0], command)  # noqa: S606 - the program takes this process's place
    return subprocess.call(command)


def _lacks_libraries() -> bool:
    from nibble_app.system_libraries import has_display, install_command, missing_libraries

    missing = missing_libraries() if has_display() else []
    for library in missing:
        print(f"bootstrap: {library.name} is missing (package {library.apt}).", file=sys.stderr)
    if missing:
        print(f"bootstrap: install it with: {install_command(missing)}", file=sys.stderr)
    return bool(missing)


if __name__ == "__main__":
    sys.exit(main())
