"""What kind of answer a question asks for, and whether a sentence has one of that kind."""

from __future__ import annotations

import re
from typing import NamedTuple

_UNIT = (
    r"(?:\w+ )?(?:minutes?|hours?|days?|weeks?|months?|years?|a\.m\.|p\.m\.|am|pm)\b"
    r"|个?(?:工作日|小时|分钟|星期|周|月|年|天|日|点|时)"
)
_NUMBER = (
    r"(?:\d+|half|one|two|three|four|five|six|seven|ten|twelve|[一二两三四五六七八九十半]+)[\s-]*"
)
_NAMED_TIME = (
    r"\d{1,2}:\d\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|[周星期][一二三四五六日天]|当天|次日"
    r"|the same day|immediately|right away|always|ever\b|立即|随时|永久"
)
_MONEY = (
    r"[$€£¥￥]\s?\d|\d[\d.,]*\s?(?:dollars?|usd|euros?|eur|pounds?|yuan|rmb|cny|cents?|美元|元|块|欧元"
    r"|英镑|日元)|\bfree\b|no (?:charge|fee|cost)|免费|包邮|免运费|不收费|\d\s?%"
)
_PLACE = (
    r"\d+ \w+ (?:street|st|lane|road|rd|avenue|square|quay|way)\b|address|street|lane|floor"
    r"|号|路|街|楼|地址|[\w.]+@[\w.]+"
)
_REACH = r"[\w.+-]+@[\w-]+\.\w+|\+?\d[\d\s-]{6,}\d|400-"
_POLAR = (
    r"\b(?:yes|no|not|can|cannot|can't|may|must|never|only|unless|if|do|does|don't|doesn't)\b"
    r"|可以|不可|不能|不支持|支持|无法|不会|能|只能|必须|不用|无需|不需要|恕不|没有|有。|不收|会"
)


class Kind(NamedTuple):
    """``asks`` is found in a question of this kind, ``gives`` in a sentence that can answer it;
    ``worth`` is how much that tells."""

    name: str
    asks: re.Pattern[str]
    gives: re.Pattern[str]
    worth: float


def _kind(name: str, asks: str, gives: str, worth: float) -> Kind:
    return Kind(name, re.compile(asks, re.IGNORECASE), re.compile(gives, re.IGNORECASE), worth)


KINDS = (
    _kind(
        "time",
        r"how (?:long|soon|fast|quickly|late)|how many (?:days|hours|weeks|months|years|minutes)"
        r"|\bwhen\b(?! (?:i|we|you|the|it|my)\b)|what time|until what|by when|deadline|still good"
        r"|stay good|多久|几天|多长时间|什么时候|何时|几点|多少天|几个月|几个小时|时限|期限"
        r"|几年|最迟|几周|多少小时",
        rf"{_NUMBER}(?:{_UNIT})|{_NAMED_TIME}",
        0.35,
    ),
    _kind(
        "amount",
        r"how much|\bcosts?\b|\bprices?\b|\bfees?\b|\bpay extra\b|minimum|certain amount"
        r"|多少钱|费用|运费|邮费|价格|[值要收加]多?少?钱|值多少|多少元|邮费多少|收费|另外加钱|要钱",
        _MONEY,
        0.35,
    ),
    _kind(
        "place",
        r"\bwhere (?:is|are|do|can|should|to)\b|\badd?ress\b|哪里|哪儿|什么地方|地址",
        _PLACE,
        0.2,
    ),
    _kind(
        "reach",
        r"phone number|\bcall you\b|e-?mail|contact|write to|hotline|电话|邮箱|联系|投诉",
        _REACH,
        0.25,
    ),
    _kind(
        "number",
        r"how (?:many|big|large|heavy|tall|hot|warm|often)|what (?:size|temperature)"
        r"|多少|几[个条张片次瓶]|多大|多重|多高",
        r"\d",
        0.2,
    ),
    _kind(
        "polar",
        r"^\W*(?:can|could|do|does|did|is|are|was|may|will|would|am|has|have|should)\b"
        r"|[.,!?;] (?:can|could|do|does|is|are|may|will|would|should) (?:i|you|we|it|there|that)\b"
        r"|吗|能不能|可以|是否|能否|可不可以|是不是|有没有|还能|不厚",
        _POLAR,
        0.08,
    ),
)


def kinds(question: str) -> list[Kind]:
    """The kinds of answer that a question asks for; none where nothing tells."""
    return [kind for kind in KINDS if kind.asks.search(question)]


def gives(wanted: list[Kind], sentence: str) -> float:
    """The worth of the kinds that a sentence has, of those that are wanted."""
    return max((kind.worth for kind in wanted if kind.gives.search(sentence)), default=0.0)
