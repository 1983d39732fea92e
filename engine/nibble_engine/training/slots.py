"""Values for the slots of the grammar, as (English, Chinese), drawn from a seeded generator.

Values that are made of parts (a colour and a thing, a first and a last name, digits) are held out
as combinations: a value belongs to the test part if its hash says so, and is then never drawn for
training. Single words, such as cities, cannot be guessed and are the same in both parts.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable
from functools import cache
from typing import Any

from nibble_engine.resources import toml_resource

Value = tuple[str, str]
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_HELD_OUT = 10  # one in


def is_held_out(text: str) -> bool:
    """Whether a phrasing or a value belongs to the test part, decided by its hash alone."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") % _HELD_OUT == 0


class Slots:
    """Draws a value for any slot; within one `fresh` round every slot keeps its value and two
    slots of one kind (``item``, ``item2``) differ."""

    def __init__(self, rng: random.Random, *, test: bool) -> None:
        self._rng, self._test = rng, test
        self._values: dict[str, Value] = {}

    def fresh(self) -> None:
        """Forgets the values of the last round."""
        self._values = {}

    def __getitem__(self, slot: str) -> Value:
        if slot not in self._values:
            self._values[slot] = self._draw(slot.rstrip("2"))
        return self._values[slot]

    def _draw(self, kind: str) -> Value:
        make = _MAKERS[kind]
        while True:
            value = make(self._rng)
            if value in self._values.values():
                continue
            if kind in _SINGLE_WORDS or is_held_out(value[0]) == self._test:
                return value


@cache
def words() -> dict[str, list[Any]]:
    """The words and openings of resources/grammar/slots.toml."""
    return toml_resource("grammar", "slots.toml")


def _same(text: str) -> Value:
    return text, text


def _digits(rng: random.Random, count: int) -> str:
    return "".join(rng.choice("0123456789") for _ in range(count))


def _item(rng: random.Random) -> Value:
    english, chinese = rng.choice(words()["things"])
    if rng.random() < 0.5:
        quality = rng.choice(words()["qualities"])
        return f"the {quality[0]} {english}", f"{quality[1]}{chinese}"
    return f"the {english}", chinese


def _name(rng: random.Random) -> Value:
    if rng.random() < 0.5:
        first, last = rng.choice(words()["first_names"]), rng.choice(words()["last_names"])
        return f"{first[0]} {last[0]}", f"{first[1]}·{last[1]}"
    family, given = rng.choice(words()["families"]), rng.choice(words()["given_names"])
    return f"{family[0]} {given[0]}", f"{family[1]}{given[1]}"


def _amount(rng: random.Random) -> Value:
    number = str(rng.choice((rng.randint(3, 99), rng.randint(100, 999), rng.randint(1000, 9999))))
    if rng.random() < 0.25:
        number += f".{rng.choice(('50', '90', '99', '80', '25'))}"
    english, chinese = rng.choices(words()["currencies"], weights=(6, 2, 1))[0]
    return f"{number} {english}", f"{number}{chinese}"


def _date(rng: random.Random) -> Value:
    month, day = rng.randint(1, 12), rng.randint(1, 28)
    if rng.random() < 0.15:
        year = rng.randint(2023, 2029)
        return f"{_MONTHS[month - 1]} {day}, {year}", f"{year}年{month}月{day}日"
    return f"{_MONTHS[month - 1]} {day}", f"{month}月{day}日"


def _order(rng: random.Random) -> Value:
    prefix = rng.choice(("", "", "", "A", "B", "NB", "CN"))
    return _same(prefix + _digits(rng, rng.choice((5, 6, 8, 10))))


def _time(rng: random.Random) -> Value:
    return _same(f"{rng.randint(7, 22)}:{rng.choice(('00', '15', '30', '45'))}")


def _phone(rng: random.Random) -> Value:
    return _same(f"{rng.choice(('400', '800', '010', '021'))}-{_digits(rng, 3)}-{_digits(rng, 4)}")


def _invented(rng: random.Random) -> str:
    """A name that nobody can know by heart: it has to be copied."""
    pairs = range(rng.randint(2, 3))
    return "".join(rng.choice("bcdfghklmnprstwz") + rng.choice("aeiou") for _ in pairs)


def _email(rng: random.Random) -> Value:
    if rng.random() < 0.6:
        return _same(f"{_invented(rng)}@{_invented(rng)}.{rng.choice(('com', 'org', 'net', 'cn'))}")
    who = rng.choice((*words()["mailboxes"], rng.choice(words()["families"])[0].lower()))
    return _same(f"{who}@{rng.choice(words()['domains'])}")


def _code(rng: random.Random) -> Value:
    if rng.random() < 0.5:
        return _same(f"{rng.choice(words()['code_words'])}{rng.randint(5, 99)}")
    letters = "".join(rng.choice("ABCDEFGHJKLMNPQRSTUVWXYZ") for _ in range(rng.choice((2, 3))))
    return _same(letters + _digits(rng, rng.choice((3, 4))))


def _integer(low: int, high: int) -> Callable[[random.Random], Value]:
    return lambda rng: _same(str(rng.randint(low, high)))


def _word(list_name: str) -> Callable[[random.Random], Value]:
    return lambda rng: tuple(rng.choice(words()[list_name]))


_MAKERS: dict[str, Callable[[random.Random], Value]] = {
    "item": _item,
    "name": _name,
    "amount": _amount,
    "date": _date,
    "order": _order,
    "time": _time,
    "phone": _phone,
    "email": _email,
    "code": _code,
    "days": _integer(2, 60),
    "hours": _integer(2, 72),
    "months": _integer(2, 36),
    "years": _integer(2, 10),
    "count": _integer(2, 20),
    "percent": lambda rng: _same(f"{rng.choice((5, 8, 10, 12, 15, 20, 25, 30, 40, 50))}%"),
    "city": _word("cities"),
    "weekday": _word("weekdays"),
    "color": _word("colors"),
    "material": _word("materials"),
    "size": lambda rng: _same(rng.choice(("XS", "S", "M", "L", "XL", "XXL"))),
}
# Values too few to hold some out: the same in training and test.
_SINGLE_WORDS = frozenset(
    "city weekday color material size percent days hours months years count".split()
)
KINDS = frozenset(_MAKERS)
"""Every slot; a 2 after the name means another value of the same kind."""
