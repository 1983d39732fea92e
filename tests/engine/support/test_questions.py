"""The questions of a customer, found one by one."""

from __future__ import annotations

import pytest

from nibble_engine.support.questions import questions

ENGLISH = [
    ("Where is my order?", ["Where is my order?"]),
    (
        "When will it arrive and can I change the address?",
        ["When will it arrive", "can I change the address?"],
    ),
    ("Do you ship to Canada? How much is it?", ["Do you ship to Canada?", "How much is it?"]),
    ("Hi there, is this waterproof?", ["is this waterproof?"]),
    ("Please cancel my order.", ["Please cancel my order"]),
    (
        "Please cancel the order and refund my money.",
        ["Please cancel the order", "refund my money"],
    ),
    ("how do I reset my password", ["how do I reset my password"]),
    ("I want to return these shoes.", ["I want to return these shoes"]),
    ("I would like to know when my parcel arrives.",
     ["I would like to know when my parcel arrives"]),
    ("I was wondering if you have it in green.", ["I was wondering if you have it in green"]),
    ("The parcel arrived yesterday. It is lovely.", []),
    ("Thanks a lot for your help!", []),
    ("Hello!", []),
    ("Hello, how are you? Where can I download my invoice?", ["Where can I download my invoice?"]),
    ("Is anybody there?", []),
    ("My parcel is late. Can you check?", ["Can you check?"]),
    ("Can you help me?", []),
    ("Can you help me change my email?", ["Can you help me change my email?"]),
    ("I have a question.", []),
    ("I have a question: does it come with a charger?",
     ["I have a question: does it come with a charger?"]),
    ("It's broken, can I exchange it?", ["It's broken, can I exchange it?"]),
    ("When I opened the box, the cup was broken.", []),
    ("When I opened the box the cup was broken. What now?", ["What now?"]),
    ("Send me the invoice, please", ["Send me the invoice, please"]),
    ("Could you tell me when it ships and how much it costs?",
     ["Could you tell me when it ships", "how much it costs?"]),
    ("You will refund me, right?", ["You will refund me, right?"]),
    ("Any news on my package?", ["Any news on my package?"]),
    ("Any news on my package", ["Any news on my package"]),
    ("Where is my order?\n\nBest regards,\nAnn Lee", ["Where is my order?"]),
    ("Where is it?\n-- \nAnn Lee\nCan we help you? Acme Ltd.", ["Where is it?"]),
    ("Can I still return it?\n\nOn 3 May 2025, Shop wrote:\n> Did you get it?\n> Yes?",
     ["Can I still return it?"]),
    ("> Did it fit?\nNo. How do I return it?", ["How do I return it?"]),
    ("On Monday, Bob <b@x.org> wrote:\n> Which size do you have?\nM. Is L in stock?",
     ["Is L in stock?"]),
    ("Where is it?\n\n-----Original Message-----\nFrom: shop\nSubject: hi\n\nHow was it?",
     ["Where is it?"]),
    ("1. Where is my order?\n2. Can I add a cup?", ["Where is my order?", "Can I add a cup?"]),
    ("- cancel my order\n- delete my account", ["cancel my order", "delete my account"]),
    ("When will the blue jacket that I ordered last week\narrive at my house?",
     ["When will the blue jacket that I ordered last week\narrive at my house?"]),
    ("WHERE IS MY ORDER???", ["WHERE IS MY ORDER???"]),
    ("???", []),
    ("", []),
    ("I'd like to return one and exchange the other. Also, is there a fee?",
     ["I'd like to return one", "exchange the other", "is there a fee?"]),
    ("Does it work with 110 volts or do I need an adapter?",
     ["Does it work with 110 volts", "do I need an adapter?"]),
    ("I don't know how to log in.", ["I don't know how to log in"]),
    ("Please reply soon.", []),
    ("Please let me know.", []),
    ("Let me know when it is back in stock.", ["Let me know when it is back in stock"]),
    ("What is the price of the lamp, and what about the chair?",
     ["What is the price of the lamp", "what about the chair?"]),
    ("I ordered on Monday; where is it?", ["I ordered on Monday; where is it?"]),
    ("Why was I charged twice? I only bought one!", ["Why was I charged twice?"]),
    ("The total was $3.50, is that correct?", ["The total was $3.50, is that correct?"]),
]  # fmt: skip
CHINESE = [
    ("我的订单到哪儿了？", ["我的订单到哪儿了？"]),
    ("什么时候发货，可以改地址吗？", ["什么时候发货", "可以改地址吗？"]),
    ("你好，请问发货了吗", ["请问发货了吗"]),
    ("我想退货", ["我想退货"]),
    ("帮我查一下订单20931的状态。", ["帮我查一下订单20931的状态"]),
    ("怎么退款", ["怎么退款"]),
    ("多少钱", ["多少钱"]),
    ("能不能便宜点", ["能不能便宜点"]),
    ("你好，在吗？", []),
    ("在吗？有货吗？", ["有货吗？"]),
    ("谢谢！", []),
    ("好的，收到了，谢谢。", []),
    ("我昨天收到了，很喜欢。", []),
    ("我昨天下的单，什么时候发货？", ["我昨天下的单，什么时候发货？"]),
    ("衣服太小了，可以换大一码吗？运费谁出？", ["衣服太小了，可以换大一码吗？", "运费谁出？"]),
    ("帮我改一下地址，可以吗？", ["帮我改一下地址，可以吗？"]),
    ("请取消订单，把钱退给我。", ["请取消订单", "把钱退给我"]),
    ("请尽快回复，谢谢", []),
    ("这个杯子能放洗碗机吗？另外，保修多久？", ["这个杯子能放洗碗机吗？", "保修多久？"]),
    ("没什么问题，东西很好。", []),
    ("你们客服什么都不懂。", []),
    ("我有个问题想问一下。", []),
    ("我有个问题，怎么注销账号？", ["我有个问题，怎么注销账号？"]),
    ("为什么还没发货啊", ["为什么还没发货啊"]),
    ("转人工", ["转人工"]),
    ("退款收到了，不过少了5元，是扣了运费吗？", ["退款收到了，不过少了5元，是扣了运费吗？"]),
    ("被扣了两次款，你们赶紧查一下", ["被扣了两次款，你们赶紧查一下"]),
    ("退货", ["退货"]),
    ("麻烦开一张发票", ["麻烦开一张发票"]),
    ("退货运费谁出，退款几天到账，需要寄回包装吗",
     ["退货运费谁出", "退款几天到账", "需要寄回包装吗"]),
    ("有绿色的吗 多少钱", ["有绿色的吗", "多少钱"]),
    ("什么时候到？\n\n张三\n在2025年5月3日，客服 写道：\n> 您收到了吗？", ["什么时候到？"]),
    ("可以退吗？\n\n发件人: 客服\n主题: 您好\n\n您满意吗？", ["可以退吗？"]),
    ("还能退吗？\n此致\n敬礼\n李四", ["还能退吗？"]),
    ("1、什么时候发货？\n2、发什么快递？", ["什么时候发货？", "发什么快递？"]),
    ("我要投诉你们的送货员", ["我要投诉你们的送货员"]),
    ("给我换一件", ["给我换一件"]),
    ("不想要了，取消订单", ["不想要了，取消订单"]),
    ("这两款有什么区别？", ["这两款有什么区别？"]),
    ("我买了好几个，都不错。", []),
    ("请问一下，你们周末送货吗？", ["请问一下，你们周末送货吗？"]),
    ("麻烦了", []),
    ("Ordered it today, can you stop it?", ["Ordered it today, can you stop it?"]),
    ("有没有中文说明书，在哪里下载", ["有没有中文说明书", "在哪里下载"]),
    ("要是不合适，能退吗？", ["要是不合适，能退吗？"]),
    ("我三天前就申请了退款，到现在都没到账，到底什么时候退？",
     ["我三天前就申请了退款，到现在都没到账，到底什么时候退？"]),
    ("是不是丢件了？", ["是不是丢件了？"]),
    ("這個可以退嗎？", ["這個可以退嗎？"]),
]  # fmt: skip


@pytest.mark.parametrize(("message", "expected"), ENGLISH + CHINESE)
def test_each_question_is_named(message: str, expected: list[str]) -> None:
    found = [message[start:end] for start, end in questions(message)]
    assert [one.rstrip(".。") for one in found] == [one.rstrip(".。") for one in expected]


def test_a_long_message_is_bounded() -> None:
    assert len(questions("Why? How much is it? " * 5000)) == 50


def test_other_languages_are_found_by_their_mark() -> None:
    message = "Guten Tag. Wo ist mein Paket? Danke."
    assert [message[slice(*span)] for span in questions(message)] == ["Wo ist mein Paket?"]
