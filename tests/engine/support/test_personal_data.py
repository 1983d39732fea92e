"""Personal data: what is found, what is left alone, and that nothing is lost on the way back."""

from __future__ import annotations

import random
import re

import pytest

from nibble_engine.support.personal_data import Masking, masked, spans

FOUND = [
    # e-mail addresses
    ("email", "写信到«li.na+1@mail.example.cn»。"),
    ("email", "我的邮箱是«zhang_san@163.com»，谢谢"),
    ("email", "邮箱：«12345678@qq.com»"),
    ("email", "Write to «jo.ox@example.co.uk» please"),
    ("email", "<«Anna.Berg@example.org»>"),
    ("email", "mailto:«a@b.io»?subject=x"),
    ("email", "全角«li＠example.com»"),
    ("email", "Email:«USER%2B@EXAMPLE.COM»."),
    ("email", "联系人(«wang@sub.domain.example.com»)"),
    ("email", "from «first-last@my-shop.example» to you"),
    # Chinese mobile numbers
    ("phone", "电话«13812345678»。"),
    ("phone", "电话«１３８１２３４５６７８»。"),
    ("phone", "打我手机 «138 1234 5678» 吧"),
    ("phone", "«138-1234-5678»联系我"),
    ("phone", "«+86 138-1234-5678»"),
    ("phone", "我的号码是«+8613812345678»"),
    ("phone", "«0086 13912345678»"),
    ("phone", "«8617712345678»，请回电"),
    ("phone", "收件人张三 «19912345678»"),
    ("phone", "Tel:«13812345678»"),
    ("phone", "订单的手机号是«13812345678»"),
    ("phone", "我的手机号13开头：«13512345678»"),
    # Chinese landlines
    ("phone", "座机«010-12345678»"),
    ("phone", "«0755-1234567»转财务"),
    ("phone", "打«0571-87654321-802»找我"),
    ("phone", "请打«0571-87654321转802»"),
    ("phone", "«(021)12345678»是我家电话"),
    ("phone", "«（０２１） 12345678»"),
    ("phone", "家里电话是 «02087654321»"),
    ("phone", "电话：«85123456»"),
    ("phone", "电话是«84467565»。"),
    ("phone", "电话只有一个是«69662218»。"),
    ("phone", "«01086471035»，这个是预约电话"),
    ("phone", "傳真：«2345 6789»"),
    # international
    ("phone", "Call «+44 20 7946 0958» now"),
    ("phone", "Call «+1 (555) 010-9999»."),
    ("phone", "电话«+49 30 901820»打不通"),
    ("phone", "«+852 2345 6789»"),
    ("phone", "«+1-202-555-0143»"),
    ("phone", "«+442079460958»"),
    ("phone", "dial «0044 20 7946 0958»"),
    ("phone", "WhatsApp: «+31 6 12345678»"),
    # American and British
    ("phone", "Ring «(212) 555-0187» after six"),
    ("phone", "My cell is «212-555-0187», thanks"),
    ("phone", "«212.555.0187»"),
    ("phone", "call me at «2125550187»"),
    ("phone", "phone number: «555 010 9999»"),
    ("phone", "«1-312-555-0199»"),
    ("phone", "mobile «07700 900123»"),
    ("phone", "it is «07700 900 123»."),
    ("phone", "my phone is «07700900123»"),
    ("phone", "«020 7946 0958» is the office"),
    ("phone", "«0161 496 0000»"),
    ("phone", "«(020) 7946 0958»"),
    ("phone", "Please text me on «07700900456»"),
    ("phone", "Phone no. «6545 1234»"),
    # cards
    ("card", "卡号«4111111111111111»"),
    ("card", "«4111 1111 1111 1111» 12/29"),
    ("card", "I paid with «5500-0000-0000-0004»"),
    ("card", "Amex «378282246310005»"),
    ("card", "Amex «3782 822463 10005»"),
    ("card", "«6011111111111117» was charged twice"),
    ("card", "银联卡«6222021234567890128»"),
    ("card", "银行卡号是«6222 0212 3456 7890 128»"),
    ("card", "«3530111333300000»"),
    ("card", "my order, card «4012 8888 8888 1881»"),
    ("card", "order 4012 8888: «4012 8888 8888 1881»"),
    ("card", "卡号：«４１１１１１１１１１１１１１１１»"),
    ("card", "card number is «30569309025904»"),
    ("card", "Mastercard «2223003122003222»"),
    # identity numbers and other documents
    ("id", "身份证«11010519491231002X»。"),
    ("id", "«11010519491231002x»"),
    ("id", "我的证件：«110105 19491231 002X»"),
    ("id", "身份证号码：«440308199901101512»"),
    ("id", "身份证是«440308199901101513»"),
    ("id", "身份证号«110105491231002»"),
    ("id", "身份證號碼：«A123456(7)»"),
    ("id", "身份證«A123456789»"),
    ("id", "护照号«E12345678»"),
    ("id", "护照号码是 «G12345678»"),
    ("id", "护照：«EA1234567»"),
    ("id", "My passport number is «X1234567»."),
    ("id", "passport no. «123456789»"),
    ("id", "Passport: «C01234567»"),
    ("id", "台胞证«12345678»"),
    ("id", "SSN «123-45-6789»"),
    ("id", "National Insurance number «QQ 12 34 56 C»"),
    # accounts
    ("iban", "«GB82 WEST 1234 5698 7654 32» thanks"),
    ("iban", "IBAN: «DE89370400440532013000»"),
    ("iban", "pay to «DE89 3704 0044 0532 0130 00» FOR ME"),
    ("iban", "«FR14 2004 1010 0505 0001 3M02 606»."),
    ("iban", "汇到«NL91ABNA0417164300»账户"),
    ("iban", "«gb82west12345698765432»"),
    # network addresses
    ("ip", "登录IP «8.8.4.4» 不是我"),
    ("ip", "from «192.168.1.20»"),
    ("ip", "IP:«203.0.113.77»:8080"),
    ("ip", "my address «2001:db8::ff00:42:8329»"),
    ("ip", "«2001:0db8:85a3:0000:0000:8a2e:0370:7334» is it"),
    # Chinese addresses
    ("address", "请寄到«北京市朝阳区建国路88号»"),
    ("address", "请寄到«北京市朝阳区建国路88号3号楼1201室»，谢谢"),
    ("address", "收货地址：«广东省深圳市南山区科技南路12号»"),
    ("address", "我住在«上海市浦东新区张江镇博云路2号5幢302室»。"),
    ("address", "地址改成«杭州市西湖区文三路478号华星时代广场A座1201室»"),
    ("address", "送到«建国路八十八号»门口"),
    ("address", "我家在«阳光花园小区3栋2单元501室»"),
    ("address", "寄«浙江省 杭州市 西湖区 文一西路969号»"),
    ("address", "我在«南京东路100弄5号»"),
    ("address", "送到«成都市武侯区人民南路四段27号»。"),
    ("address", "地址：«河南省周口市太康县马头镇王庄村»"),
    ("address", "寄到«河南省太康县马头镇王庄村3组»吧"),
    ("address", "住在«中关村大街27号院2号楼»"),
    ("address", "地址是«万科城市花园北区的八号楼»"),
    ("address", "寄到«臺北市大安區復興南路一段390號8樓»"),
    ("address", "寄«九龍彌敦道132號»"),
    ("address", "«天津市和平区南京路１８９号»"),
    ("address", "住«甜水园胡同5号»"),
    ("address", "改成«成都市武侯区人民南路四段27号»"),
    ("address", "公司位于«上海市静安区南京西路1266号恒隆广场5楼506室»"),
    ("address", "我们公司处于«新民路29号»"),
    ("address", "地址是在«前门大街东侧鲜鱼口老字号餐饮一条街»"),
    ("address", "地址是«福缘门1号»。"),
    ("address", "地址：«什刹海前海东沿22号2层»，谢谢"),
    ("address", "邮编«518057»"),
    # English addresses
    ("address", "Send it to «12 Main Street», please"),
    ("address", "I live at «221B Baker Street, London NW1 6XE»."),
    ("address", "«1600 Pennsylvania Ave» NW"),
    ("address", "Ship to «742 Evergreen Terrace, Springfield, IL 62704»."),
    ("address", "«350 5th Ave, New York, NY 10118»"),
    ("address", "«Flat 3, 45 Queen's Road, Bristol BS8 1QU»"),
    ("address", "at «10 Elm St, Apt 4B, Boston, MA 02108» by noon"),
    ("address", "«221b baker street» is where I am"),
    ("address", "my house, «9 old mill lane»"),
    ("address", "«1400 A Street»"),
    ("address", "«4115 El Camino Real», Palo Alto"),
    ("address", "«124-B Prince Of Wales Drive»"),
    ("address", "«P.O. Box 1234»"),
    ("address", "«PO Box 77, Austin, TX 78701»"),
    ("address", "«1 Infinite Loop Rd.»"),
    ("address", "«55 N. Lake Shore Drive, Unit 12»"),
    ("address", "«45 High Street\nOxford\nOX1 4AS»"),
    ("address", "My postcode is «SW1A 1AA»"),
    ("address", "zip code: «94105-1234»"),
]
LEFT = [
    # orders, parcels, products
    "订单号202401151234567890",
    "订单号：13812345678",
    "订单编号 15912345678 还没发货",
    "我的订单13812345678什么时候到",
    "运单号：4111111111111111",
    "快递单号 SF1234567890123",
    "SF13812345678",
    "YT13812345678901",
    "order 4012888888881881",
    "order number: 212-555-0187",
    "Order #114-1234567-1234567",
    "tracking 1Z999AA10123456784",
    "Tracking number 9400110200881234567890",
    "invoice no. 07700900123",
    "INV-2024-000123",
    "SKU 8801234567890",
    "型号 13912345678",
    "序列号：C02XG0FDH7JY",
    "ref 2125550187",
    "淘宝订单 3141592653589793238",
    "A-12345-B",
    "part 123-45-6789",
    "ticket 020 7946 0958",
    "发票号 12345678",
    # prices, amounts, sizes
    "一共13800元",
    "¥1,299.00",
    "$1234567.89",
    "12,345,678 users",
    "价格是 1 299 元，优惠 100",
    "500 GB Drive",
    "the 2 TB External Drive",
    "100% cotton, 180 x 200 cm",
    "3.5 mm jack",
    "5000mAh",
    "I bought 3 items on the road",
    "24 hour road assistance",
    # dates, times
    "2024-01-15 10:30:00",
    "2024年1月15日",
    "20240115",
    "2024-01-15T10:30:00+08:00",
    "12:30:45",
    "01/02/2024",
    "5月1号发货",
    "我知道3号发货",
    "电话里说2024-01-15送到",
    "on 12 March, Street parking was full",
    # versions, files, code
    "版本 1.2.3.4",
    "version 10.0.0.1",
    "v1.2.3.4",
    "Windows 10.0.19045.3803",
    "firmware 4.19.0.8",
    "ping 127.0.0.1",
    "mask 255.255.255.0",
    "icon@2x.png",
    "user@localhost",
    "@support, please",
    "std::vector<int>",
    "a::b",
    "AA:BB:CC",
    "npm i pkg@1.2.3",
    # numbers that fail their checks
    "4111111111111112",
    "6222020000000000006",
    "0000 0000 0000 0000",
    "110105194913310021",
    "GB82 WEST 1234 5698 7654 33",
    "DE00000000000000000000",
    "1234567890123",
    "12812345678",
    "1381234567",
    "999.999.999.999",
    # public service, places that are no address
    "客服电话400-820-8820",
    "拨打10086",
    "call 911",
    "call us at 1-800-555-0199",
    "phone: (888) 555-0199",
    "我在北京市朝阳区",
    "地铁2号线",
    "一号店",
    "路由器2台",
    "这里3号发",
    "The street was closed",
    "Main Street is nice",
    "passport renewal takes 12345 days",
    "护照什么时候到",
    "邮编是多少",
    "地址空间的最大区域以字节为单位",
    "具体地址可在上海市的网站查询",
    "镇里有几个村",
    "in 1886, Robert Lane came",
    "'+000000120'",
    "my zip code is wrong",
    "the iPad A8 2GB",
    "",
    "你好，请问怎么退货？",
    "[email], [phone 1, email 1]",
]


