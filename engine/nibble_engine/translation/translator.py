"""A text translated sentence by sentence; a sentence that was translated before is not again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

from nibble_engine.api import SentenceDone, Translate, Usage
from nibble_engine.errors import LanguageError
from nibble_engine.generation.stream import End, total
from nibble_engine.job import Job
from nibble_engine.languages import detect, find
from nibble_engine.translation.risks import risks
from nibble_engine.translation.segment import joiner, segments

Sentence = Callable[[str, str, Translate, Job], End]
"""Translates one sentence, given its language; says it through the job."""
_REMEMBERED = 4096  # sentences, the least recently used go first


class Translator:
    """Splits, remembers and joins; ``sentence`` is the model's part. With ``whole_lines`` the
    model gets a paragraph at once."""

    def __init__(self, sentence: Sentence, *, whole_lines: bool) -> None:
        self._sentence, self._whole_lines = sentence, whole_lines
        self._memory: OrderedDict[tuple[object, ...], End] = OrderedDict()

    def translate(self, command: Translate, job: Job) -> End:
        """The whole text, line breaks kept. Raises `LanguageError` for a pair that is none."""
        source = command.source
        if source == "auto":
            source = detect(command.text)
            job.detected(source)
        if find(source) is None or find(command.target) is None or source == command.target:
            raise LanguageError(source=source, target=command.target)
        ends: list[End] = []
        joint = ""
        place = made = 0
        for segment in segments(command.text, whole_lines=self._whole_lines):
            job.check()
            if segment.text.strip():
                job.say(joint)
                made += len(joint)
                end, reused = self._said(segment.text, source, command, job)
                job.sentence(
                    SentenceDone(
                        source=(place, place + len(segment.text)),
                        target=(made, made + len(end.text)),
                        reused=reused,
                        risks=risks(segment.text, end.text, command.target),
                    )
                )
                made += len(end.text)
                ends.append(end)
                joint = ""
            place += len(segment.text) + len(segment.gap)
            joint += joiner(segment.gap, command.target) if ends else segment.gap
        # Only line breaks are kept after the last sentence.
        job.say(joint if "\n" in joint else "")
        return total(ends)

    def _said(self, text: str, source: str, command: Translate, job: Job) -> tuple[End, bool]:
        key = (text, source, command.target, command.sampling, command.beams)
        if known := self._memory.get(key):
            self._memory.move_to_end(key)
            job.say(known.text)
            return known, True
        end = self._sentence(text, source, command, job)
        if command.sampling.temperature <= 0:  # else a person may want another one
            self._memory[key] = replace(end, usage=Usage())
            if len(self._memory) > _REMEMBERED:
                self._memory.popitem(last=False)
        return end, False
