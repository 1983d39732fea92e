"""A hub of our own on loopback, in the wire format of huggingface_hub, with faults by script.

Two servers: the hub, which lists and redirects, and a host for the bytes that links lead to.
"""

from __future__ import annotations

import hashlib
import json
import random
import socket
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

BLOCK = 2048


@dataclass
class Repository:
    """Files of a model; those of the ``large`` are given with a SHA-256, others with git's hash."""

    files: dict[str, bytes]
    commit: str = "0123456789abcdef0123456789abcdef01234567"
    large: tuple[str, ...] = (".safetensors", "tokenizer.json")
    extra: list[dict[str, object]] = field(default_factory=list)

    def siblings(self) -> list[dict[str, object]]:
        """As the hub tells them with ``blobs=true``."""
        return [self._told(name, data) for name, data in self.files.items()] + self.extra

    def _told(self, name: str, data: bytes) -> dict[str, object]:
        blob = hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()
        told: dict[str, object] = {"rfilename": name, "size": len(data), "blobId": blob}
        if name.endswith(self.large):
            sha256 = hashlib.sha256(data).hexdigest()
            told["lfs"] = {"sha256": sha256, "size": len(data), "pointerSize": 130}
        return told


@dataclass
class Request:
    """What was asked of the server."""

    host: str
    path: str
    token: str | None
    range: str | None
    sent: int = 0


Fault = str | None
"""stall, reset, short, long, 429, 503, corrupt, expired, whole, moved, or None."""


class Hub:
    """Serves repositories until it is closed. ``fault`` chooses one for each request of bytes."""

    def __init__(self, *, direct: bool = False) -> None:
        self.repositories: dict[str, Repository] = {}
        self.requests: list[Request] = []
        self.fault: Callable[[str, int], Fault] = lambda name, start: None
        self.listing_fault: Callable[[], int] = lambda: 0
        self.retry_after = "0"
        self.block_seconds = 0.0
        self.needs_token = ""
        self.direct = direct
        self.lock = threading.Lock()
        self.links: dict[str, bool] = {}
        self._servers = [self._server("hub"), self._server("bytes")]
        self.url = f"http://127.0.0.1:{self._servers[0].server_port}"
        self.bytes_url = f"http://127.0.0.1:{self._servers[1].server_port}"

    def _server(self, host: str) -> ThreadingHTTPServer:
        handler = type("Handler", (_Handler,), {"hub": self, "host": host})
        server = _Server(("127.0.0.1", 0), handler)
        server.daemon_threads = True
        threading.Thread(
            target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True
        ).start()
        return server

    def close(self) -> None:
        """Ends both servers."""
        for server in self._servers:
            server.shutdown()
            server.server_close()

    def __enter__(self) -> Hub:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    @property
    def sent(self) -> int:
        """Bytes of files that went out, right or wrong."""
        with self.lock:
            return sum(request.sent for request in self.requests)

    def bytes_of(self, name: str) -> int:
        """Bytes that went out of one file."""
        with self.lock:
            return sum(
                r.sent for r in self.requests if unquote(r.path).split("?")[0].endswith(name)
            )

    def expire_links(self) -> None:
        """Links that were given so far lead nowhere now."""
        with self.lock:
            self.links = dict.fromkeys(self.links, False)


