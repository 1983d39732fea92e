"""The translation mode's work without its widgets: which languages, and what is asked."""

from __future__ import annotations

from nibble_engine.api import Suggest, Term, Translate, new_job
from nibble_engine.detection import detect as detect_any
from nibble_engine.languages import (
    LANGUAGES,
    TABLE,
    Language,
    canonical,
    detect,
    find,
    is_chinese,
)

AUTO = "auto"
_PAIRS = 6

Pair = tuple[str, str]
"""The language of a text and that of its translation."""


class TranslationRoom:
    """Source and target; the source may be left to detection, and then they never are the same.

    ``asked`` is the text that was asked for last and ``pair`` its languages; ``wish`` is a tone or
    an instruction for a model that follows one; ``terms`` are those of the pair."""

    def __init__(self, target: str = "zh") -> None:
        self.source = AUTO
        self.target = target if find(target) else LANGUAGES[0].tag
        self.asked = ""
        self.pair: Pair = ("", self.target)
        self.wish = ""
        self.terms: tuple[Term, ...] = ()
        self.recent: list[Pair] = []
        self.known: tuple[str, ...] = ()  # the model's languages
        self._chosen: dict[Pair, dict[str, str]] = {}

    def languages(self) -> tuple[Language, ...]:
        """All that the program knows, Chinese and English first."""
        own = {canonical(language.tag) for language in LANGUAGES}
        return (*LANGUAGES, *(language for language in TABLE if language.tag not in own))

    def can(self, tag: str) -> bool:
        """Whether the model translates from or into a language; until one is loaded, Chinese and
        English. Another written form of Chinese needs no model."""
        written = is_chinese(tag) and canonical(tag) != "yue"
        return written or canonical(tag) in (self.known or ("en",))

    def source_of(self, text: str) -> str:
        """The source language, found in the text where it is left to that."""
        if self.source != AUTO:
            return self.source
        if any(tag != "en" and not is_chinese(tag) for tag in self.known):
            found = detect_any(text)
            if canonical(found) in self.known and canonical(found) != "zh-Hans":
                return found
        return detect(text)

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

    def choose_pair(self, pair: Pair) -> None:
        """Both at once."""
        self.source, self.target = pair

    def swap(self, text: str) -> None:
        """The languages change places; ``text`` tells what was detected."""
        source = self.source_of(text) if text.strip() else self.source
        if source == AUTO:
            source = self._other(self.target)
        self.source, self.target = self.target, source

    def keep(self, source: str, made: str) -> None:
        """The person decided how a sentence is translated; it stays so."""
        self._chosen.setdefault(self.pair, {})[source] = made

    def is_kept(self, source: str) -> bool:
        """Whether the person decided on this sentence's translation."""
        return source in self._chosen.get(self.pair, {})

    def release(self, source: str) -> None:
        """The model decides again."""
        self._chosen.get(self.pair, {}).pop(source, None)

    def likely_pair(self) -> Pair:
        """The pair of the last text, or before there was one that of the next."""
        if self.pair[0]:
            return self.pair
        source = self._other(self.target) if self.source == AUTO else self.source
        return source, self.target

    def settle(self, text: str) -> Pair | None:
        """The languages for ``text``; None where there is nothing to translate. A text in the
        target language itself is translated into the other one."""
        self.asked = text
        if not text.strip():
            return None
        source = self.source_of(text)
        if self.source == AUTO and source == self.target:
            self.target = self._other(source)
        self.pair = (source, self.target)
        self.recent = [self.pair, *(p for p in self.recent if p != self.pair)][:_PAIRS]
        return self.pair

    def command(self, text: str, known: dict[str, str] | None = None) -> Translate | None:
        """What to ask for ``text``, see `settle`; a person's choices go before ``known``."""
        if self.settle(text) is None:
            return None
        return Translate(
            job=new_job(),
            text=text,
            source=self.pair[0],
            target=self.pair[1],
            terms=self.terms,
            known={**(known or {}), **self._chosen.get(self.pair, {})},
            wish=self.wish,
        )

    def suggest(self, source: str, kept: str | None) -> Suggest:
        """Other words behind ``kept``, or other translations of the whole sentence."""
        return Suggest(
            job=new_job(),
            text=source,
            source=self.pair[0],
            target=self.pair[1],
            kept=kept,
            terms=self.terms,
        )

    def judge(self, source: str, made: str) -> Translate:
        """To learn what is odd about a translation that the person has chosen."""
        return Translate(
            job=new_job(),
            text=source,
            source=self.pair[0],
            target=self.pair[1],
            terms=self.terms,
            known={source: made},
        )

    def back(self, made: str) -> Translate:
        """A translated sentence, led back into the language of the text."""
        return Translate(job=new_job(), text=made, source=self.pair[1], target=self.pair[0])

    @staticmethod
    def _other(tag: str) -> str:
        return next(language.tag for language in LANGUAGES if language.tag != tag)
