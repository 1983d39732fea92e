"""Whether a date of one text is said by the dates of another."""

from __future__ import annotations

Key = tuple[object, ...]
"""That of a `Fact`: ("day", year, month, day, whether month and day are told apart), ("time",
minutes, whether the half of the day is told), or a word and what it names."""


def is_covered(key: Key, others: list[Key]) -> bool:
    """Whether one of the dates says all that this one says."""
    return any(_covers(other, key) for other in others)


def is_made_of(key: Key, others: list[Key]) -> bool:
    """Whether each of a day's parts stands in one of the dates: 5 to 8 March has the 8th of
    March, and nothing that the other text has not."""
    if key[0] != "day":
        return is_covered(key, others)
    days = [other for other in others if other[0] == "day"]
    return all(part is None or any(part in other[1:] for other in days) for part in key[1:4])


def _covers(whole: Key, part: Key) -> bool:
    if whole[0] != part[0]:
        return False
    if part[0] == "time":
        minutes, sure = whole[1:]
        if sure and part[2]:
            return minutes == part[1]
        return (int(str(minutes)) - int(str(part[1]))) % 720 == 0
    if part[0] != "day":
        return whole == part
    if whole[4] != part[4]:  # 5/3: which is the day cannot be told
        return whole[1] == part[1] and set(whole[2:4]) == set(part[2:4])
    return all(b is None or a == b for a, b in zip(whole[1:4], part[1:4], strict=True))
