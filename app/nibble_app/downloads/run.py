"""One download while it runs: a thread of its own, its newest progress, and how it ended."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from nibble_engine.api import ErrorInfo
from nibble_engine.download import address
from nibble_engine.download.control import Control, Stopped
from nibble_engine.download.model_download import ModelDownload, Ways
from nibble_engine.download.pace import Progress
from nibble_engine.errors import InternalError, ModelNotFoundError, NibbleError

_LOG = logging.getLogger(__name__)


class Run:
    """Begins when it is made. What the thread writes is read by the window's timer: nothing is
    called across threads. ``ways`` is called in the thread, for it may ask the system's key ring.
    """

    def __init__(self, asked: str, models: Path, ways: Callable[[], Ways]) -> None:
        self.address = asked
        self.control = Control()
        self.progress = Progress("listing")
        self.error: ErrorInfo | None = None
        self.folder = ""
        self._models, self._ways = models, ways
        # A daemon: the program may end while a connection is still waiting for its last bytes.
        self._thread = threading.Thread(target=self._work, name="download", daemon=True)
        self._thread.start()

    @property
    def is_over(self) -> bool:
        """Whether the thread has done its last."""
        return not self._thread.is_alive()

    def wait(self, seconds: float) -> None:
        """Until it is over, at most so long."""
        self._thread.join(seconds)

    def _work(self) -> None:
        try:
            ways = self._ways()
            if _is_path(self.address) and not Path(self.address).expanduser().is_dir():
                # A stick that was pulled out: as an id of the hub it would make no sense.
                raise ModelNotFoundError(path=self.address)
            where = address.read(self.address, ways.hub)
            download = ModelDownload(
                where, self._models, ways, control=self.control, report=self._told
            )
            self.folder = str(download.run().folder)
        except Stopped:
            pass
        except NibbleError as error:
            self.error = error.info()
        except Exception as error:  # noqa: BLE001 - the border: the row says that it failed
            _LOG.exception("a download failed")
            self.error = InternalError(repr(error)).info()

    def _told(self, progress: Progress) -> None:
        self.progress = progress


def _is_path(text: str) -> bool:
    return Path(text).is_absolute() or text.startswith(("~", "."))
