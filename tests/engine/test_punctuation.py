"""Marks as the target language writes them; what is no mark of the text stays."""

from __future__ import annotations

import random

import pytest

from nibble_engine.languages import TABLE
from nibble_engine.punctuation import fitted

CASES = [
    # after and between Chinese characters
    ("zh", "你好,世界", "你好，世界"),
    ("zh", "你好, 世界", "你好，世界"),
    ("zh", "你好 ,世界", "你好，世界"),
    ("zh", "在哪里?", "在哪里？"),
    ("zh", "太好了!!", "太好了！！"),
    ("zh", "真的?!", "真的？！"),
    ("zh", "第一;第二", "第一；第二"),
    ("zh", "注意:请勿关机.", "注意：请勿关机。"),
    ("zh", "谢谢. 再见.", "谢谢。再见。"),
    ("zh", "等一下...", "等一下……"),
    ("zh", "等一下…", "等一下……"),
    ("zh", "等一下……", "等一下……"),
    ("zh", "苹果(水果)", "苹果（水果）"),
    ("zh", "苹果 (Apple) 公司", "苹果（Apple）公司"),
    ("zh", "(请看附件)", "（请看附件）"),
    ("zh", "（见图)", "（见图）"),
    ("zh", '他说"好"。', "他说“好”。"),
    ("zh", '他说:"Hello."', "他说：“Hello.”"),
    ("zh", '点击"Save"按钮', "点击“Save”按钮"),
    ("zh", "他说'好'", "他说‘好’"),
    ("zh", "他说「好」", "他说“好”"),
    ("zh", "他说“好”, 走了.", "他说“好”，走了。"),
    # a name at the end or before the mark
    ("zh", "我用 iPhone.", "我用 iPhone。"),
    ("zh", "请打开 Word, 然后保存", "请打开 Word，然后保存"),
    ("zh", "iPhone,然后是Mac", "iPhone，然后是Mac"),
    ("zh", "支持 Windows?", "支持 Windows？"),
    ("zh", "价格是 5. 很便宜.", "价格是 5。很便宜。"),
    ("zh", "他为 Acme Inc. 工作", "他为 Acme Inc. 工作"),
    ("zh", "在 U.S. 购买", "在 U.S. 购买"),
    # numbers
    ("zh", "共1,000元", "共1,000元"),
    ("zh", "圆周率是3.14,对吗", "圆周率是3.14，对吗"),
    ("zh", "时间是12:30.", "时间是12:30。"),
    ("zh", "比例为3:2", "比例为3:2"),
    ("zh", "结果:3", "结果：3"),
    ("zh", "1. 首先,关机", "1. 首先，关机"),
    ("zh", "2.其次", "2.其次"),
    ("zh", "版本 2.0.1 已发布", "版本 2.0.1 已发布"),
    ("zh", '27"显示器和24"显示器', '27"显示器和24"显示器'),
    # addresses, code, files, tags, placeholders
    ("zh", "见 https://a.com/x?b=1,2, 谢谢", "见 https://a.com/x?b=1,2，谢谢"),
    ("zh", "访问https://a.com. 谢谢", "访问https://a.com。谢谢"),
    ("zh", "写信给 a.b@c.com, 谢谢", "写信给 a.b@c.com，谢谢"),
    ("zh", "运行 `a, b.c(x)` 命令", "运行 `a, b.c(x)` 命令"),
    ("zh", "函数f(x)的值", "函数f(x)的值"),
    ("zh", "打开文件.txt", "打开文件.txt"),
    ("zh", "打开 README.md", "打开 README.md"),
    ("zh", "你好⟦1⟧, 世界⟦/1⟧!", "你好⟦1⟧，世界⟦/1⟧！"),
    ("zh", "⟦1⟧你好⟦/1⟧,世界", "⟦1⟧你好⟦/1⟧，世界"),
    ("zh", "{name},你好", "{name}，你好"),
    ("zh", "你好,{a.b}.", "你好，{a.b}。"),
    ("zh", "<b>你好</b>,世界", "<b>你好</b>，世界"),
    ("zh", "时间:{time:HH}", "时间：{time:HH}"),
    # passages in Latin letters
    ("zh", "Hello, world.", "Hello, world."),
    ("zh", "Hello, world. 你好", "Hello, world. 你好"),
    ("zh", "他说 hello, world 两个词", "他说 hello, world 两个词"),
    ("zh", "你好:)", "你好:)"),
    ("zh", "标题\nHello, world.\n你好.", "标题\nHello, world.\n你好。"),
    ("zh", "这是Tom's书", "这是Tom's书"),
    ("zh", "\U000f0000你好,\ue000", "\U000f0000你好，\ue000"),
    # Taiwan, Hong Kong
    ("zh-TW", '他說"好".', "他說「好」。"),
    ("zh-TW", "他說“好”。", "他說「好」。"),
    ("zh-HK", "他說“我聽到‘好’字”", "他說「我聽到『好』字」"),
    ("zh-Hant", "「好」,走吧", "「好」，走吧"),
    ("yue", '佢話"好"', "佢話「好」"),
    ("zh-TW", "Tom’s “Hello” song", "Tom’s “Hello” song"),
    # other languages
    ("en", "Hello，world。", "Hello, world."),
    ("en", "Hello， world", "Hello, world"),
    ("en", "Really？Yes！", "Really? Yes!"),
    ("en", "Note：read this；then go", "Note: read this; then go"),
    ("en", "apple（fruit）is red", "apple (fruit) is red"),
    ("en", "apples、pears", "apples, pears"),
    ("en", "The 「big」 one", "The “big” one"),
    ("en", "1，000 at 12：30", "1,000 at 12:30"),
    ("en", "Wait……", "Wait…"),
    ("en", "Done。\nNext", "Done.\nNext"),
    ("en", "It says “你好，世界。” here", "It says “你好，世界。” here"),
    ("en", "Hello, world (ok): 12:30.", "Hello, world (ok): 12:30."),
    ("en", "`a，b` stays", "`a，b` stays"),
    ("en", "⟦1⟧Hi⟦/1⟧，{name}", "⟦1⟧Hi⟦/1⟧, {name}"),
    ("de", "Hallo，Welt！", "Hallo, Welt!"),
    ("fr", "Vraiment？", "Vraiment\u202f?"),
    ("ko", "안녕하세요。반갑습니다！", "안녕하세요. 반갑습니다!"),
    ("ar", "مرحبا，كيف حالك？", "مرحبا، كيف حالك؟"),
    ("ur", "شکریہ。", "شکریہ۔"),
    ("hi", "धन्यवाद。", "धन्यवाद।"),
    ("ja", "こんにちは。「はい」、と", "こんにちは。「はい」、と"),
    ("en", "", ""),
    ("zh", "", ""),
]


@pytest.mark.parametrize(("target", "text", "expected"), CASES)
def test_marks_of_the_target(target: str, text: str, expected: str) -> None:
    assert fitted(text, target) == expected
    assert fitted(expected, target) == expected


def test_twice_is_once_and_no_letter_is_lost() -> None:
    random_ = random.Random(3)
    pieces = [*"你好，。,.?!:;()\"'“”「」…、 ab1\n", "⟦1⟧", "⟦/1⟧", "{x}", "`c,d`", "...", "a@b.cd"]
    marks = set(",.?!:;()\"'，。？！：；（）“”‘’「」『』…、 \u202f،؛؟।۔။၊។།")
    for _ in range(4000):
        text = "".join(random_.choice(pieces) for _ in range(random_.randint(1, 14)))
        for target in ("zh", "zh-TW", random_.choice(TABLE).tag):
            once = fitted(text, target)
            assert fitted(once, target) == once, (text, target)
            assert [c for c in once if c not in marks] == [c for c in text if c not in marks]
            assert once.count("`c,d`") == text.count("`c,d`")