@pytest.mark.parametrize(("kind", "marked"), FOUND)
def test_found(kind: str, marked: str) -> None:
    start, end = marked.index("«"), marked.index("»") - 1
    text = marked.replace("«", "").replace("»", "")
    assert [(s.kind, text[s.start : s.end]) for s in spans(text)] == [(kind, text[start:end])]


@pytest.mark.parametrize("text", LEFT)
def test_left_alone(text: str) -> None:
    assert [(s.kind, text[s.start : s.end]) for s in spans(text)] == []


def test_the_same_value_has_the_same_mark_in_both_directions() -> None:
    masking = Masking()
    asked = masking.mask("I am a@b.com, call 13812345678. Not c@d.com!")
    assert asked == "I am [email 1], call [phone 1]. Not [email 2]!"
    assert masking.mask("我们写信给 c@d.com 和 a@b.com。") == "我们写信给 [email 2] 和 [email 1]。"
    assert masking.reveal("Dear [email 2], [phone 1]") == "Dear c@d.com, 13812345678"
    assert masking.originals["[phone 1]"] == "13812345678"


def test_what_a_model_made_of_a_mark_is_understood() -> None:
    masking = Masking()
    masking.mask("a@b.com")
    assert masking.reveal("【Email 1】 [email1] ［EMAIL 1］ [email 7]") == (
        "a@b.com a@b.com a@b.com [email 7]"
    )


