"""HTTP, as little as a download needs: GET, ranges, redirects, and a token for one host only."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Iterator
from email.message import Message
from functools import cache
from typing import NamedTuple
from urllib.parse import SplitResult, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

from nibble_engine import __version__
from nibble_engine.download.patience import Patience, asked_wait

_MOST_REDIRECTS = 5
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_REDIRECTS = (301, 302, 303, 307, 308)


class SourceFault(Exception):  # noqa: N818 - it is what happened to a source, and is dealt with
    """A source did not give what it was asked for; ``wait`` is the seconds that it asked for.

    ``kind`` is "absent" where it does not have the file, "expired" for a link that was known,
    "denied" where it wants to know who asks, and "" where another try may help.
    """

    def __init__(self, reason: str, kind: str = "", wait: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.kind = kind
        self.wait = wait


class Host(NamedTuple):
    """Where a request goes, as far as trust is concerned."""

    scheme: str
    name: str
    port: int


class Reply:
    """An answer; ``first`` are the headers of the first host, before any redirect."""

    def __init__(self, response: http.client.HTTPResponse, url: str, first: Message | None) -> None:
        self.status = response.status
        self.headers: Message = response.headers
        self.first: Message = first or response.headers
        self.is_redirected = first is not None
        self.url = url
        self._response = response

    def read(self, most: int) -> bytes:
        """What has come, up to ``most`` bytes; empty at the end. Raises `SourceFault`."""
        try:
            return self._response.read1(most)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise SourceFault(_reason(error)) from error

    def close(self) -> None:
        """Lets go of the connection, whatever is still on its way."""
        with contextlib.suppress(OSError, ValueError):
            self._response.close()


class Transport:
    """Connections of one download. ``token`` goes to ``hub`` and to no other host."""

    def __init__(self, hub: str, token: str, patience: Patience) -> None:
        self._hub = host_of(hub)
        self._token = token
        self.patience = patience
        self._sockets: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._is_shut = False

    @contextlib.contextmanager
    def get(self, url: str, wanted: tuple[int, int] | None = None) -> Iterator[Reply]:
        """Follows redirects; ``wanted`` are the first byte and the one behind the last.

        Raises `SourceFault`, also for 429 and 5xx.
        """
        first: Message | None = None
        for _ in range(_MOST_REDIRECTS + 1):
            with self._connected(url) as connection:
                reply = Reply(self._response(connection, url, wanted), url, first)
                try:
                    if reply.status not in _REDIRECTS:
                        _check_status(reply)
                        yield reply
                        return
                    first = first or reply.headers
                    url = _next_url(url, reply)
                finally:
                    reply.close()
        raise SourceFault("too many redirects")

    def shut(self) -> None:
        """Ends every connection at once, for good; threads that read from one get a fault."""
        with self._lock:
            self._is_shut = True
            for open_socket in self._sockets:
                with contextlib.suppress(OSError):
                    open_socket.shutdown(socket.SHUT_RDWR)

    def _connection(self, url: str) -> http.client.HTTPConnection:
        host = host_of(url)
        proxy = _proxy(host)
        to = host_of(proxy) if proxy else host
        made: http.client.HTTPConnection
        if host.scheme == "https":
            made = http.client.HTTPSConnection(
                to.name, to.port, timeout=self.patience.connect, context=_context()
            )
            if proxy:
                made.set_tunnel(host.name, host.port)
        else:
            made = http.client.HTTPConnection(to.name, to.port, timeout=self.patience.connect)
        return made

    def _opened(self, connection: http.client.HTTPConnection) -> socket.socket:
        """Connects; the connection itself forgets its socket where the answer is the last one."""
        try:
            connection.connect()
            opened: socket.socket = connection.sock
            opened.settimeout(self.patience.read)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise SourceFault(_reason(error)) from error
        with self._lock:
            self._sockets.add(opened)
            if self._is_shut:
                raise SourceFault("stopped")
        return opened

    @contextlib.contextmanager
    def _connected(self, url: str) -> Iterator[http.client.HTTPConnection]:
        connection = self._connection(url)
        try:
            opened = self._opened(connection)
            try:
                yield connection
            finally:
                with self._lock:
                    self._sockets.discard(opened)
                with contextlib.suppress(OSError):
                    opened.shutdown(socket.SHUT_RDWR)
        finally:
            connection.close()

    def _response(
        self, connection: http.client.HTTPConnection, url: str, wanted: tuple[int, int] | None
    ) -> http.client.HTTPResponse:
        headers = self._headers(host_of(url))
        if wanted is not None:
            headers["Range"] = f"bytes={wanted[0]}-{wanted[1] - 1}"
        try:
            connection.request("GET", _target(url), headers=headers)
            return connection.getresponse()
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise SourceFault(_reason(error)) from error

    def _headers(self, host: Host) -> dict[str, str]:
        headers = {"User-Agent": f"nibble/{__version__}", "Accept-Encoding": "identity"}
        is_private = host.scheme == "https" or host.name in _LOOPBACK
        if self._token and host == self._hub and is_private:
            headers["Authorization"] = f"Bearer {self._token}"
        return headers


def host_of(url: str) -> Host:
    """Raises `SourceFault` for anything that is not HTTP, or names no host."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise SourceFault(str(error)) from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise SourceFault("no address of HTTP")
    return Host(parts.scheme, parts.hostname.lower(), port)


def _check_status(reply: Reply) -> None:
    if reply.status == 429 or reply.status >= 500:
        wait = asked_wait(reply.headers.get("Retry-After"))
        raise SourceFault(f"HTTP {reply.status}", wait=wait)


def _next_url(url: str, reply: Reply) -> str:
    """Where a redirect leads; never from a protected connection to an open one."""
    found = urljoin(url, reply.headers.get("Location") or "")
    if host_of(url).scheme == "https" and host_of(found).scheme != "https":
        raise SourceFault("redirect to an open connection")
    return found


def _target(url: str) -> str:
    """What is asked for: the path, or all of the address where a proxy has to find the host."""
    parts: SplitResult = urlsplit(url)
    host = host_of(url)
    if host.scheme == "http" and _proxy(host):
        return url
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _proxy(host: Host) -> str:
    """The proxy of the system's settings or environment, as for any other program."""
    if host.name in _LOOPBACK or proxy_bypass(host.name):
        return ""
    proxy = getproxies().get(host.scheme, "")
    return proxy if "://" in proxy or not proxy else f"http://{proxy}"


@cache
def _context() -> ssl.SSLContext:
    return ssl.create_default_context()


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    text = getattr(error, "strerror", None) or str(error)
    return text or type(error).__name__