class _Server(ThreadingHTTPServer):
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what these tests are about."""


class _Handler(BaseHTTPRequestHandler):
    hub: Hub
    host: str
    protocol_version = "HTTP/1.1"

    def setup(self) -> None:
        super().setup()
        # As on a network, and not as on loopback, little is on its way when somebody hangs up.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""

    def do_GET(self) -> None:
        self.close_connection = True
        self.asked = Request(
            self.host, self.path, self.headers.get("Authorization"), self.headers.get("Range")
        )
        with self.hub.lock:
            self.hub.requests.append(self.asked)
        path = [unquote(part) for part in urlsplit(self.path).path.split("/") if part]
        if self.host == "bytes":
            self._bytes("/".join(path[1:]), linked=parse_qs(urlsplit(self.path).query))
        elif path[:2] == ["api", "models"]:
            self._list("/".join(path[2 : path.index("revision")]))
        elif path[:3] == ["api", "v1", "models"]:
            self._list_as_scope("/".join(path[3:5]))
        else:
            path = path[1:] if path[0] == "models" else path
            at = path.index("resolve")
            self._resolve("/".join(path[:at]), "/".join(path[at + 2 :]))

    def _list(self, name: str) -> None:
        found = self._found(name)
        if found:
            told = {"id": name, "sha": found.commit, "siblings": found.siblings()}
            self._say(200, json.dumps(told).encode())

    def _list_as_scope(self, name: str) -> None:
        found = self._found(name)
        if found:
            files = [
                {
                    "Path": path,
                    "Size": len(data),
                    "Type": "blob",
                    "Sha256": hashlib.sha256(data).hexdigest(),
                }
                for path, data in found.files.items()
            ]
            self._say(200, json.dumps({"Code": 200, "Data": {"Files": files}}).encode())

    def _found(self, name: str) -> Repository | None:
        if status := self.hub.listing_fault():
            self._say(status, b"busy", {"Retry-After": self.hub.retry_after})
            return None
        token = self.hub.needs_token
        if token and self.asked.token != f"Bearer {token}":
            self._say(401, b"who are you")
            return None
        found = self.hub.repositories.get(name)
        if found is None:
            self._say(404, b"no such repository")
        return found

    def _resolve(self, repository: str, name: str) -> None:
        found = self.hub.repositories.get(repository)
        if found is None or name not in found.files:
            self._say(404, b"no such file")
            return
        data = found.files[name]
        commit = found.commit
        if self.hub.fault(name, -1) == "moved":
            commit = "f" * 40
        about = {"X-Repo-Commit": commit, "ETag": f'"{hashlib.sha1(data).hexdigest()}"'}
        if self.hub.direct or not name.endswith(found.large):
            self._bytes(f"{repository}/{name}", about=about)
            return
        key = f"{random.getrandbits(64):x}"
        with self.hub.lock:
            self.hub.links[key] = True
        where = f"{self.hub.bytes_url}/cdn/{repository}/{name}?key={key}"
        sha256 = hashlib.sha256(data).hexdigest()
        linked = {"X-Linked-Etag": f'"{sha256}"', "X-Linked-Size": str(len(data))}
        self._say(302, b"", {"Location": where, **about, **linked})

    def _bytes(
        self,
        path: str,
        about: dict[str, str] | None = None,
        linked: dict[str, list[str]] | None = None,
    ) -> None:
        owner, model, name = path.split("/", 2)
        data = self.hub.repositories[f"{owner}/{model}"].files[name]
        start, end = self._wanted(len(data))
        fault = self.hub.fault(name, start)
        with self.hub.lock:
            if linked is not None and fault == "expired":
                self.hub.links[linked["key"][0]] = False
            is_expired = linked is not None and not self.hub.links.get(linked["key"][0])
        if is_expired:
            self._say(403, b"Request has expired")
        elif fault in ("429", "503"):
            self._say(int(fault), b"", {"Retry-After": self.hub.retry_after})
        else:
            self._give(data, start, end, fault, about or {})

    def _wanted(self, size: int) -> tuple[int, int]:
        asked = self.headers.get("Range")
        if not asked:
            return 0, size
        first, last = asked.removeprefix("bytes=").split("-")
        return int(first), min(size, int(last) + 1)

    def _give(self, data: bytes, start: int, end: int, fault: Fault, about: dict[str, str]) -> None:
        is_range = "Range" in self.headers and fault != "whole"
        if not is_range:
            start, end = 0, len(data)
        given = bytearray(data[start:end])
        if fault == "corrupt" and given:
            given[random.randrange(len(given))] ^= 0x40
        stop = (
            random.randrange(len(given)) if fault in ("reset", "stall", "short") and given else None
        )
        length = len(given)
        if fault == "short" and stop:
            length = stop
        if fault == "long":
            length += 100
        self.send_response(206 if is_range else 200)
        if is_range:
            self.send_header("Content-Range", f"bytes {start}-{end - 1}/{len(data)}")
        for key, value in about.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(length))
        self.end_headers()
        self._send(bytes(given), stop)
        if fault == "stall":
            time.sleep(1)
        if fault in ("reset", "stall"):
            # Nothing is sent on: the other end is told at once that this one is gone.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()

    def _send(self, data: bytes, stop: int | None) -> None:
        data = data[:stop]
        for at in range(0, len(data), BLOCK):
            block = data[at : at + BLOCK]
            self.wfile.write(block)
            with self.hub.lock:
                self.asked.sent += len(block)
            if self.hub.block_seconds:
                time.sleep(self.hub.block_seconds)

    def _say(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for key, value in (headers or {}).items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def weights(size: int, seed: int = 0) -> bytes:
    """A safetensors file with one tensor of ``size`` random bytes, an even number."""
    header = {"w": {"dtype": "BF16", "shape": [size // 2], "data_offsets": [0, size]}}
    told = json.dumps(header).encode()
    return struct.pack("<Q", len(told)) + told + random.Random(seed).randbytes(size)


def model(size: int = 200_000, seed: int = 0, shards: int = 1) -> Repository:
    """A small model as a repository, with files beside it that nobody needs."""
    config = {"model_type": "qwen3", "architectures": ["Qwen3ForCausalLM"], "hidden_size": 64}
    files = {
        "config.json": json.dumps(config).encode(),
        "tokenizer.json": json.dumps({"model": {"vocab": {}}, "seed": seed}).encode() * 20,
        "tokenizer_config.json": b'{"chat_template": "{{ messages }}"}',
        "generation_config.json": b"{}",
        "README.md": b"# A model\n",
        "LICENSE": b"Apache-2.0\n",
        ".gitattributes": b"*.safetensors filter=lfs\n",
        "pytorch_model.bin": b"a pickle",
        "onnx/model.onnx": b"onnx",
    }
    if shards == 1:
        files["model.safetensors"] = weights(size, seed)
    else:
        names = [f"model-{n + 1:05}-of-{shards:05}.safetensors" for n in range(shards)]
        for n, name in enumerate(names):
            data = weights(size // shards // 2 * 2, seed * 100 + n)
            files[name] = data.replace(b'"w"', f'"{chr(97 + n)}"'.encode())
        index = {"weight_map": {chr(97 + n): name for n, name in enumerate(names)}}
        files["model.safetensors.index.json"] = json.dumps(index).encode()
    return Repository(files)