def test_marks_in_a_persons_own_text_are_not_confused() -> None:
    masking = Masking()
    text = "[email 1] is a@b.com, 【Phone 2】, [mark 1]"
    made = masking.mask(text)
    assert made == "[mark 1] is [email 1], [mark 2], [mark 3]"
    assert masking.reveal(made) == text


def test_marks_of_an_earlier_run_keep_their_meaning() -> None:
    masking = Masking(["Hello [email 3]", "[phone 1] [mark 2]"])
    text = "[email 3] a@b.com 13812345678 [mark 2] [email 5]"
    made = masking.mask(text)
    assert made == "[email 3] [email 4] [phone 2] [mark 2] [mark 3]"
    assert masking.reveal(made) == text


def test_what_the_companys_documents_have_is_public() -> None:
    masking = Masking()
    masking.mask("I am a@b.com")
    masking.allow("Write to help@shop.example, 12 Harbour Street, or see [email 9].")
    text = "a@b.com, help@shop.example, c@d.com, 12 Harbour Street, 13 Harbour Street, [email 9]"
    made = masking.mask(text)
    assert (
        made == "[email 1], help@shop.example, [email 2], 12 Harbour Street, [address 1], [mark 1]"
    )
    assert masking.reveal(made) == text


def test_marks_that_nothing_stands_behind_are_told() -> None:
    masking = Masking(["[card 1]"])
    masking.mask("a@b.com")
    assert masking.unknown("[email 1] 【Email 2】 [card 1] [email 2] 【Email 2】") == [
        "【Email 2】",
        "[card 1]",
        "[email 2]",
    ]


