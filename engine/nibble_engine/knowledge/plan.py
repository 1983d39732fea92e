"""What an import has to look at: the files of all sources, and the documents that are gone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from nibble_engine.errors import DocumentUnreadableError
from nibble_engine.interrupt import Interrupted
from nibble_engine.knowledge.base import KnowledgeBase
from nibble_engine.knowledge.document import Entry, Source, Stamp
from nibble_engine.knowledge.files import File, Found, find
from nibble_engine.knowledge.reading import printable


@dataclass(frozen=True)
class Job:
    """A file with its document's name in the base; ``known`` is what the base has of it."""

    file: File
    name: str
    source: int
    known: Entry | None


@dataclass
class Plan:
    """``gone`` are names of documents without a file, ``missing`` sources and folders that could
    not be looked into, ``skipped`` files of no format that is read."""

    jobs: list[Job] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    missing: list[Entry] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)


def plan(base: KnowledgeBase, cancelled: Callable[[], bool]) -> Plan:
    """Raises `Interrupted` soon after ``cancelled`` says so."""
    made = Plan()
    names = {entry.name for entry in base.entries()}
    seen: set[Path] = set()
    for source in base.sources():
        found = find(source, cancelled)
        known = {entry.path: entry for entry in base.entries(source.id)}
        jobs = []
        for job in _jobs(source, found.files, known, names, seen):
            if cancelled():
                raise Interrupted
            jobs.append(job)
        made.jobs += jobs
        made.skipped += found.skipped
        made.missing += _missing(source, found)
        there = {job.known.name for job in jobs if job.known}
        made.gone += _gone(source, found, (e for e in known.values() if e.name not in there))
    return made


def _jobs(
    source: Source,
    files: Iterable[File],
    known: dict[str, Entry],
    names: set[str],
    seen: set[Path],
) -> Iterator[Job]:
    """A document keeps its name; a file that two sources have is read once."""
    for file in files:
        place = file.path.resolve()
        if place in seen:
            continue
        seen.add(place)
        entry = known.get(printable(str(file.path)))
        name = entry.name if entry else _new_name(source, file, names)
        names.add(name)
        yield Job(file, name, source.id, entry)


def _new_name(source: Source, file: File, names: set[str]) -> str:
    """The file's, with the source's before it where that is taken already."""
    path = Path(source.path)
    folder = printable(path.name if file.path != path else path.parent.name)
    choices = [file.name, f"{folder}/{file.name}"]
    count = 2
    while choices[0] in names:
        choices = [*choices[1:], f"{folder} ({count})/{file.name}"]
        count += 1
    return choices[0]


def _gone(source: Source, found: Found, entries: Iterable[Entry]) -> Iterator[str]:
    """Not those of a folder that is only out of reach, as on a drive that was taken out."""
    root = printable(source.path)
    for entry in entries:
        within = entry.path.removeprefix(root).replace("\\", "/").lstrip("/")
        if not found.may_have(within):
            yield entry.name


def _missing(source: Source, found: Found) -> Iterator[Entry]:
    for folder, reason in found.unseen.items():
        path = printable(str(Path(source.path) / folder))
        params: dict[str, str | int | float] = {"path": path, "reason": reason}
        code = DocumentUnreadableError.code
        yield Entry(folder or path, path, path, "", 0, Stamp(0, 0, ""), code, params)
