"""Postal addresses, Chinese and English: the house, and what stands before and after it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DIGITS = r"[\d一二三四五六七八九十百零〇]"
_NUMBER = rf"(?:{_DIGITS}{{1,5}}(?:[-－之]\d{{1,4}})?)"
_HOUSE = re.compile(
    rf"""(?:[路街巷弄坊]|胡同|(?<![知频頻渠通味报報轨軌管国國])道|[村里])
        (?:[东南西北中東]?{_DIGITS}{{0,2}}[段巷弄])?[ ]?{_NUMBER}[ ]?[号號弄]
      | (?:小区|小區|花园|花園|公寓|大厦|大廈|家园|家園|新村|新城|广场|廣場|庄园|[苑府城庭湾轩邸])
        [ ]?[A-Za-z\d一二三四五六七八九十]{{1,3}}[ ]?(?:栋|棟|幢|[号號][楼樓]|座|单元|單元|期\d)
      | [镇鎮乡鄉][^\W有几幾个個下辖轄是的]{{1,6}}村(?:\d{{1,3}}[组組队隊])?""",
    re.VERBOSE,
)
_INSIDE = re.compile(
    rf"""(?:[ ,，]?(?:[\u4e00-\u9fff]{{1,10}}?(?:小区|小區|花园|花園|公寓|大厦|大廈|家园|家園
        |广场|廣場|中心|苑|城))?
      [ ,，]?(?:[A-Za-z]?{_NUMBER}[ ]?(?:栋|棟|幢|[号號][楼樓院]|座|单元|單元|室|层|層|楼|樓|房
        |户|戶|[号號]|组|組)|[A-Z][座栋棟]|[院内內]))*""",
    re.VERBOSE,
)
_PROVINCE = re.compile(
    "北京|天津|上海|重庆|重慶|河北|山西|辽宁|遼寧|吉林|黑龙江|黑龍江|江苏|江蘇|浙江|安徽|福建|江西"
    "|山东|山東|河南|湖北|湖南|广东|廣東|海南|四川|贵州|貴州|云南|雲南|陕西|陝西|甘肃|甘肅|青海"
    "|台湾|臺灣|内蒙古"
    "|广西|廣西|西藏|宁夏|寧夏|新疆|香港|澳门|澳門|台北|臺北|九龙|九龍"
)
_ADMINISTRATIVE = "省市区區县縣镇鎮乡鄉州旗盟"
_NEVER_IN_A_NAME = frozenset(
    "我你您他她它们們的在到是住寄送往请請把了址给給逛这這那去搬叫改换換变變家"
)
_CHANGED = ("改成", "换成", "換成", "变成", "變成")
"""The second character begins 成都 too."""
_LIES_AT = re.compile("[位处處坐][于於落]")
_BEFORE = 40
_SAID = re.compile(
    r"(?:地址|住址)(?:(?:是|为|為|在|改成|改为|改為|变更为)[ :：]{0,2}在?|[ ]?[:：][ ]?)"
    r"(?P<address>(?=[^\n，。；;]{0,60}(?:[省市区區县縣镇鎮村路街]|\d[号號]))"
    r"(?:(?!电话|電話|手机|手機|\d{7})[^\s，。,；;！!？?、\n]){4,60})"
)
_CODE_SAID = re.compile(
    r"(?:邮编|郵編|邮政编码|郵遞區號|post ?code|postal code|zip(?: code)?)"
    r"(?:是|为|is|[ :：])*(?P<code>\d{5}-\d{4}|\d{6}|\d{5}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})"
    r"(?![A-Za-z\d])",
    re.IGNORECASE,
)

_CODE = r"(?:[A-Z]{2}[ ]+\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]?[ ]?\d[A-Z]{2})(?![A-Za-z\d])"
_PLACE = r"[A-Z][A-Za-z'.-]*(?:[ ][A-Z][A-Za-z'.-]*){0,2}"
_AFTER = rf"""
    (?:,?[ ]*(?:[Aa]pt|[Aa]partment|[Ss]uite|[Uu]nit|[Ff]lat|[Ff]loor|\#)\.?[ ]?[A-Za-z]?\d{{0,4}}
        [A-Za-z]?\b)?
    (?:(?:,?[ \n]+{_PLACE}){{0,2}},?[ \n]+{_CODE})?"""
_ROOM = (
    r"(?:(?:[Ff]lat|[Aa]pt|[Aa]partment|[Uu]nit|[Ss]uite)\.?[ ][A-Za-z]?\d{1,4}[A-Za-z]?,?[ ]+)?"
)
_DOOR = r"(?<![\w.,$£€¥#-])\d{1,5}(?:-\d{1,4}|-?[A-Za-z])?[ ]+(?:[NSEW]\.?[ ]+)?"
_NOT_A_STREET = (
    r"(?!(?i:GB|TB|MB|USB|SSD|HDD|hard|flash|external|internal|google|one|days?|hours?|minutes?|miles?"
    r"|km|items?|orders?|pieces?|pcs|years?|weeks?|months?|people)\b"
    r"|(?:of|on|in|at|to|the|my|a|an|this|that|way|per|for|is|and|or|times)\b)"
)
_STREET = re.compile(
    rf"""{_ROOM}{_DOOR}(?:
        (?:{_NOT_A_STREET}[A-Z0-9][\w'.-]*[ ]+){{1,4}}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive
          |Dr|Boulevard|Blvd|Court|Ct|Place|Pl|Square|Sq|Terrace|Way|Close|Crescent|Highway|Hwy
          |Parkway|Pkwy|Gardens|Row|Mews|Broadway|Circle|Cir|Plaza|Loop|Trail|Real|Wharf|Quay)\b\.?
      | (?:{_NOT_A_STREET}[a-z][\w'-]*[ ]+){{1,2}}(?:street|road|avenue|lane|boulevard|st|rd|ave)\b
      | Broadway\b
    ){_AFTER}
    | \bP\.?[ ]?O\.?[ ]Box[ ]\d{{1,6}}{_AFTER}""",
    re.VERBOSE | re.ASCII,
)


def find(text: str) -> Iterator[tuple[int, int]]:
    """Where they are; ``text`` has half-width digits. A city or a district alone is none."""
    end = 0
    for match in _HOUSE.finditer(text):
        if match.start() < end:
            continue
        start = _beginning(text, match.start(), end)
        if match.start() - start >= 1:
            inside = _INSIDE.match(text, match.end())
            end = inside.end() if inside else match.end()
            yield start, end
    for pattern, group in ((_SAID, "address"), (_CODE_SAID, "code"), (_STREET, 0)):
        yield from (match.span(group) for match in pattern.finditer(text))


def _beginning(text: str, house: int, limit: int) -> int:
    """Where the address begins whose house is named from ``house`` on: at the province, else after
    the last character that no name of a place has."""
    start = house
    while start > max(limit, house - _BEFORE):
        before = text[start - 1]
        separator = before in " ,，、" and start >= 2 and text[start - 2] in _ADMINISTRATIVE
        if not separator and (not before.isalnum() or before in _NEVER_IN_A_NAME):
            break
        start -= 1
    if text[start - 1 : start + 1] in _CHANGED:
        start += 1
    for said in _LIES_AT.finditer(text, start, house):
        start = said.end()
    province = _PROVINCE.search(text, start, house)
    return province.start() if province else start
