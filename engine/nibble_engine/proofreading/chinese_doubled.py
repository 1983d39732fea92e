"""Words of Chinese that stand twice by mistake; those that are doubled on purpose are let be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from nibble_engine.proofreading.change import Edit
from nibble_engine.proofreading.line import HAN, Line
from nibble_engine.proofreading.words import words

_PAIR = re.compile(f"(?=([{HAN}]{{2,4}}?)\\1)")
# Each alone, with what may stand before or after it when both belong there.
_SINGLE = re.compile(
    "(?<![的目标有真红似])的的(?![的确士])|(?<![与参给赋干])与与(?!与)"
    "|(?<![向方走意趋动导横纵转内外面偏定志去取])向向(?![向日])"
    "|(?<![把一几两三])把把(?![把手柄])|(?<![被棉])被被(?![被褥子])|(?<![很])很很(?!很)"
    "|(?<![和总共平温饱谦随缓柔暖])和和(?![和气睦美平顺])|(?<!也)也也(?!也)"
    "|[我你他]们们|(?<=[这那哪它她他们都])是是(?!非)|(?<!不)已已|但但|(?<![合兼归吞])并并"
    "|(?<![现存实所好正])在在(?![线场职校编岗建座意乎])|(?<![服听自顺随遵主])从从(?![容前此])"
    "|(?<=[给对向跟找叫])(?:我我|你你|他他|她她)(?=[，。！？；]|$)|(?<![不草甚])了了(?=[，。！？；]|$)"
)
# 用户用户名, 公司公司制: what follows belongs to the second.
_MAKES_A_WORD = frozenset("制名库夹性化部们家员者书表号类费率法学界人")


def found(line: Line) -> Iterator[Edit]:
    """The second of two."""
    for match in _SINGLE.finditer(line.text):
        yield Edit(match.end() - 1, match.end(), "")
    for match in _PAIR.finditer(line.text):
        word, place = match[1], match.start()
        after = line.text[place + 2 * len(word) :][: len(word)]
        if word in _listed() and after != word and after[:1] not in _MAKES_A_WORD:
            yield Edit(place + len(word), place + 2 * len(word), "")


@cache
def _listed() -> frozenset[str]:
    return words("chinese.toml", "never_doubled")
