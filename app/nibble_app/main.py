"""The program with its window, or the reason why there cannot be one."""

from __future__ import annotations

import signal
import sys

from nibble_app.system_libraries import has_display, install_command, missing_libraries

EXIT_NO_DISPLAY = 2
_NO_DISPLAY = """Nibble cannot open a window here: there is no display.
The same work goes without one:
  nibble translate --to zh "Good morning"
  nibble say "How do I return an item?"
  nibble write shorten "A text that is too long."
"""


def run_window() -> int:
    """Shows the window until it is closed; the exit status."""
    problem = _why_not()
    if problem:
        sys.stderr.write(problem)
        return EXIT_NO_DISPLAY
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from nibble_app.program import Program

    app = QApplication(sys.argv[:1])
    program = Program.open(app)
    program.window.show()
    # The first frame is on the screen before the engine's process costs anything.
    QTimer.singleShot(0, program.start)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, frame: program.window.close())
    beat = QTimer()  # lets Python see signals while Qt waits
    beat.start(250)
    beat.timeout.connect(lambda: None)
    status = app.exec()
    beat.stop()
    program.close()
    return status


def _why_not() -> str:
    if not has_display():
        return _NO_DISPLAY
    missing = missing_libraries()
    if missing:
        names = ", ".join(library.name for library in missing)
        return (
            f"Nibble cannot open a window: this system lacks {names}.\n"
            f"Install them with: {install_command(missing)}\n"
            'Without a window: nibble translate --to zh "Good morning"\n'
        )
    return ""
