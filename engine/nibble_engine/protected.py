"""The parts of a text that no rule of writing may change: addresses, code, tags, placeholders."""

from __future__ import annotations

import re
from collections.abc import Callable

PERSONAL = r"\[(?:email|phone|card|id|address|iban|ip|mark)[ ]\d{1,6}\]"
"""What stands for personal data (support/personal_data.py)."""
PROTECTED = re.compile(
    r"""
      (?P<tag> ⟦/?\d+/?⟧ | </?[A-Za-z][^<>\n]*> )
    | (?P<code>
          ```.*?``` | `[^`\n]+`
        | """
    + PERSONAL
    + r"""
        | \$?\{\{?[^{}\s]*\}?\} | %\(\w+\)[sd] | %(?:\d\$)?[sd]\b
      )
    | (?P<address>
          (?:https?|ftp|file)://[^\s<>"“”‘’「」『』，。！？；：、（）《》⟦⟧\u3400-\u9fff]*
          [^\s<>"'“”‘’「」『』，。！？；：、（）《》⟦⟧\u3400-\u9fff.,;:!?)\]}]
        | [A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+
        | www\.[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:/[\w%&=?./~-]*[\w/])?
      )
    """,
    re.VERBOSE | re.DOTALL | re.ASCII,
)
"""Groups: tag (has no width for the reader), code, address."""


def outside(text: str, change: Callable[[str], str]) -> str:
    """``text`` with ``change`` applied to what lies between the protected parts."""
    made, place = [], 0
    for match in PROTECTED.finditer(text):
        made += [change(text[place : match.start()]), match[0]]
        place = match.end()
    return "".join([*made, change(text[place:])])
