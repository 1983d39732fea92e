"""The program with its window, or the reason why there cannot be one."""

from __future__ import annotations

import signal
import sys

from nibble_app import start_problem

EXIT_NO_DISPLAY = 2
EXIT_NO_DATA = 3


def run_window() -> int:
    """Shows the window until it is closed; the exit status."""
    problem = start_problem.screen_problem()
    if problem is not None:
        start_problem.write(problem)
        return EXIT_NO_DISPLAY
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    from nibble_app.program import Program
    from nibble_app.store import StoreError

    app = QApplication(sys.argv[:1])
    try:
        program = Program.open(app)
    except StoreError as error:
        problem = start_problem.store_problem(error)
        start_problem.write(problem)
        start_problem.show(problem)
        return EXIT_NO_DATA
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
