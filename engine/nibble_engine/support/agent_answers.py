"""What of an agent's message answers: its sentences without greetings, courtesies, questions back
and signatures, and which of a customer's questions each belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nibble_engine.detection import detect
from nibble_engine.support.courtesy import is_courtesy
from nibble_engine.support.quoted import own_words
from nibble_engine.support.verification import content
from nibble_engine.translation.segment import joiner, segments

_WRAPPED = re.compile(r"(?<=[^\s.!?。！？:：;；])[ \t]*\n(?=[ \t]*[a-z])|(?<=[,，])[ \t]*\n(?=\S)")
_GREETING = re.compile(
    r"""\s*(?:
    (?:hello|hi|hey|dear|good\s(?:morning|afternoon|evening))\b(?:\s(?:mrs?|ms|dr)\.)?
        [^,.!?:，！]{0,40}[,.!:，！]\s*
    |[^，,。！!？?\s]{0,12}[，,]?\s?(?:您好|你好|早上好|下午好|晚上好)[！!，,。：:~～]*\s*
    |[^，,。！!？?\s]{1,6}(?:先生|女士|小姐)[，,：:]\s*
    )+""",
    re.IGNORECASE | re.VERBOSE,
)
_SORRY = re.compile(
    r"(?:(?:i\sam|i['’]m|we\sare|we['’]re)\s(?:very\s|really\s|so\s)?sorry[^.!?]*[.!]|(?:非常|十分|很)?"
    r"(?:抱歉|对不起)[^。！!？?]{0,12}[。！!])\s*",
    re.IGNORECASE,
)
_WAIT = re.compile(
    r"(?:let me|let us|one moment|just a moment|i(?: wi|['’])ll (?:look|check|ask|see))\b"
    r"|(?:请)?稍等|我(?:先|来|去|这就)?(?:帮您|给您)?(?:查|看|问)一?下",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"[?？]\W*$")
_END = re.compile(r"[.!?。！？…:：;；)）\"”]$")
_SIGNATURE = 16
"""Characters of a last line without a full stop that is a name."""


def answering(message: str) -> list[str]:
    """The sentences in order."""
    text = _WRAPPED.sub(" ", own_words(message)).strip()
    lines = [line for line in text.split("\n") if line.strip()]
    while lines and _is_name(lines[-1]):
        lines.pop()
    found = []
    for segment in segments("\n".join(lines)):
        sentence = _SORRY.sub("", _GREETING.sub("", segment.text, count=1), count=1).strip()
        no_answer = is_courtesy(sentence) or _QUESTION.search(sentence) or _WAIT.match(sentence)
        if sentence and not no_answer:
            found.append(sentence[0].upper() + sentence[1:])
    return found


def shared_out(questions: Sequence[str], sentences: Sequence[str]) -> list[list[str]]:
    """For each question the sentences that answer it: those that share most words with it, else
    those that stand beside such ones; questions are mostly answered in their order."""
    made: list[list[str]] = [[] for _ in questions]
    if not questions:
        return made
    words = [set(content(question)) for question in questions]
    current = 0
    for sentence in sentences:
        shares = [len(set(content(sentence)) & own) / max(1, len(own)) for own in words]
        best = max(range(len(questions)), key=lambda at: (shares[at], at >= current, -at))
        if shares[best] > 0:
            current = best
        elif made[current] and current + 1 < len(questions) and not made[current + 1]:
            current += 1
        made[current].append(sentence)
    return made


def joined(sentences: Sequence[str]) -> str:
    """Sentences as one paragraph."""
    text = " ".join(sentences)
    return joiner("", detect(text)).join(sentences)


def _is_name(line: str) -> bool:
    line = line.strip()
    return len(line) <= _SIGNATURE and not _END.search(line)
