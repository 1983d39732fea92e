"""Check digits."""

from __future__ import annotations

from datetime import date

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def luhn(number: str) -> bool:
    """Whether 13 to 19 digits, with anything between them, pass the check of bank cards (ISO/IEC
    7812-1)."""
    digits = [int(character) for character in reversed(number) if character.isdigit()]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return 13 <= len(digits) <= 19 and (sum(digits[::2]) + sum(doubled)) % 10 == 0


def identity(number: str) -> bool:
    """Whether 18 characters are a Chinese identity number: a day of birth that was, and the check
    of GB 11643-1999 (ISO 7064, MOD 11-2)."""
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == number[17].upper()


def iban(number: str) -> bool:
    """Whether an international account number without spaces passes its check (ISO 13616, ISO
    7064 MOD 97-10)."""
    return int("".join(str(int(c, 36)) for c in number[4:] + number[:4])) % 97 == 1
