"""What customers ask a shop and what it answers, in Chinese and English, sentence by sentence.

Written for this project. {slots} are filled by grammar.py with values that go together in both
languages. Each question and each answer stands in both languages and means the same.
"""

from __future__ import annotations

from typing import NamedTuple


class Situation(NamedTuple):
    """Questions and answers that fit each other; every entry is an (English, Chinese) pair."""

    name: str
    questions: tuple[tuple[str, str], ...]
    answers: tuple[tuple[str, str], ...]


SITUATIONS: tuple[Situation, ...] = (
    Situation(
        "greeting",
        (
            ("Hello!", "你好！"),
            ("Hi, is anybody there?", "您好，有人在吗？"),
            ("Good morning.", "早上好。"),
            ("Good evening, I need some help.", "晚上好，我需要一些帮助。"),
        ),
        (
            ("Hello! How can I help you today?", "您好！请问有什么可以帮您？"),
            (
                "Hello, thank you for writing to us. What can I do for you?",
                "您好，感谢您联系我们。我能为您做些什么？",
            ),
        ),
    ),
    Situation(
        "thanks",
        (
            ("Thank you very much.", "非常感谢。"),
            ("Thanks, that helped me a lot.", "谢谢，您帮了我大忙。"),
            ("Great, goodbye.", "好的，再见。"),
        ),
        (
            (
                "You are welcome. Please write to us again at any time.",
                "不客气。欢迎您随时再联系我们。",
            ),
            ("I am glad that I could help. Have a nice day!", "很高兴能帮到您。祝您生活愉快！"),
        ),
    ),
    Situation(
        "return",
        (
            ("I want to return {item}.", "我想退掉{item}。"),
            ("How can I return {item} that I bought?", "我买的{item}怎么退货？"),
            ("Can I send {item} back?", "我可以把{item}退回去吗？"),
            ("How do returns work?", "怎么退货？"),
        ),
        (
            (
                "You can return {item} within {days} days. Please open your order and click "
                '"Return". We will send you a shipping label.',
                "您可以在{days}天内退回{item}。请打开您的订单，点击“退货”。我们会给您寄送退货标签。",
            ),
            (
                "Yes, returns are free within {days} days. Please keep the original packaging.",
                "可以，{days}天内退货免费。请保留原包装。",
            ),
        ),
    ),
    Situation(
        "refund",
        (
            ("When will I get my refund?", "我什么时候能收到退款？"),
            ("Where is my refund of {amount}?", "我的{amount}退款在哪里？"),
            ("I have not received my money back yet.", "我还没有收到退款。"),
        ),
        (
            (
                "We have checked your refund of {amount}. It will reach you within {days} days.",
                "我们已经查到您的{amount}退款。款项会在{days}天内到账。",
            ),
            (
                "A refund takes up to {days} days after we have received the parcel. "
                "We are sorry for the wait.",
                "我们收到包裹后，退款最多需要{days}天。很抱歉让您久等了。",
            ),
        ),
    ),
    Situation(
        "where",
        (
            ("Where is my order {order}?", "我的订单{order}到哪里了？"),
            ("My parcel has not arrived yet.", "我的包裹还没有到。"),
            ("When will {item} be delivered?", "{item}什么时候送到？"),
            ("I am still waiting for order {order}.", "我还在等订单{order}。"),
        ),
        (
            (
                "Your order {order} is on its way and will arrive on {date}.",
                "您的订单{order}正在运送途中，将于{date}送达。",
            ),
            (
                "I am sorry for the delay. The parcel is in {city} now and will be delivered "
                "on {date}.",
                "很抱歉延误了。包裹现在在{city}，将于{date}送达。",
            ),
        ),
    ),
    Situation(
        "cancel",
        (
            ("Please cancel my order {order}.", "请取消我的订单{order}。"),
            ("I want to cancel {item} that I ordered.", "我想取消我订的{item}。"),
            ("Can I still cancel my order?", "我还能取消订单吗？"),
        ),
        (
            (
                "I have cancelled your order {order}. You will not be charged.",
                "我已经取消了您的订单{order}。我们不会向您收费。",
            ),
            (
                "An order can be cancelled until it has been shipped. Please open your order and "
                'click "Cancel".',
                "订单在发货之前可以取消。请打开您的订单，点击“取消”。",
            ),
        ),
    ),
    Situation(
        "change_address",
        (
            ("I need to change my delivery address.", "我需要修改收货地址。"),
            ("Can you send order {order} to {city}?", "能把订单{order}寄到{city}吗？"),
            ("I have moved to {city}.", "我搬到{city}了。"),
        ),
        (
            (
                "Of course. Please send us the new address in {city}, and we will change it.",
                "当然可以。请把{city}的新地址发给我们，我们会为您修改。",
            ),
            (
                "You can change the address in your account as long as the order has not been "
                "shipped.",
                "只要订单还没有发货，您就可以在账户里修改地址。",
            ),
        ),
    ),
    Situation(
        "broken",
        (
            ("{item} arrived broken.", "{item}收到时是坏的。"),
            ("{item} does not work.", "{item}不能用。"),
            ("There is a problem with {item}.", "{item}有问题。"),
        ),
        (
            (
                "I am very sorry that {item} is damaged. Please send us a photo, and we will send "
                "you a new one.",
                "非常抱歉{item}损坏了。请给我们发一张照片，我们会给您寄一件新的。",
            ),
            (
                "We apologise for the trouble. Would you like a replacement or a refund of "
                "{amount}?",
                "给您添麻烦了，我们深表歉意。您想要换货还是退款{amount}？",
            ),
        ),
    ),
    Situation(
        "payment",
        (
            ("How can I pay?", "我可以怎么付款？"),
            ("Which payment methods do you accept?", "你们接受哪些付款方式？"),
            ("My payment of {amount} failed.", "我的{amount}付款失败了。"),
        ),
        (
            (
                "You can pay by card, by bank transfer or with a mobile wallet.",
                "您可以用银行卡、银行转账或手机支付付款。",
            ),
            (
                "Please check the card number and try again. We have not charged the {amount}.",
                "请检查卡号后再试一次。我们没有扣除{amount}。",
            ),
        ),
    ),
    Situation(
        "invoice",
        (
            ("I need an invoice for order {order}.", "我需要订单{order}的发票。"),
            ("Where can I find my invoice?", "我在哪里可以找到发票？"),
            ("Please send the invoice to {email}.", "请把发票发到{email}。"),
        ),
        (
            ("I have sent the invoice to {email}.", "我已经把发票发到{email}了。"),
            (
                "You find the invoice in your account under the order {order}.",
                "您可以在账户里订单{order}下面找到发票。",
            ),
        ),
    ),
    Situation(
        "password",
        (
            ("I forgot my password.", "我忘记密码了。"),
            ("I cannot log in to my account.", "我无法登录我的账户。"),
            ("How do I reset my password?", "怎么重置密码？"),
        ),
        (
            (
                'Click "Forgot password" on the login page. We will send a link to {email}.',
                "请在登录页面点击“忘记密码”。我们会把链接发到{email}。",
            ),
            (
                "Please reset your password on the login page. The link is valid for {days} days.",
                "请在登录页面重置密码。链接的有效期是{days}天。",
            ),
        ),
    ),
    Situation(
        "account_delete",
        (
            ("Please delete my account.", "请删除我的账户。"),
            ("How can I close my account?", "怎么注销账户？"),
        ),
        (
            (
                "We are sorry that you want to leave. Your account will be deleted within "
                "{days} days.",
                "很遗憾您要离开。您的账户会在{days}天内删除。",
            ),
            (
                'You can close your account in the settings under "Privacy".',
                "您可以在设置的“隐私”里注销账户。",
            ),
        ),
    ),
    Situation(
        "shipping_cost",
        (
            ("How much is shipping to {city}?", "寄到{city}的运费是多少？"),
            ("Is delivery free?", "配送免费吗？"),
            ("What does delivery cost?", "配送要多少钱？"),
        ),
        (
            (
                "Shipping to {city} costs {amount} and takes {days} days.",
                "寄到{city}的运费是{amount}，需要{days}天。",
            ),
            ("Delivery is free for orders over {amount}.", "订单满{amount}免运费。"),
        ),
    ),
    Situation(
        "stock",
        (
            ("Is {item} in stock?", "{item}有货吗？"),
            ("When will {item} be available again?", "{item}什么时候再有货？"),
            ("Do you still sell {item}?", "你们还卖{item}吗？"),
        ),
        (
            (
                "{item} is in stock and can be shipped today.",
                "{item}有货，今天就可以发货。",
            ),
            (
                "{item} is sold out at the moment. It will be available again on {date}.",
                "{item}目前售罄。{date}会重新到货。",
            ),
        ),
    ),
    Situation(
        "price",
        (
            ("How much is {item}?", "{item}多少钱？"),
            ("What does {item} cost?", "{item}的价格是多少？"),
        ),
        (
            ("The price of {item} is {amount}.", "{item}的价格是{amount}。"),
            (
                "{item} costs {amount}, and delivery is free.",
                "{item}的价格是{amount}，免运费。",
            ),
        ),
    ),
    Situation(
        "hours",
        (
            ("When are you open?", "你们几点营业？"),
            ("What are your opening hours?", "你们的营业时间是什么？"),
            ("Are you open on Sunday?", "你们星期天营业吗？"),
        ),
        (
            (
                "We are open every day from {hour} to {later} o'clock.",
                "我们每天{hour}点到{later}点营业。",
            ),
            (
                "Our team answers from Monday to Friday, from {hour} to {later} o'clock.",
                "我们的团队星期一到星期五{hour}点到{later}点为您服务。",
            ),
        ),
    ),
    Situation(
        "human",
        (
            ("I want to speak to a person.", "我想找人工客服。"),
            ("Can I talk to an agent?", "可以转人工吗？"),
            ("Please call me.", "请给我打电话。"),
        ),
        (
            (
                "Of course. I will connect you with a colleague. Please wait a moment.",
                "当然可以。我为您转接同事，请稍等。",
            ),
            (
                "A colleague will call you today. Please tell us your telephone number.",
                "同事今天会给您打电话。请告诉我们您的电话号码。",
            ),
        ),
    ),
    Situation(
        "complaint",
        (
            ("I am very unhappy with your service.", "我对你们的服务非常不满意。"),
            ("I want to make a complaint.", "我要投诉。"),
            ("Nobody answers my messages!", "没有人回复我的消息！"),
        ),
        (
            (
                "I am very sorry about that. Please tell me what happened, and I will take care "
                "of it at once.",
                "对此我非常抱歉。请告诉我发生了什么，我会马上处理。",
            ),
            (
                "I understand that you are upset. We will answer you within {days} days.",
                "我理解您很生气。我们会在{days}天内答复您。",
            ),
        ),
    ),
    Situation(
        "coupon",
        (
            ("My coupon does not work.", "我的优惠券不能用。"),
            ("Do you have a discount for {item}?", "{item}有折扣吗？"),
        ),
        (
            (
                "The coupon is valid until {date} for orders over {amount}.",
                "优惠券有效期到{date}，订单满{amount}可用。",
            ),
            (
                "Please enter the code again. It saves you {amount}.",
                "请重新输入优惠码。它可以为您节省{amount}。",
            ),
        ),
    ),
    Situation(
        "warranty",
        (
            ("How long is the warranty for {item}?", "{item}的保修期是多久？"),
            ("Is {item} still under warranty?", "{item}还在保修期内吗？"),
        ),
        (
            (
                "{item} has a warranty of {years} years. Please keep the invoice.",
                "{item}保修{years}年。请保留发票。",
            ),
            (
                "Yes, the warranty is valid until {date}.",
                "是的，保修期到{date}。",
            ),
        ),
    ),
    Situation(
        "wrong_item",
        (
            ("I received the wrong item.", "我收到的商品不对。"),
            ("I ordered {item} but got something else.", "我订了{item}，却收到了别的东西。"),
        ),
        (
            (
                "I am sorry for the mistake. We will send {item} today, and you can keep the "
                "other one.",
                "很抱歉出错了。我们今天就寄出{item}，另一件您可以留着。",
            ),
            (
                "Please send the wrong item back to us. We pay for the shipping.",
                "请把错的商品寄回给我们。运费由我们承担。",
            ),
        ),
    ),
    Situation(
        "unknown",
        (
            ("What is the weather like in {city}?", "{city}天气怎么样？"),
            ("Who will win the match on {date}?", "{date}的比赛谁会赢？"),
            ("Can you write my homework?", "你能帮我写作业吗？"),
            ("What is the capital of France?", "法国的首都是哪里？"),
        ),
        (
            (
                "I am sorry, I do not know that. I can help you with orders, delivery and returns.",
                "很抱歉，这个我不知道。我可以帮您处理订单、配送和退货的问题。",
            ),
        ),
    ),
    Situation(
        "who",
        (
            ("Who are you?", "你是谁？"),
            ("What can you do?", "你能做什么？"),
            ("Are you a robot?", "你是机器人吗？"),
        ),
        (
            (
                "I am a small language model that runs on your computer. I can help you with "
                "simple questions.",
                "我是在您的电脑上运行的小型语言模型。我可以帮您解答简单的问题。",
            ),
        ),
    ),
)
