"""A bilingual slot grammar: sentence pairs and question–answer pairs, generated from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import NamedTuple

from nibble_engine.training.situations import SITUATIONS

_ITEMS = (
    ("the blue jacket", "蓝色夹克"),
    ("the red shoes", "红色的鞋子"),
    ("the coffee machine", "咖啡机"),
    ("the phone case", "手机壳"),
    ("the headphones", "耳机"),
    ("the desk lamp", "台灯"),
    ("the backpack", "背包"),
    ("the keyboard", "键盘"),
    ("the rice cooker", "电饭煲"),
    ("the tea set", "茶具"),
    ("the umbrella", "雨伞"),
    ("the camera", "相机"),
    ("the winter coat", "冬季外套"),
    ("the printer", "打印机"),
    ("the water bottle", "水壶"),
    ("the office chair", "办公椅"),
    ("the charger", "充电器"),
    ("the white shirt", "白衬衫"),
    ("the children's book", "童书"),
    ("the tablet", "平板电脑"),
)
_CITIES = (
    ("Beijing", "北京"),
    ("Shanghai", "上海"),
    ("Guangzhou", "广州"),
    ("Hong Kong", "香港"),
    ("London", "伦敦"),
    ("New York", "纽约"),
    ("Berlin", "柏林"),
    ("Singapore", "新加坡"),
    ("Chengdu", "成都"),
    ("Paris", "巴黎"),
)
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_NAMES = ("anna", "li.wei", "service", "tom", "chen", "maria", "office", "zhang")


class Exchange(NamedTuple):
    """One question and its answer, in both languages, with the situation's name."""

    situation: str
    question: tuple[str, str]
    answer: tuple[str, str]


def exchanges(count: int, seed: int) -> Iterator[Exchange]:
    """``count`` exchanges; the same seed gives the same ones."""
    rng = random.Random(seed)
    for _ in range(count):
        situation = rng.choice(SITUATIONS)
        slots = _slots(rng)
        question, answer = rng.choice(situation.questions), rng.choice(situation.answers)
        yield Exchange(situation.name, _fill(question, slots), _fill(answer, slots))


def pairs(count: int, seed: int) -> list[tuple[str, str]]:
    """Up to ``count`` distinct (English, Chinese) pairs of single messages."""
    seen: dict[tuple[str, str], None] = {}
    for exchange in exchanges(count * 4, seed):
        seen[exchange.question] = None
        seen[exchange.answer] = None
        if len(seen) >= count:
            break
    return list(seen)[:count]


def _slots(rng: random.Random) -> dict[str, tuple[str, str]]:
    """A value for every slot, as (English, Chinese)."""
    amount = rng.choice((5, 9, 12, 15, 20, 25, 30, 45, 50, 60, 80, 99, 120, 150, 199, 250, 300))
    day, month = rng.randint(1, 28), rng.randint(1, 12)
    order = "".join(rng.choice("0123456789") for _ in range(rng.choice((5, 6, 8))))
    hour = rng.randint(7, 10)
    email = f"{rng.choice(_NAMES)}@example.com"
    same = {
        "order": order,
        "days": str(rng.choice((2, 3, 5, 7, 10, 14, 30))),
        "email": email,
        "hour": str(hour),
        "later": str(hour + rng.randint(8, 12)),
        "years": str(rng.randint(2, 5)),
    }
    return {
        "item": rng.choice(_ITEMS),
        "city": rng.choice(_CITIES),
        "amount": (f"{amount} yuan", f"{amount}元"),
        "date": (f"{_MONTHS[month - 1]} {day}", f"{month}月{day}日"),
        **{name: (value, value) for name, value in same.items()},
    }


def _fill(pair: tuple[str, str], slots: dict[str, tuple[str, str]]) -> tuple[str, str]:
    english = pair[0].format(**{name: value[0] for name, value in slots.items()})
    chinese = pair[1].format(**{name: value[1] for name, value in slots.items()})
    return english[0].upper() + english[1:], chinese
