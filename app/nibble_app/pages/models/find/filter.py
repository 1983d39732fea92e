"""Which models of the catalogue are shown. Free of Qt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from nibble_app.pages.models.find.asked import Ways

_NAMES = {"zh": ("Chinese", "中文", "汉语"), "en": ("English", "英文", "英语")}
"""What people call the languages, in either."""


@dataclass(frozen=True)
class Filter:
    """``words`` are looked for in name, id, licence and languages, all of them; not in remarks,
    which name what a model is bad at too. ``language`` is a tag or empty."""

    words: str = ""
    fits: bool = False
    language: str = ""
    work_only: bool = False

    def shown(self, models: Iterable[Ways]) -> list[Ways]:
        """Those that it lets through, in their order."""
        return [one for one in models if self._takes(one)]

    def _takes(self, one: Ways) -> bool:
        model = one.model
        if self.fits and not one.fits:
            return False
        if self.work_only and model.non_commercial:
            return False
        if self.language and self.language not in model.languages:
            return False
        languages = [name for tag in model.languages for name in (tag, *_NAMES.get(tag, ()))]
        text = " ".join((model.name, model.id, model.licence, *languages)).lower()
        return all(word in text for word in self.words.lower().split())
