"""What a person names a model by: an id of the hub, an address, or a folder."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from nibble_engine.download.folder import RECORD
from nibble_engine.download.hub import HUB
from nibble_engine.download.manifest import decoded
from nibble_engine.download.names import is_safe
from nibble_engine.errors import BadInputError

_NAME = r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,95}"
_ID = re.compile(rf"(?:{_NAME}/)?{_NAME}")
_PAGES = ("tree", "blob", "resolve", "files", "summary")
_SCOPES = ("modelscope.cn", "www.modelscope.cn")
SCOPE_PREFIX = "modelscope+"


@dataclass(frozen=True)
class Address:
    """A repository, and where it is: ``base`` is a server, ``folder`` a folder of this computer."""

    repository: str
    revision: str = ""
    base: str = HUB
    folder: Path | None = None

    @property
    def place(self) -> str:
        """The name of its folder."""
        return self.repository.replace("/", "--")


def read(text: str, hub: str = HUB) -> Address:
    """Raises `BadInputError`. A folder that is there is meant before an id of the hub."""
    if text.startswith(("http://", "https://")):
        return _of_url(text, hub)
    folder = Path(text).expanduser()
    if folder.is_dir():
        return Address(_folder_name(folder), folder=folder, base="")
    identity, _, revision = text.partition("@")
    address = Address(_checked(identity), base=hub)
    return at(address, revision) if revision else address


def at(address: Address, revision: str) -> Address:
    """The same at another branch, tag or commit. Raises `BadInputError`."""
    if not is_safe(revision):
        raise BadInputError(what=revision)
    return replace(address, revision=revision)


def is_scope(url: str) -> bool:
    """Whether a server speaks as ModelScope does: its own, or one that is marked so."""
    return url.startswith(SCOPE_PREFIX) or urlsplit(url).hostname in _SCOPES


def _of_url(text: str, hub: str) -> Address:
    parts = urlsplit(text)
    base = f"{parts.scheme}://{parts.netloc}"
    path = [unquote(part) for part in parts.path.split("/") if part]
    if path and path[0] == "models":
        path = path[1:]
    page = next((at for at, part in enumerate(path) if part in _PAGES and at in (1, 2)), len(path))
    if "@" in parts.netloc or not 1 <= page <= 2:
        raise BadInputError(what=text)
    revision = path[page + 1] if len(path) > page + 1 and path[page] in _PAGES[:3] else ""
    is_hub = base in (HUB, "https://www.huggingface.co")
    address = Address(_checked("/".join(path[:page])), base=hub if is_hub else base)
    return at(address, revision) if revision else address


def _checked(identity: str) -> str:
    is_known = _ID.fullmatch(identity) and "--" not in identity and ".." not in identity
    if not is_known or not is_safe(identity):
        raise BadInputError(what=identity)
    return identity


def _folder_name(folder: Path) -> str:
    """What it was downloaded as, or how it is called."""
    try:
        return _checked(decoded((folder / RECORD).read_bytes()).repository)
    except (OSError, ValueError, BadInputError):
        pass
    name = re.sub(r"[^\w.-]+", "-", folder.resolve().name).strip(".-")
    return name if name and is_safe(name) else "model"
