"""System libraries that Qt needs on Linux, and the package that brings each one.

Standard library only: the bootstrap asks it before anything is installed.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import socket
import sys
from pathlib import Path
from typing import NamedTuple


class Library(NamedTuple):
    """A shared object and the package that holds it, by package manager."""

    name: str
    apt: str
    dnf: str
    pacman: str


ALWAYS = (
    Library("libEGL.so.1", "libegl1", "libglvnd-egl", "libglvnd"),
    Library("libGL.so.1", "libgl1", "libglvnd-glx", "libglvnd"),
    Library("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    Library("libdbus-1.so.3", "libdbus-1-3", "dbus-libs", "dbus"),
    Library("libfontconfig.so.1", "libfontconfig1", "fontconfig", "fontconfig"),
    Library("libglib-2.0.so.0", "libglib2.0-0", "glib2", "glib2"),
)
X11 = (
    Library("libxcb-cursor.so.0", "libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    Library("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
    Library("libxcb-icccm.so.4", "libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    Library("libxcb-image.so.0", "libxcb-image0", "xcb-util-image", "xcb-util-image"),
    Library("libxcb-keysyms.so.1", "libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    Library(
        "libxcb-render-util.so.0",
        "libxcb-render-util0",
        "xcb-util-renderutil",
        "xcb-util-renderutil",
    ),
    Library("libxcb-shape.so.0", "libxcb-shape0", "libxcb", "libxcb"),
)


def has_display() -> bool:
    """Whether a window could appear: always outside Linux, else if a display server answers.

    Qt ends the process where the variables name a server that is not there.
    """
    if not sys.platform.startswith("linux"):
        return True
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in ("offscreen", "minimal", "vnc"):
        return True
    return _wayland_answers(os.environ.get("WAYLAND_DISPLAY", "")) or _x11_answers(
        os.environ.get("DISPLAY", "")
    )


def missing_libraries() -> list[Library]:
    """The libraries a window needs that cannot be loaded here; empty outside Linux."""
    if not sys.platform.startswith("linux"):
        return []
    x11 = bool(os.environ.get("DISPLAY")) and "QT_QPA_PLATFORM" not in os.environ
    return [library for library in ALWAYS + (X11 if x11 else ()) if not _loads(library.name)]


def install_command(libraries: list[Library]) -> str:
    """The command that installs these with this computer's package manager."""
    if shutil.which("dnf"):
        return "sudo dnf install " + " ".join(sorted({library.dnf for library in libraries}))
    if shutil.which("pacman"):
        return "sudo pacman -S " + " ".join(sorted({library.pacman for library in libraries}))
    return "sudo apt-get install " + " ".join(sorted({library.apt for library in libraries}))


def _wayland_answers(name: str) -> bool:
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(name) and _connects(str(Path(folder) / name))


def _x11_answers(name: str) -> bool:
    """``name`` as X(7) has it: [host]:display[.screen], or the path of a socket."""
    if name.startswith("/"):
        return _connects(re.sub(r"\.\d+$", "", name)) or _connects(name)
    found = re.fullmatch(r"(?P<host>.*):(?P<number>\d+)(\.\d+)?", name)
    if not found:
        return False
    number = int(found["number"])
    if found["host"] in ("", "unix"):
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - where X servers have theirs
        return _connects(path) or _connects("\0" + path)
    try:
        with socket.create_connection((found["host"], 6000 + number), timeout=2):
            return True
    except OSError:
        return False


def _connects(path: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(2)
        try:
            probe.connect(path)
        except OSError:
            return False
    return True


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
