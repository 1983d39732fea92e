"""System libraries that Qt needs on Linux, and the package that brings each one.

Standard library only: the bootstrap asks it before anything is installed.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
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
    """Whether a window could appear: always outside Linux, else by the session's variables."""
    if not sys.platform.startswith("linux"):
        return True
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in ("offscreen", "minimal", "vnc"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


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


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
