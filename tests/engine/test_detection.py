"""The language of short and mixed texts, and what is loaded to find it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from nibble_engine.detection import detect
from nibble_engine.languages import TABLE

TEXTS = [
    # Chinese, simplified and traditional
    ("zh-Hans", "你好"),
    ("zh-Hans", "谢谢"),
    ("zh-Hans", "我的订单什么时候发货？"),
    ("zh-Hans", "请问这个怎么退款"),
    ("zh-Hans", "好的"),
    ("zh-Hans", "皇后的新衣"),
    ("zh-Hans", "他乾坤独断"),
    ("zh-Hans", "2024年3月15日"),
    ("zh-Hant", "請問我的訂單什麼時候出貨？"),
    ("zh-Hant", "謝謝您的來信"),
    ("zh-Hant", "後面的里程"),
    ("zh-Hant", "臺灣"),
    ("zh-Hant", "歡迎來到台灣"),
    ("zh-Hant", "無法連線至伺服器"),
    ("zh-Hant", "皇后的資料庫"),
    ("yue", "我哋聽日去飲茶"),
    ("yue", "佢唔知喎"),
    ("yue", "呢個係我嘅電話"),
    # Chinese that names products in Latin letters
    ("zh-Hans", "请安装 Microsoft Visual Studio Code 再试"),
    ("zh-Hans", "iPhone 15 Pro Max 多少钱"),
    ("zh-Hans", "用 Python 写"),
    ("zh-Hans", "打开 Wi-Fi"),
    ("zh-Hans", "把 README.md 发给 Anna"),
    ("zh-Hant", "請下載 Google Chrome 瀏覽器"),
    ("zh-Hans", "登录 https://example.com/a/very/long/path/of/words 查看"),
    ("zh-Hans", "发邮件到 support@example.com 吧"),
    ("zh-Hans", "运行 `git commit -m message` 命令"),
    ("zh-Hans", "⟦1⟧单击⟦/1⟧ {name}"),
    ("zh-Hans", "無印良品优の品店铺"),
    # English around a Chinese word, and what says nothing
    ("en", "The word 你好 means hello"),
    ("en", "What does 发货 mean on this page?"),
    ("en", "hi"),
    ("en", "OK"),
    ("en", "Hello"),
    ("en", "Thanks!"),
    ("en", "Where is my order?"),
    ("en", "refund please"),
    ("en", "Invoice"),
    ("en", "Shipping address"),
    ("en", "I can't log in"),
    ("en", "Good morning, how can I help?"),
    ("en", "Reset password"),
    ("en", "Battery drains quickly"),
    ("en", "Error 404: page not found"),
    ("en", "CAFÉ OPEN NOW"),
    ("en", "The naïve résumé is here"),
    ("en", "print(x + 1)"),
    ("en", "def main(argv):"),
    ("en", "for i in range(10): print(i)"),
    ("en", "SELECT name FROM users WHERE id = 3"),
    ("en", "https://example.com/index.html"),
    ("en", "12345"),
    ("en", "3.14 × 10"),
    ("en", ""),
    ("en", "   \n"),
    ("en", "😀👍"),
    ("en", "⟦1/⟧"),
    ("en", "?!…"),
    # Japanese and Korean
    ("ja", "こんにちは"),
    ("ja", "ありがとうございます"),
    ("ja", "東京駅"),
    ("ja", "注文の返品方法を教えてください"),
    ("ja", "私の本"),
    ("ja", "パスワード再設定"),
    ("ja", "Windows を再起動してください"),
    ("ko", "안녕하세요"),
    ("ko", "주문을 취소하고 싶어요"),
    ("ko", "iPhone 배터리 교체"),
    # other scripts
    ("ru", "Здравствуйте"),
    ("ru", "Где мой заказ?"),
    ("ru", "Как настроить Microsoft Outlook?"),
    ("uk", "Де моє замовлення?"),
    ("uk", "Дякую за допомогу, Їжак"),
    ("uk", "Привіт"),
    ("kk", "Қайырлы таң"),
    ("mn", "Өглөөний мэнд"),
    ("mn", "ᠮᠣᠩᠭᠣᠯ"),
    ("ar", "مرحبا"),
    ("ar", "أين طلبي؟"),
    ("fa", "سفارش من کجاست؟"),
    ("ur", "میرا آرڈر کہاں ہے؟"),
    ("ug", "ئۇيغۇرچە"),
    ("he", "שלום"),
    ("he", "איפה ההזמנה שלי?"),
    ("hi", "नमस्ते"),
    ("hi", "मेरा ऑर्डर कहाँ है?"),
    ("mr", "माझी ऑर्डर कुठे आहे?"),
    ("bn", "আমার অর্ডার কোথায়?"),
    ("gu", "મારો ઓર્ડર ક્યાં છે?"),
    ("ta", "என் ஆர்டர் எங்கே?"),
    ("te", "నా ఆర్డర్ ఎక్కడ ఉంది?"),
    ("th", "สวัสดีครับ"),
    ("lo", "ສະບາຍດີ"),
    ("km", "សួស្តី"),
    ("my", "မင်္ဂလာပါ"),
    ("bo", "བཀྲ་ཤིས་བདེ་ལེགས།"),
    # Latin letters
    ("fr", "Bonjour"),
    ("fr", "Merci beaucoup"),
    ("fr", "Où est ma commande ?"),
    ("fr", "Je voudrais un remboursement"),
    ("de", "Guten Tag"),
    ("de", "Wo ist meine Bestellung?"),
    ("de", "Vielen Dank für Ihre Hilfe"),
    ("de", "Rücksendung"),
    ("es", "Hola"),
    ("es", "¿Dónde está mi pedido?"),
    ("es", "Muchas gracias"),
    ("es", "Quiero devolver este producto"),
    ("pt", "Obrigado"),
    ("pt", "Onde está o meu pedido?"),
    ("pt", "Não consigo entrar na conta"),
    ("it", "Buongiorno"),
    ("it", "Dove si trova il mio ordine?"),
    ("it", "Grazie mille per l'aiuto"),
    ("nl", "Waar is mijn bestelling?"),
    ("nl", "Dank u wel"),
    ("pl", "Dzień dobry"),
    ("pl", "Gdzie jest moje zamówienie?"),
    ("cs", "Dobrý den"),
    ("cs", "Kde je moje objednávka?"),
    ("tr", "Merhaba"),
    ("tr", "Siparişim nerede?"),
    ("vi", "Xin chào"),
    ("vi", "Đơn hàng của tôi ở đâu?"),
    ("id", "Terima kasih banyak, kapan pesanan saya dikirim?"),
    ("id", "Pesanan saya belum datang, bisa dibantu?"),
    ("ms", "Bila pesanan saya akan sampai? Nak tahu sahaja"),
    ("ms", "Saya tak boleh log masuk"),
    ("tl", "Nasaan po ang order ko?"),
    ("tl", "Maraming salamat po"),
]


@pytest.mark.parametrize(("tag", "text"), TEXTS)
def test_short_texts(tag: str, text: str) -> None:
    assert detect(text) == tag


def test_every_language_that_writing_can_tell_has_a_text() -> None:
    told = {tag for tag, _ in TEXTS}
    assert {language.tag for language in TABLE} - told == {"zh-Hant-TW", "zh-Hant-HK"}


def test_long_texts_are_found_too() -> None:
    french = (
        "Nous avons bien reçu votre message et nous vous répondrons dans les meilleurs délais. "
    )
    assert detect(french * 50) == "fr"
    assert detect("我们已经收到您的来信。" * 200 + french) == "zh-Hans"


def test_plain_english_and_scripts_of_one_language_load_nothing() -> None:
    code = (
        "import sys\n"
        "from nibble_engine.detection import detect\n"
        "from nibble_engine import languages, punctuation, script\n"
        "for text in ('Where is my order?', 'สวัสดี', '안녕', 'Где?', 'こんにちは'): detect(text)\n"
        "assert not {'opencc', 'py3langid', 'numpy'} & set(sys.modules)\n"
        "detect('你好')\n"
        "assert 'opencc' in sys.modules and 'py3langid' not in sys.modules\n"
        "detect('Bonjour')\n"
        "assert 'py3langid' in sys.modules\n"
    )
    paths = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=paths)
    assert done.returncode == 0, done.stderr
