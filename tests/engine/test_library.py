"""The documented example of the translation library is true."""

from __future__ import annotations

import doctest

from nibble_engine import translation


def test_the_example_does_what_it_says() -> None:
    result = doctest.testmod(translation)
    assert result.attempted > 10 and not result.failed
