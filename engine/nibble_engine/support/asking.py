"""How customers ask, in English and Chinese: openings, question words, requests, what is no
question."""

from __future__ import annotations

import re

_SUBJECT = (
    r"(?:i|you|we|it|they|he|she|this|that|these|those|there|the|my|your|our|their|any|anyone"
    r"|anybody|someone|somebody|all|both|returns|shipping|delivery|refunds|orders)"
)
_AUXILIARY = (
    r"(?:(?:can|could|would|will|shall|should|may|might|do|does|did|is|are|was|were|am|has|have|had)"
    r"(?:n['’]?t)?)"
)
_WH = r"(?:(?:how|what|when|where|who)['’]s|how|what|when|where|why|which|who|whom|whose)"
_DO = (
    r"(?:cancel|refund|send|change|return|tell|check|confirm|replace|exchange|update|ship|give|let"
    r"|call|delete|remove|resend|reset|unlock|unsubscribe|explain|help|find|look|make|add|correct"
    r"|fix|stop|arrange|issue|forward|provide|contact|connect|transfer|transmit|advise|show|email|e-mail"
    r"|mail|close|credit|reimburse|deliver|redirect|hold|book|put|take|switch|swap|combine|track|process"
    r"|activate|deactivate|subscribe|sign|extend|match|apply|pay|reply|answer|investigate)"
)
_LEAD = (
    r"(?:(?:and|also|or|so|but|then|plus|now|oh|well|please|ok|okay|secondly|first|second|finally"
    r"|another question|one more (?:thing|question)|by the way|btw|furthermore|in addition"
    r"|additionally)[,:]?\s+)*"
)
_WISH = (
    r"(?:i|we)(?:(?:['’]d|\s+would)(?:\s+(?:really|just|also|rather|very much))*\s+"
    r"(?:like|love|prefer|appreciate it if|be grateful if|want|need|ask|have)"
    r"|(?:\s+(?:really|just|also|still|only|do|now|therefore|kindly|must))*\s+"
    r"(?:want|need|wish|ask|request|demand|insist|expect|have to know|must know))\b"
    r"(?!\s+(?:it|this|that)\s+(?:is|was))"
)
_WONDER = (
    r"(?:i|we)\s*(?:['’]m|am|are|['’]re|was|were)?\s*(?:just\s+|also\s+)?"
    r"(?:wonder(?:ing)?|curious|not sure|unsure|asking|(?:do not|don['’]t|didn['’]t)"
    r"\s+(?:know|understand|see|get))"
    r"\s+(?:to know\s+|about\s+)?(?:if|whether|how|what|when|where|why|which|who)\b"
)
_ENGLISH = re.compile(
    rf"""^{_LEAD}(?:
    {_AUXILIARY}\s+(?:not\s+)?{_SUBJECT}\b
    |{_WH}\s+(?!ever\b)
    |{_WISH}|{_WONDER}
    |(?:please|kindly|pls|plz)\s+(?:do\s+(?:not\s+)?|also\s+|just\s+|don['’]t\s+)?[a-z]+
    |{_DO}\s+(?:me|us|my|our|the|this|that|it|order|to|a|an|both|all|in|up|for|everything|off)\b
    |(?:don['’]?t|do\s+not|stop|never)\s+(?:\w+\s+)?(?:send|call|email|contact|ship|charg|writ|mail|spam|text|deliver)\w*
    |(?:any|is|are)\s+(?:news|update|updates|chance|idea|way)\b
    |(?:what|how)\s+about\b
    |(?:let|tell|inform)\s+(?:me|us)\b
    |(?:my|the|another|a|one|second|next)\s+(?:\w+\s+)?question\s+is\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# When I opened it, …: no question, but the time of what follows.
_SUBORDINATE = re.compile(
    rf"""^{_LEAD}(?:when|where|while|what|how|who|which|why)\s+
    (?:i|we|you|he|she|they|it|the\s\w+|my\s\w+|your\s\w+|this)\s+(?!{_AUXILIARY}\b)[a-z]+""",
    re.IGNORECASE | re.VERBOSE,
)
_EMBEDDED = re.compile(
    rf"\b(?:know|tell (?:me|us)|explain|check|see|confirm|ask|wonder(?:ing)?|find out"
    rf"|let (?:me|us) know)\s+"
    rf"(?:me\s+)?(?:if|whether|{_WH})\b",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    rf"""[,;]\s*(?:and|or|but|also|so|then|plus)?\s*(?=(?:also\s+|please\s+)*(?:{_AUXILIARY}\s+{_SUBJECT}\b|{_WH}\s|{_WISH}|please\s|kindly\s|{_DO}\s+(?:me|us|my|our|the|this|it)\b))
    |\s+(?:and|or|but|plus|so)\s+(?=(?:also\s+|then\s+|please\s+|kindly\s+|if\s+so,?\s+)*(?:{_AUXILIARY}\s+{_SUBJECT}\b|{_WH}\s|{_WISH}|please\s|kindly\s|{_DO}\s+(?:me|us|my|our|the|this|it)\b))
    |\.\s+(?=(?:{_AUXILIARY}|{_WH})\s)|\?+\s*(?=\w)|;\s+""",
    re.IGNORECASE | re.VERBOSE,
)
_CHINESE_SPLIT = re.compile(
    r"[，；;？?、]\s*|,\s*(?=[\u4e00-\u9fff])|(?<=[吗呢])\s+(?=[\u4e00-\u9fff])"
)
_CHINESE = re.compile(
    r"""吗|嘛[?？]?$|呢[?？]?$|[么么][?？]$|怎么|咋|如何|怎样|多少|多久|多长|多大|多重|多高|多远|几天|几个|几点|几号|几时
    |几月|几年|几次|几折|什么|啥|哪|谁|为何|何时|何地|是否|能否|可否|可不可以|有没有|有无
    |([\u4e00-\u9fff])[不没]\1|(?:能|可以|会|有|是)[^，。？]{0,6}(?:不|没)[?？呀啊]?$|多长时间|凭什么|还是[^，。]{1,12}[?？]?$
    |(?<![申邀])请(?!问|假|客|教)[^，。？]{0,4}?(?:帮|给|把|为|将|尽快|立即|马上|取消|退|换|改|修改|更改|更换|更正|更新|查|开|发|补|重|安排|处理|告诉|告知|联系|提供|确认|解释|说明|注销|删|停|寄|转|回|协助|核实|加|让|派|撤|恢复|解锁|解决)
    |(?:帮我|帮忙|帮咱|给我|替我|为我|麻烦(?!大|了|事)|劳烦|烦请|拜托)[^，。？]{0,3}?[\u4e00-\u9fff]{1,}
    |(?<!不)(?:我|我们|本人|想)(?:现在|还|也|只|就|是|真的|比较|先|再|们)?(?:想要?|要|希望|需要|打算|申请|要求|请求)(?:再|先|也|还|问|咨询|把|请|你们|您|给|在|对|将)?(?!了|过|的)[\u4e00-\u9fff]
    |^(?:退货|退款|换货)[吧啊呀]?$|(?:赶紧|赶快|快点)(?:给我|帮我|去)?[查退发换处解改取回安]
    |^(?:取消|退订|注销|转人工|查一下|查下|查询|修改|改一下|更改|删掉|删除|别再|不要再|停止|补发|补开|重开|重发|把)[\u4e00-\u9fff]*
    |(?<![不没])(?:想|要)(?:退|换|取消|改|查|问|买|知道|了解|咨询|申请|预约|投诉)""",
    re.VERBOSE,
)
# What has a question word but asks nothing.
_NOT_ASKED = re.compile(
    r"""不管|无论|不论|没什么(?:用|事|大|问题|反应|变化)?|没有什么|什么都|什么也|啥都|啥也|怎么都|怎么也|谁都|谁也|哪里都|哪儿都|哪都|多少有[点些]|没多少|不怎么
    |没几天|没几个|好几[天个次年月]|好多少|怎么样都|这么多|那么多|多久都|什么的|几天(?:了|前)|没怎么|说什么|随便什么|几个月了|十几|几十|几百
    |我就不要了$|什么样的都|不知道怎么说|怎么说呢|不要了|想要的不一样|我要的(?:是|不)|想要的""",
    re.VERBOSE,
)
_TAG = re.compile(
    r"^\W*(?:可以吗|可以么|好吗|好么|行吗|行不行|行么|对吗|对吧|是吗|是吧|成吗|方便吗|好不好|没问题吧"
    r"|谢谢|多谢|right|ok|okay|correct|is that ok|is that right|please)\W*$",
    re.IGNORECASE,
)
# Words before the matter itself, and wishes for nothing but an answer.
_EMPTY = re.compile(
    r"""^\W*(?:
    (?:please\s+|kindly\s+)?(?:help(?:\s+me)?(?:\s+out)?(?:\s+with\s+this)?|advise|(?:let\s+me|tell\s+me|let\s+us)\s+know|reply|respond|answer(?:\s+me)?
      |get\s+back\s+to\s+(?:me|us)|contact\s+me|hurry(?:\s+up)?|do\s+so|see\s+(?:below|above|attached|the\s+attachment))
      (?:\s+(?:soon|asap|quickly|immediately|as\s+soon\s+as\s+possible|at\s+your\s+earliest\s+convenience|by\s+email|now|today|right\s+away))?
    |(?:please\s+)?let\s+me\s+know\s+if\s+(?:you\s+(?:need|have|require)|there\s+is\s+any|anything).*
    |(?:i|we)\s+(?:just\s+)?(?:have|had|got|['’]ve\s+got)\s+(?:a|one|two|three|some|a\s+few|a\s+couple\s+of|another)\s+(?:\w+\s+)?questions?[^:：?？]*
    |(?:i|we)(?:['’]d|\s+would)?\s+(?:like|want|need|wish|have)\s+(?:to\s+ask|to\s+know|a\s+question|(?:some\s+|your\s+)?help|to\s+ask\s+(?:you\s+)?(?:something|a\s+question))
    |(?:can|could|may|would)\s+(?:i|you)\s+(?:(?:please|possibly)\s+)?(?:ask\s+(?:you\s+)?(?:something|a\s+question)|help(?:\s+me)?(?:\s+(?:out|with\s+this|please))?)
    |(?:i|we)(?:['’]d|\s+would)\s+(?:really\s+)?appreciate\s+(?:your\s+|a\s+|any\s+)?(?:quick\s+|prompt\s+)?(?:help|reply|response|answer|it)
    |how\s+(?:are\s+you(?:\s+(?:doing|today))?|do\s+you\s+do|is\s+it\s+going|['’]s\s+it\s+going)|what['’]?s\s+up|how['’]s\s+it\s+going
    |(?:is\s+)?(?:anybody|anyone|someone|somebody)\s+(?:there|here)|are\s+you\s+there|you\s+there
    |right|ok|okay|hello|hi|hey|really|seriously|what|huh|so
    |(?:请问|您好|你好|亲|客服)*(?:在吗|在么|在不在|有人吗|有人在吗|人呢|你好吗|您好吗|在不)
    |(?:我)?(?:想|要)(?:请)?(?:问|咨询|请教|了解)(?:一?下|个问题|你们?|您)*(?:几个问题|个问题|一个问题|两个问题|问题)?
    |(?:我)?有(?:个|一个|几个|两个|些)?(?:问题|事)(?:想|要)?(?:问|咨询|请教)?(?:一?下|你们?|您)*
    |请问(?:一下)?|麻烦问一?下|麻烦(?:您|你)?了?|拜托了?|(?:请|麻烦|希望)?(?:你们?|您|贵司)?(?:能)?(?:尽快|尽早|速|及时|马上|立即|早日|快点)(?:给我|给个)?(?:回复|答复|处理|解决|回信|反馈|联系我|回电)(?:我|一?下|此事|问题)*
    |期待(?:您|你们?)?的?(?:回复|答复|回信)|请(?:您|你们?)?(?:回复|答复|知悉|查收|谅解|理解|指教)(?:我|一?下)*|好吗|可以吗|行吗|对吗|是吗|真的吗|什么|啊|帮(?:帮)?(?:我|忙)(?:一?下)?|请?帮帮我
    )\W*$""",
    re.IGNORECASE | re.VERBOSE,
)
_GREETING = re.compile(
    r"""\s*(?:(?:hi|hello|hey|dear|good\s+(?:morning|afternoon|evening|day)|greetings)\b(?:\s+(?:there|team|all|everyone|sir|madam|support|customer\s+service|sir\s+or\s+madam|[A-Z][\w.]+)){0,4}\s*[,!.:，！-]+\s*
    |(?:尊敬的|亲爱的)?(?:你们?好呀?|您们?好|哈喽|嗨|亲们?|客服们?|老板|早上好|上午好|中午好|下午好
      |晚上好|在吗|店家|掌柜的?|小哥|小姐姐|各位)+[呀啊哦]?\s*[,，!！.。?？~～:： ]+\s*
    |(?:excuse\s+me|sorry(?:\s+to\s+bother\s+you)?|打扰一?下|打扰了|不好意思)[,，。.]?\s*(?:but\s+)?)+""",
    re.IGNORECASE | re.VERBOSE,
)
_LIST_MARK = re.compile(r"\s*(?:[(（]?\d{1,2}[.)）、][ \t]*|[-*•–]\s+)")
_THANKS = re.compile(
    r"[\s,，。.!！]*(?:谢谢(?:你|您|了|啦)?|多谢|thanks(?:\s+a\s+lot)?|thank\s+you|thx)\W*$",
    re.IGNORECASE,
)
JOINED = re.compile(
    r"[\s,，;；]*(?:\b(?:and|or|but|plus|so|also)|另外|还有|以及|并且|而且|同时|然后)[\s,，:：]*$",
    re.IGNORECASE,
)
JOINING = re.compile(
    r"(?:(?:and|or|but|plus|so|also)\b|另外|还有|以及|并且|而且|同时|然后|再就是)[,，:：]?\s*(?=\S)",
    re.I,
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_WORD = re.compile(r"\w")

Span = tuple[int, int]
_LONGEST_GREETING = 80


def after_greeting(text: str, start: int, end: int) -> int:
    """Where a sentence begins that has a list's mark or a greeting before it."""
    for opening in (_LIST_MARK, _GREETING):
        match = opening.match(text, start, min(end, start + _LONGEST_GREETING))
        start = match.end() if match else start
    return start


def clauses(text: str, start: int, end: int) -> list[Span]:
    """The clauses of a sentence that may each be a question; a tag such as "right?" stays with
    the clause before it, a condition with the one after it."""
    split = _CHINESE_SPLIT if _HAN.search(text, start, end) else _SPLIT
    borders = [start]
    for match in split.finditer(text, start, end):
        if match.end() < end and match.end() > borders[-1]:
            borders.append(match.end())
    made: list[Span] = []
    for at, other in zip(borders, [*borders[1:], end], strict=True):
        if made and _TAG.match(text[at:other]):
            made[-1] = (made[-1][0], other)
        else:
            made.append((at, other))
    return made


def asks(clause: str) -> bool:
    """Whether a clause by itself is a question or a request, with or without a question mark."""
    clause = _THANKS.sub("", clause.strip())
    if _EMPTY.match(clause):
        return False
    if _HAN.search(clause):
        if _NOT_ASKED.search(clause) and not re.search("[?？吗]", clause):
            return False
        return bool(_CHINESE.search(clause) or re.search("[?？]", clause))
    if clause.endswith(("?", "？")):
        return True
    if _SUBORDINATE.match(clause):
        return False
    return bool(_ENGLISH.match(clause) or _EMBEDDED.search(clause))


def has_content(words: str) -> bool:
    """Whether a question asks for something, and not only how one is or whether one is there."""
    words = _THANKS.sub("", words)
    return bool(_WORD.search(words)) and not _EMPTY.match(words) and not _TAG.match(words)
