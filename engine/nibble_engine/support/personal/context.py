"""What a number is, by the words before it."""

from __future__ import annotations

import re

_REACH = 48
_LINK = r"""(?:只有一个|有两个|分别)?[\s:：#＃=~"'“”(（]*
    (?:号码?|號碼?|编号|編號|numbers?|no\.?|num|id|code|[是为為]|is|was)?
    [\s:：#＃=~"'“”(（]*(?:是|为|為|is|was)?[\s:：#＃"'“”(（]*$"""
_FLAGS = re.IGNORECASE | re.VERBOSE
_ORDER = re.compile(
    r"""(?:订单|訂單|订购|单|單|运单|物流|快递|快遞|流水|型号|型號|货号|貨號|商品|编码|編碼|序列
      |发票|發票|票|工单|案件|批次
      |\b(?:order|tracking|invoice|ref|reference|ticket|case|serial|sku|sn|po|parcel|shipment
      |waybill|receipt|model|part|item|article|product|booking|transaction))"""
    + _LINK,
    _FLAGS,
)
_PHONE = re.compile(
    r"""(?:电话|電話|手机|手機|座机|座機|联系方式|聯繫方式|传真|傳真|致电|致電|拨打|撥打|打给我|来电
      |\b(?:phone|tel|telephone|mobile|cell|cellphone|fax|whatsapp
      |(?:call|ring|text|reach|phone|contact)\s+(?:me|us|him|her)(?:\s+back)?(?:\s+(?:at|on))?))\.?"""
    + _LINK,
    _FLAGS,
)
_CARD = re.compile(
    r"(?:卡|卡号|卡號|账号|帳號|账户|\b(?:card|visa|mastercard|amex|account))" + _LINK, _FLAGS
)
_VERSION = re.compile(
    r"(?:版本|固件|系统|系統|\b(?:v|ver|version|release|firmware|build|update|section|chapter)\.?)"
    + _LINK,
    _FLAGS,
)


def is_order(text: str, start: int) -> bool:
    """Whether what begins at ``start`` is said to be the number of an order, a parcel or a
    thing."""
    return _ORDER.search(text, max(0, start - _REACH), start) is not None


def is_phone(text: str, start: int) -> bool:
    """Whether it is said to be a telephone number."""
    return _PHONE.search(text, max(0, start - _REACH), start) is not None


def is_card(text: str, start: int) -> bool:
    """Whether it is said to be the number of a bank card or an account."""
    return _CARD.search(text, max(0, start - _REACH), start) is not None


def is_version(text: str, start: int) -> bool:
    """Whether it is said to be a version."""
    return _VERSION.search(text, max(0, start - _REACH), start) is not None
