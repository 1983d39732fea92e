"""的, 地 and 得, where the words around leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nibble_engine.proofreading.change import Edit
from nibble_engine.proofreading.line import Line
from nibble_engine.proofreading.words import words

_LONGEST = 4
_DE = re.compile("得(?![到以知])")
# A noun phrase may go on from these: 经过仔细的核对.
_NOUN_BEFORE = re.compile(
    "(?:经过|进行|通过|作了|做了|得到|给予|需要|有着|关于|对于|基于|在于|由于|出于|等于|没有|保持|展开|[的有为是以种次个场份项段位番这那])$"
)
_WILL = re.compile(
    "(?:请|请[^，。；：！？]{0,4}|[要会应该须将还都就便正再在以已直起必]|(?<!可)能)$"
)
_GOES_ON = re.compile(
    "[了着过起出到每一两三这那各他她它我你您其所自]|数[量字据]|人手|资[料源]|大[喊叫]"
)
_ONE_VERB = re.compile(
    "[站坐躺跑走跳飞爬看望笑哭想说问喊叫吃喝睡醒黑亮停放拿抱拉推打开关][了着](?!的)"
)
_NO_VERB = re.compile(
    "[的和与及、]|是(?!否)|[办方]法|方案|过程|结果|程序|能力|人员|时[候间]|意见"
    "|(?<=答)[案卷]|(?<=说)[法明服]|(?<=问)[题卷]|(?<=[叫喊])声|(?<=看)[法点]|(?<=跑)[道步]|(?<=走)[路法]"
)


def found(line: Line) -> Iterator[Edit]:
    """的 or 得 between an adverb and a verb."""
    text = line.text
    yield from _complements(text)
    place = text.find("的")
    while place > 0:
        if _is_adverb(text, place):
            yield Edit(place, place + 1, "地")
        place = text.find("的", place + 1)


def _complements(text: str) -> Iterator[Edit]:
    """得 behind what is an adverb and nothing else."""
    for match in _DE.finditer(text):
        place = match.start()
        if _ending(text, place, "only_adverbs") and (
            _beginning(text, place + 1, "verbs") or _done(text, place + 1)
        ):
            yield Edit(place, place + 1, "地")


def _is_adverb(text: str, place: int) -> bool:
    word = _ending(text, place, "adverbs")
    if not word:
        return False
    before = text[max(0, place - len(word) - 8) : place - len(word)]
    verb = _beginning(text, place + 1, "verbs") or _done(text, place + 1)
    if verb and not _NOUN_BEFORE.search(before):
        return not _NO_VERB.match(text, place + 1 + len(verb))
    act = _beginning(text, place + 1, "acts")
    if not act or _NOUN_BEFORE.search(before):
        return False
    after = place + 1 + len(act)
    if _NO_VERB.match(text, after):
        return False
    return bool(_WILL.search(before) or _GOES_ON.match(text, after))


def _done(text: str, place: int) -> str:
    """A verb of one character that something makes plain: 站了起来."""
    match = _ONE_VERB.match(text, place)
    return match[0] if match else ""


def _ending(text: str, place: int, table: str) -> str:
    """The longest word of a table that ends there, or ""."""
    listed = _table(table)
    lengths = range(min(_LONGEST, place), 1, -1)
    return next((w for n in lengths if (w := text[place - n : place]) in listed), "")


def _beginning(text: str, place: int, table: str) -> str:
    listed = _table(table)
    lengths = range(_LONGEST, 0, -1)
    return next((w for n in lengths if (w := text[place : place + n]) in listed), "")


@cache
def _table(name: str) -> frozenset[str]:
    return words("chinese.toml", name)
