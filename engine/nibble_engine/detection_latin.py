"""Which language of those in Latin letters: by common words, then by statistics."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol

    class _Identifier(Protocol):
        def rank(self, instance: str) -> list[tuple[str, float]]: ...


# Words that short messages are made of: articles, pronouns, particles, greetings. One that several
# languages share counts for each of them.
_COMMON = {
    "en": """
        a an the is are was were be am been i you he she it we they my your our their his
        her its this that these those what where when who why how which not no yes do does
        did don't can can't could will would should have has had and or but if of to in on
        at for from with by about as please thanks thank hello hi hey good morning sorry
        there here get make new order me us so i'm it's you're isn't won't let's just more
        all any out up ok okay now open close still after before other than then very need
        want work works send sent
    """,
    "fr": """
        le la les un une des du de et est sont je tu il elle nous vous ils mon ma mes votre
        notre ce cette qui que quoi où ne pas plus dans pour avec sur au aux en bonjour
        salut merci beaucoup bonsoir oui non s'il c'est j'ai plaît comment très bien être
        avoir fait suis êtes
    """,
    "de": """
        der die das ein eine einen und ist sind ich du er sie wir ihr mein dein nicht kein
        keine zu zum zur mit von für auf im in wo was wie wann warum bitte danke schön guten
        tag morgen hallo ja nein haben habe hat wird auch noch aber oder wenn dem den es
    """,
    "es": """
        el la los las un una unos y es son está están yo tú usted nosotros mi su no sí que
        qué de del en con por para dónde cuándo cómo gracias muchas hola buenos buenas días
        tardes noches favor pero muy al lo se me te hay quiero tengo
    """,
    "pt": """
        o a os as um uma e é são está eu você nós meu minha seu sua não sim que de do da dos
        das em no na com por para onde quando como obrigado obrigada olá bom dia boa tarde
        noite mas muito tenho quero ao pelo favor
    """,
    "it": """
        il lo la i gli le un una e è sono io tu lui lei noi voi mio mia non sì che di del
        della dei in nel con per da dove quando come grazie mille ciao buongiorno buonasera
        ma molto ho ha hai questo questa favore
    """,
    "nl": """
        de het een en is zijn ik jij je u hij wij we mijn uw niet geen van in op met voor
        naar waar wat wanneer hoe bedankt dank goede morgen goedemorgen hallo ja nee maar
        ook nog aan bij dit dat heb heeft kan wel er alstublieft
    """,
    "pl": """
        i w z na do nie tak jest są to że się co gdzie kiedy jak dlaczego ja ty on ona my wy
        mój moja dziękuję proszę dzień dobry cześć dobranoc ale czy dla od po za mam jestem
        bardzo
    """,
    "cs": """
        a v z na do ne ano je jsou to že se si co kde kdy jak proč já ty on ona my vy můj
        moje děkuji prosím dobrý den ahoj ale pro od po za mám jsem velmi není už
    """,
    "tr": """
        ve bir bu şu o ben sen biz siz için ile de da mi mı mu mü ne nerede nasıl neden
        değil var yok teşekkür teşekkürler ederim merhaba günaydın evet hayır lütfen çok ama
        gibi kadar
    """,
    "vi": """
        và là của có không tôi bạn anh chị em này đó ở đâu gì nào cho với trong một những
        các được cảm ơn xin chào vui lòng rất đã sẽ
    """,
    "id": """
        dan yang di ke dari ini itu saya anda kamu kami kita dia mereka tidak bukan ada
        adalah untuk dengan pada apa dimana mana bagaimana kapan terima kasih selamat pagi
        siang malam tolong bisa sudah akan belum juga halo silakan karena kenapa mau
    """,
    "ms": """
        dan yang di ke dari ini itu saya anda awak kami kita dia mereka tidak bukan ada
        adalah untuk dengan pada apa mana bagaimana bila terima kasih selamat pagi petang
        malam tolong boleh sudah akan belum juga sila kerana kenapa nak tak ialah
    """,
    "tl": """
        ang ng mga sa na ay ko mo ako ikaw siya kami tayo sila hindi oo po opo ito iyan kung
        para may wala nasaan saan ano kailan paano bakit salamat maraming kumusta magandang
        umaga gabi araw si ni kay pa ba lang din rin
    """,
}
_WORDS = {tag: frozenset(words.split()) for tag, words in _COMMON.items()}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LETTERS = (
    ("vi", re.compile("[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]")),
    ("pl", re.compile("[ąęłńśźż]")),
    ("cs", re.compile("[ěřůďťň]")),
    ("tr", re.compile("[ğışİ]")),
    ("de", re.compile("ß")),
    ("es", re.compile("[ñ¿¡]")),
    ("pt", re.compile("[ãõ]")),
)
_PER_WORD = 9.0  # what a common word is worth in py3langid's log likelihoods
_PER_LETTER = 12.0
_PRIOR = 6.0  # for English: what a text is that has no common word of another language


def latin(text: str) -> str:
    """The tag of a text in Latin letters; "en" where nothing tells."""
    words = [word.replace("’", "'") for word in _WORD.findall(text.lower())]
    hits = Counter({tag: sum(w in own for w in words) for tag, own in _WORDS.items()})
    lowered = text.lower()
    letters = [tag for tag, pattern in _LETTERS if pattern.search(lowered)]
    if not words or _plainly_english(words, hits, lowered):
        return "en"
    return _likeliest(" ".join(words), hits, letters)


def _plainly_english(words: list[str], hits: Counter[str], lowered: str) -> bool:
    """ASCII, and more of English than of any other language: nothing has to be loaded."""
    others = max(count for tag, count in hits.items() if tag != "en")
    return lowered.isascii() and hits["en"] > others and hits["en"] * 4 >= len(words)


def _likeliest(text: str, hits: Counter[str], letters: list[str]) -> str:
    scores = dict(_identifier().rank(text))
    if hits["en"] == max(hits.values()):
        scores["en"] += _PRIOR
    for tag in scores:
        scores[tag] += _PER_WORD * hits[tag] + _PER_LETTER * (tag in letters)
    return max(scores, key=lambda tag: scores[tag])


@cache
def _identifier() -> _Identifier:
    """py3langid, restricted to these languages. Loading takes half a second or more and 90 MB."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # late: with numpy and its model

    made = LanguageIdentifier.from_model_file(MODEL_FILE)
    made.set_languages(list(_WORDS))
    found: _Identifier = made
    return found