def test_a_value_is_never_read_as_a_mark() -> None:
    masking = Masking()
    for text in ("[email a@b.com]", "[phone 13812345678]", "[[email 1] 1]", "【[id 1]"):
        assert masking.reveal(masking.mask(text)) == text


def test_a_text_by_itself() -> None:
    row = masked("a@b.com, 4111 1111 1111 1111")
    assert row.text == "[email 1], [card 1]"
    assert row.originals == {"[email 1]": "a@b.com", "[card 1]": "4111 1111 1111 1111"}


def test_random_mixtures_come_back_to_the_character() -> None:
    chance = random.Random(5)
    pieces = [re.sub("[«»]", "", marked) for _, marked in FOUND] + LEFT
    pieces += [
        "[email 1]",
        "[mark 2]",
        "【phone 3】",
        "[",
        "]",
        "\0",
        "１",
        "\n",
        " ",
        "email ",
        "[id ",
    ]
    for _ in range(250):
        masking = Masking(
            chance.sample(["[email 1]", "[phone 4]", "[mark 1]"], chance.randrange(3))
        )
        for _ in range(3):
            text = "".join(chance.choices(pieces, k=chance.randrange(12)))
            cut = chance.randrange(len(text) + 1)
            text = text[cut:] + text[: cut // 2]
            assert masking.reveal(masking.mask(text)) == text


@pytest.mark.parametrize(
    "piece",
    ["1", "1 ", "市", "路1", "a.", "a@", "A ", "[", "12:", "1.1.", "1-", "a@b.co ", "地址："],
)
def test_a_hostile_text_takes_no_ages(piece: str) -> None:
    """A pattern that is worse than quadratic would not end within the tests' time limit."""
    text = piece * (50_000 // len(piece))
    masking = Masking()
    assert masking.reveal(masking.mask(text)) == text
