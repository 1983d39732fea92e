"""What a reader finds and copies in a PDF that Qt wrote.

Qt names each sign of a font by the first character that has it. So a space was read as a tab, and
文 as the radical ⽂, which looks the same and is found by no search.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Mapping

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, StreamObject

_CODE = re.compile(rb"<([0-9A-Fa-f]{4})>")
_ARRAY = re.compile(rb"\[[^\]]*\]")
# Unicode's EquivalentUnifiedIdeograph.txt, of the radicals that are characters of a text too; those
# of Kangxi have a compatibility mapping.
_RADICALS = dict(
    pair
    for pair in zip(
        "⺎⺝⺟⺠⺪⺬⺮⺶⺼⻁⻄⻅⻆⻉⻋⻌⻑⻒⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "兀月母民疋示竹羊肉虎西见角贝车辶長镸长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
_ALSO = {"\t": " ", "\u2003": "\u3000", "\u00ad": "-", "\u2010": "-"}


def readable(data: bytes, told: Mapping[str, str]) -> bytes:
    """The file with the characters that were meant, and ``told`` among its information."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    for each in writer._objects:
        found = each.get_object() if each is not None else None
        if isinstance(found, DictionaryObject) and "/ToUnicode" in found:
            table = found["/ToUnicode"].get_object()
            if isinstance(table, StreamObject):
                table.set_data(_ARRAY.sub(_meant, table.get_data()))
    if told:
        writer.add_metadata({f"/{key}": value for key, value in told.items()})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _meant(array: re.Match[bytes]) -> bytes:
    return _CODE.sub(_character, array[0])


def _character(code: re.Match[bytes]) -> bytes:
    sign = chr(int(code[1], 16))
    if "\u2f00" <= sign <= "\u2fd5":
        sign = unicodedata.normalize("NFKC", sign)
    sign = _RADICALS.get(sign) or _ALSO.get(sign, sign)
    return b"<%04X>" % ord(sign)
