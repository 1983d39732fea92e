"""The translation mode's work without its widgets: which languages, and what is asked."""

from __future__ import annotations

from nibble_engine.api import Translate, new_job
from nibble_engine.languages import LANGUAGES, Language, detect, find

AUTO = "auto"


class TranslationRoom:
    """Source and target; the source may be left to detection, and then they never are the same."""

    def __init__(self, target: str = "zh") -> None:
        self.source = AUTO
        self.target = target if find(target) else LANGUAGES[0].tag
        self.asked = ""

    def languages(self) -> tuple[Language, ...]:
        """All that the program knows."""
        return LANGUAGES

    def source_of(self, text: str) -> str:
        """The source language, found in the text where it is left to that."""
        return detect(text) if self.source == AUTO else self.source

    def choose_source(self, tag: str) -> None:
        """A language or `AUTO`; choosing the target's makes them change places."""
        if tag == self.target:
            self.target = self.source if self.source != AUTO else self._other(tag)
        self.source = tag

    def choose_target(self, tag: str) -> None:
        """Choosing the source's language makes them change places."""
        if tag == self.source:
            self.source = self.target
        self.target = tag

    def swap(self, text: str) -> None:
        """The languages change places; ``text`` tells what was detected."""
        source = self.source_of(text) if text.strip() else self.source
        if source == AUTO:
            source = self._other(self.target)
        self.source, self.target = self.target, source

    def command(self, text: str) -> Translate | None:
        """What to ask for ``text``; None where there is nothing to translate. A text in the
        target language itself is translated into the other one."""
        self.asked = text
        if not text.strip():
            return None
        source = self.source_of(text)
        if self.source == AUTO and source == self.target:
            self.target = self._other(source)
        return Translate(job=new_job(), text=text, source=source, target=self.target)

    @staticmethod
    def _other(tag: str) -> str:
        return next(language.tag for language in LANGUAGES if language.tag != tag)
