"""A chat template rendered with limits of time and memory: it comes from a stranger.

transformers runs it in Jinja's sandbox, which keeps it from code and files but not from an endless
loop or a gigabyte of output (https://jinja.palletsprojects.com/en/stable/sandbox/).
"""

from __future__ import annotations

import contextlib
import ctypes
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import psutil
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from nibble_engine.errors import ModelTemplateError

MOST_SECONDS = 3.0
MOST_BYTES = 256 * 2**20
"""Memory that a template may take; those of known models take less than one of these MiB."""
MOST_SOURCE = 2**20
MOST_DEPTH = 50
_STRIKE_SECONDS = 0.05
# Filters that hand strings of the template's own making to a regular expression or to a thread-deaf
# loop in C; no known template has them.
_LEFT_OUT = ("urlize", "striptags", "wordwrap", "pprint", "xmlattr", "random", "filesizeformat")


class _Stopped(BaseException):
    """Raised inside the template from outside; no handler of Jinja catches it."""


class LimitedEnvironment(ImmutableSandboxedEnvironment):
    """The sandbox of transformers without arithmetic that one operation can make endless, and
    without deep recursion: Python 3.11 may abort when a stack overflows while it handles one."""

    intercepted_binops = frozenset({"**", "*"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in _LEFT_OUT:
            self.filters.pop(name, None)
        self._calls = threading.local()

    def call(self, *args: Any, **kwargs: Any) -> Any:
        """Every call that a template makes goes through here; raises `SecurityError` for one that
        is inside of too many others."""
        depth = getattr(self._calls, "depth", 0)
        if depth >= MOST_DEPTH:
            raise SecurityError("too deep")
        self._calls.depth = depth + 1
        try:
            return super().call(*args, **kwargs)
        finally:
            self._calls.depth = depth

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Products of small numbers, and short texts repeated; raises `SecurityError` else."""
        del context
        if operator == "**":
            raise SecurityError("powers are not computed")
        sizes = [value if isinstance(value, int | float) else len(value) for value in (left, right)]
        if abs(sizes[0] * sizes[1]) > 2**32 or max(abs(size) for size in sizes) > 2**32:
            raise SecurityError("too large")
        if not all(isinstance(value, int | float) for value in (left, right)) and (
            sizes[0] * sizes[1] > MOST_SOURCE
        ):
            raise SecurityError("too long")
        return left * right


def render(tokenizer: Any, turns: list[dict[str, Any]], **options: Any) -> str:
    """The prompt that the template of ``tokenizer`` makes of ``turns``.

    Raises `ModelTemplateError` where it takes more than its limits, and whatever the template
    raises by itself.
    """
    path = str(getattr(tokenizer, "name_or_path", ""))
    if len(str(tokenizer.chat_template)) > MOST_SOURCE:
        raise ModelTemplateError("too long", path=path)
    _limit_environment()
    try:
        with _short_of_memory(), _stopped_late():
            text = tokenizer.apply_chat_template(
                turns, tokenize=False, add_generation_prompt=True, **options
            )
    except (_Stopped, MemoryError, RecursionError) as error:
        raise ModelTemplateError(type(error).__name__, path=path) from None
    # Told apart from the template's own refusals, which may be answered with other turns.
    except SecurityError as error:
        raise ModelTemplateError(str(error), path=path) from error
    if len(text) > MOST_SOURCE + 4 * sum(len(str(turn)) for turn in turns):
        raise ModelTemplateError("too much", path=path)
    return str(text)


@cache
def _limit_environment() -> None:
    """transformers makes the environment itself; this is the class that it makes it of."""
    from transformers.utils import chat_template_utils

    chat_template_utils.ImmutableSandboxedEnvironment = LimitedEnvironment


@contextlib.contextmanager
def _stopped_late() -> Iterator[None]:
    """Stops what runs inside after `MOST_SECONDS`, or when the process grew by `MOST_BYTES`."""
    process, done, lock = psutil.Process(), threading.Event(), threading.Lock()
    thread = threading.get_ident()
    before, until = process.memory_info().rss, time.monotonic() + MOST_SECONDS

    def watch() -> None:
        while not done.wait(_STRIKE_SECONDS):
            grown = process.memory_info().rss - before
            if grown < MOST_BYTES and time.monotonic() < until:
                continue
            with lock:
                if not done.is_set():
                    _raise_in(thread, _Stopped)

    watcher = threading.Thread(target=watch, name="template-watch", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        with lock:
            done.set()
            _raise_in(thread, None)  # one that was on its way would stop somebody else
        watcher.join()


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    kind = ctypes.py_object(error) if error is not None else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), kind)


@contextlib.contextmanager
def _short_of_memory() -> Iterator[None]:
    """One allocation of gigabytes fails at once, where the system can be told so: on Linux."""
    with contextlib.ExitStack() as after:
        if sys.platform.startswith("linux"):
            after.callback(_limited_space())
        yield


def _limited_space() -> Callable[[], None]:
    """Limits the address space to a little more than there is; what is returned undoes it."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = psutil.Process().memory_info().vms + MOST_BYTES
    limits = [most] + [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min(limits), hard))
    return lambda: resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
