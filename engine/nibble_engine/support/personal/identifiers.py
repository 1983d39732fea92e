"""What names one person or account: e-mail and network addresses, cards, accounts, documents."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator

from nibble_engine.support.personal import checks, context

Spans = Iterator[tuple[int, int]]

EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}"
)
IDENTITY = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"
)
CARD = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)")
_SPACED_IDENTITY = re.compile(
    r"(?<![A-Za-z\d])([1-9]\d{5})([ -]?)(\d{8})\2(\d{3}[\dXx])(?![A-Za-z\d])"
)
_ISSUERS = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})$|5[1-5]\d{14}$|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}$"
    r"|3[47]\d{13}$|3(?:0[0-5]|[689]\d)\d{11}$|35\d{14}$|6(?:011|4[4-9]\d|5\d\d)\d{12}$"
    r"|62\d{14,17}$"
)
"""Prefixes and lengths: Visa, Mastercard (two ranges), American Express, Diners Club, JCB,
Discover, UnionPay."""
_FILE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|css|js)$", re.IGNORECASE)
_IBAN = re.compile(
    r"(?<![A-Za-z\d])(?:A[DELTZ]|B[AEGHRY]|C[HRYZ]|D[EKO]|E[EGS]|F[IOR]|G[BEILRT]|H[RU]|I[ELQRST]"
    r"|JO|K[WZ]|L[BCITUVY]|M[CDEKRTU]|N[LO]|OM|P[KLST]|QA|R[OSU]|S[ACDEIKMTV]|T[LNR]|UA|VA|VG|XK)"
    r"\d\d(?:[ ]?[A-Z\d]{4}){2,7}(?:[ ]?[A-Z\d]{1,4})?(?![A-Za-z\d])",
    re.IGNORECASE,
)
_IPV4 = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w]|\.\d)", re.ASCII)
_IPV6 = re.compile(r"(?<![\w:.])[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}(?![\w:])", re.ASCII)
_NOBODYS = re.compile(r"0\.|127\.|255\.255\.")
_LINK = r"(?:[\s:：#.是为為]|numbers?|no|num|is|号码?|號碼?){0,6}"
_DOCUMENT = re.compile(
    rf"""(?:passport|护照|護照|通行证|通行證|台胞证|臺胞證){_LINK}
        (?P<passport>[A-Z]{{0,2}}\d{{6,9}})(?![A-Za-z\d])
    | (?:身份证|身份證|证件|證件|\bID\s?card|\bnational\s+ID|\bHKID){_LINK}
        (?P<card>\d{{17}}[\dX] | \d{{15}} | [A-Z]{{1,2}}\d{{6}}\(?[\dA]\)? | [A-Z][12]\d{{8}})
        (?![A-Za-z\d])
    | (?:\bNI|\bNINO|\bnational\s+insurance){_LINK}
        (?P<insurance>[A-Z]{{2}}[ ]?(?:\d\d[ ]?){{3}}[A-D])\b""",
    re.VERBOSE | re.IGNORECASE,
)
_SOCIAL_SECURITY = re.compile(
    r"(?<![\w-])(?!000|666|9)\d{3}-(?!00)\d\d-(?!0000)\d{4}(?![\w-])", re.ASCII
)


def emails(text: str) -> Spans:
    """Addresses; names of files such as icon@2x.png are none."""
    return (match.span() for match in EMAIL.finditer(text) if not _FILE.search(match[0]))


def cards(text: str) -> Spans:
    """Numbers of bank cards: an issuer's prefix and length, or the word for one, and Luhn's
    check. What is said to be an order is none unless its digits stand in groups."""
    for match in CARD.finditer(text):
        start, end = match.span()
        while not _is_card(text, start, end):
            end = max(text.rfind(" ", start, end), text.rfind("-", start, end))
            if end < 0:
                break
        else:
            yield start, end


def documents(text: str) -> Spans:
    """Identity numbers of China by their check digit, of Hong Kong and Taiwan and passports by the
    word before; American and British social security numbers."""
    for match in _SPACED_IDENTITY.finditer(text):
        if checks.identity(match[1] + match[3] + match[4]):
            yield match.span()
    for match in _DOCUMENT.finditer(text):
        yield match.span(match.lastgroup or 0)
    for match in _SOCIAL_SECURITY.finditer(text):
        if not context.is_order(text, match.start()):
            yield match.span()


def ibans(text: str) -> Spans:
    """International account numbers; words may follow them."""
    for match in _IBAN.finditer(text):
        start, end = match.span()
        while end - start >= 15:
            if checks.iban(text[start:end].replace(" ", "")):
                yield start, end
                break
            end = text.rfind(" ", start, end)


def network(text: str) -> Spans:
    """Internet addresses of both versions; versions of programs, masks of networks and the
    computer's own address are none."""
    for match in _IPV4.finditer(text):
        nobodys = _NOBODYS.match(match[0]) or context.is_version(text, match.start())
        if _is_address(match[0]) and not nobodys:
            yield match.span()
    for match in _IPV6.finditer(text):
        if sum(map(bool, match[0].split(":"))) >= 3 and _is_address(match[0]):
            yield match.span()


def _is_card(text: str, start: int, end: int) -> bool:
    number = text[start:end]
    digits = re.sub(r"[ -]", "", number)
    if not checks.luhn(digits) or len(set(digits)) == 1:
        return False
    if context.is_card(text, start):
        return True
    grouped = len(digits) < len(number)
    return bool(_ISSUERS.match(digits)) and (grouped or not context.is_order(text, start))


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True
