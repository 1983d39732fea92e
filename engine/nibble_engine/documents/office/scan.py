"""What every office document does alike: find the places of its units, and write them changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from nibble_engine.documents.office.elements import Element
from nibble_engine.documents.office.package import Package
from nibble_engine.documents.unit import Unit


class Place(Protocol):
    """One paragraph or cell in a tree."""

    @property
    def part(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def copy_of(self) -> Place | None:
        """The place whose translation this one shows too."""

    def put(self, text: str) -> None:
        """Replaces the text."""

    def add(self, text: str) -> None:
        """Puts a translation beside or under the text."""


@dataclass
class Scan:
    """The trees of one reading of a package; each writing changes trees of its own."""

    package: Package
    roots: dict[str, Element] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)

    def root(self, part: str) -> Element:
        if part not in self.roots:
            self.roots[part] = self.package.root(part)
        return self.roots[part]

    def change(self, part: str) -> Element:
        """The tree of a part that will be written."""
        self.changed.add(part)
        return self.root(part)


Finder = Callable[[Scan], Iterator[Place]]
Finish = Callable[[Scan, list[Place]], None]


class OfficeDocument:
    """A document whose text stands at places; everything else is kept as it is."""

    def __init__(self, package: Package, finder: Finder, finish: Finish | None = None) -> None:
        """``finish`` is called after a bilingual writing with the places that were added to."""
        self._package = package
        self._finder = finder
        self._finish = finish
        originals = (place for place in finder(Scan(package)) if place.copy_of is None)
        self._units = tuple(
            Unit(number, place.text, place.kind) for number, place in enumerate(originals)
        )

    @property
    def units(self) -> tuple[Unit, ...]:
        return self._units

    def write(self, path: Path, made: Mapping[int, str], *, bilingual: bool = False) -> None:
        scan = Scan(self._package)
        added: list[Place] = []
        for place, text in self._translated(scan, made):
            if bilingual:
                place.add(text)
                added.append(place)
            elif text != place.text:
                place.put(text)
            else:
                continue
            scan.changed.add(place.part)
        if bilingual and self._finish:
            self._finish(scan, added)
        self._package.write(path, {part: scan.roots[part] for part in scan.changed})

    def revise(
        self, path: Path, made: Mapping[int, str], how: Callable[[Scan, Place, str], None]
    ) -> None:
        """Writes the document after ``how`` changed each place that ``made`` has another text
        for."""
        scan = Scan(self._package)
        for place, text in self._translated(scan, made):
            if text != place.text:
                how(scan, place, text)
                scan.changed.add(place.part)
        self._package.write(path, {part: scan.roots[part] for part in scan.changed})

    def _translated(self, scan: Scan, made: Mapping[int, str]) -> list[tuple[Place, str]]:
        """All are found before the first is changed, for a change moves what is found."""
        found: list[tuple[Place, str]] = []
        ids: dict[int, int] = {}
        originals = 0
        places = list(self._finder(scan))
        for place in places:
            if place.copy_of is None:
                ids[id(place)] = originals
                originals += 1
            text = made.get(ids[id(place.copy_of or place)])
            if text is not None:
                found.append((place, text))
        return found
