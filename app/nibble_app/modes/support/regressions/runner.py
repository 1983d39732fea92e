"""Asks the questions of the tests one after another, without holding up the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from nibble_app.link import EngineLink
from nibble_app.modes.support.exchanger import NEEDED, Exchanger
from nibble_app.store.regressions import Regression
from nibble_engine.api import ErrorInfo
from nibble_engine.support.exchange import Made, Way
from nibble_engine.support.regressions import Expectation, Outcome, Setting, failed, judged


class RegressionRunner(QObject):
    """`judged` with a test and its `Outcome`; `changed` when it begins or ends; `failed` with the
    `ErrorInfo` of what ended it."""

    judged = Signal(object, object)
    changed = Signal()
    failed = Signal(object)

    def __init__(self, link: EngineLink, parent: QObject) -> None:
        super().__init__(parent)
        self._exchanger = Exchanger(link, self)
        self._exchanger.made.connect(self._made)
        self._exchanger.failed.connect(self._fail)
        self._exchanger.stopped.connect(self.stop)
        self._left: list[Regression] = []
        self._way: Way | None = None
        self._setting = Setting()

    @property
    def busy(self) -> bool:
        """Whether questions are being asked."""
        return bool(self._left)

    def start(self, tests: Sequence[Regression], way: Way, setting: Setting) -> None:
        """Asks them in their order."""
        self.stop()
        self._left, self._way, self._setting = list(tests), way, setting
        self.changed.emit()
        self._next()

    def stop(self) -> None:
        """Ends; what was judged stays."""
        was_busy = self.busy
        self._left = []
        self._exchanger.stop()
        if was_busy:
            self.changed.emit()

    def _next(self) -> None:
        if self._left and self._way is not None:
            self._exchanger.start(self._left[0].question, self._way)

    def _made(self, made: Made) -> None:
        self._end(judged(expectation_of_test(self._left[0]), made.reply, self._setting))

    def _fail(self, error: ErrorInfo) -> None:
        if error.code in NEEDED:
            self.stop()
            self.failed.emit(error)
        else:
            self._end(failed(error.code, self._setting))

    def _end(self, outcome: Outcome) -> None:
        test = self._left.pop(0)
        self.judged.emit(test, outcome)
        if self._left:
            self._next()
        else:
            self.changed.emit()


def expectation_of_test(test: Regression) -> Expectation:
    """What a stored test expects."""
    return Expectation(test.question, test.expected, test.document, test.must_hand_over)
