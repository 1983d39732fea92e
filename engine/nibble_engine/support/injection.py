"""Signs that a passage speaks to a program instead of a reader: commands to a model, false roles,
hidden text, and addresses that would carry something out.

What is found is left out of the prompt and of every quote, and told to the agent. It is a net, not
a wall: the wall is that a reply is only what a quoted sentence supports, that house rules are
checked on every draft by the program, and that nothing of a reply is loaded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Kind = Literal["command", "role", "hidden", "address", "markup"]


@dataclass(frozen=True)
class Finding:
    """A span in characters of the text, and what it is a sign of."""

    kind: Kind
    start: int
    end: int


_MODEL = (
    r"(?:AI|A\.I\.|(?:AI\s+|support\s+)?assistant|model|chat ?bot|bot|LLM|(?:system )?prompt)s?"
)
_ORDERS = (
    r"(?:instructions?|rules?|prompts?|guidelines?|polic(?:y|ies)|directives?|messages?|context"
    r"|constraints?|restrictions?)"
)
_BEFORE = (
    r"(?:previous|prior|above|earlier|preceding|all|any|your|the|other|foregoing|existing|former"
    r"|safety|house|system)"
)
_PATTERNS: tuple[tuple[Kind, str], ...] = (
    # Commands to forget what was said before, or to take on a new rule.
    (
        "command",
        rf"\b(?:ignore|disregard|forget|override|bypass|overrule)\b(?:\s+\w+){{0,3}}?\s+{_BEFORE}"
        rf"(?:\s+\w+){{0,4}}?\s+{_ORDERS}",
    ),
    (
        "command",
        r"\b(?:ignore|disregard|forget)\s+(?:everything|anything|all\s+(?:of\s+)?(?:the|that|this|what)|what\s+(?:you|came|was))",
    ),
    (
        "command",
        r"\b(?:new|updated|hidden|secret|special|override)\s+(?:house\s+|system\s+|company\s+|internal\s+)?(?:rules?|instructions?|directives?|prompts?|polic(?:y|ies))\s*(?:[:：#(]|for\s+(?:the|all|any|you))",
    ),
    (
        "command",
        r"\b(?:system|developer|admin(?:istrator)?|root)\s+(?:override|prompt|message|instruction|mode|notice|command)s?\b",
    ),
    (
        "command",
        r"\byou\s+(?:are|act)\s+(?:now|no\s+longer)\b|\bfrom\s+now\s+on,?\s+(?:you|always|every|all|never|reply|answer|respond|only|speak|the)|\bact\s+as\s+(?:an?|the|if)\b|\bpretend\s+(?:to\s+be|that|you)\b|\brole-?\s?play\b",
    ),
    (
        "command",
        rf"\b(?:dear|attention|note\s+(?:to|for)|notice\s+to|hey|hello|message\s+(?:to|for)|instructions?\s+(?:to|for)|if\s+you\s+are|as)\s*,?\s+(?:an?\s+|the\s+|any\s+|all\s+)?{_MODEL}\b",
    ),
    (
        "command",
        rf"\b(?:the\s+|any\s+|every\s+)?{_MODEL}\s+(?:must|should|shall|has\s+to|is\s+(?:required|instructed|ordered|told|to))\b",
    ),
    (
        "command",
        r"\b(?:reply|respond|answer|output|print|say|write|repeat|reveal|show|disclose|tell|translate)\b[^.!?\n]{0,40}\b(?:only\s+with|exactly|verbatim|the\s+following|system\s+prompt|your\s+(?:instructions|prompt|rules|configuration)|the\s+word|in\s+(?:English|Chinese|French|German|Spanish|Russian|Japanese|Latin|capital\w*|JSON|base64|code)\b)",
    ),
    (
        "command",
        r"\b(?:do\s+not|don['’]t|never)\s+(?:tell|inform|mention\s+(?:this|it|that|the\s+(?:above|rule))|cite|reveal|warn|show\s+(?:this|the\s+(?:agent|customer|user))|let\s+the|hand\s+over|escalate|ask\s+(?:for\s+)?(?:confirmation|a\s+human))",
    ),
    (
        "command",
        r"\b(?:tell|inform|ask|promise|offer|grant|give|send|instruct)\s+(?:to\s+)?(?:the|every|each|any|all)?\s*(?:customers?|users?|buyers?|clients?)\s+(?:\w+\s+){0,3}?(?:that|to|a|an|their|full|for|any|100|free|unlimited|the\s+\w+)",
    ),
    (
        "command",
        r"\b(?:always|every\s+reply|every\s+answer|all\s+(?:replies|answers))\s+(?:\w+\s+)?(?:promise|guarantee|approve|grant|offer|refund|say|answer|reply|respond|recommend|include|add|append|end|start|begin|must|should)\b",
    ),
    (
        "command",
        r"\b(?:include|append|add|insert|embed|put|attach|paste)\b[^.!?\n]{0,60}\b(?:in|to|into|with|at\s+the\s+end\s+of|under)\s+(?:\w+\s+)?(?:every|each|all|your|the|any|this)\s+(?:\w+\s+)?(?:repl(?:y|ies)|answers?|responses?|messages?|output)\b",
    ),
    (
        "command",
        r"\b(?:execute|run|call|invoke)\s+(?:the\s+|this\s+)?(?:\w+\s+)?(?:command|tool|function|script|code|shell|api)s?\b",
    ),
    (
        "command",
        r"\b(?:jailbreak|DAN\s+mode|do\s+anything\s+now|developer\s+mode|god\s+mode|debug\s+mode|maintenance\s+mode|unrestricted\s+mode)\b",
    ),
    (
        "command",
        r"\b(?:mark|set|close|change|switch|disable|turn\s+off|stop|remove|delete|lower|raise)\b[^.!?\n]{0,40}\b(?:house\s+rules?|confidence|citations?|verification|checks?|filters?|masking|language\s+to|threshold|hand-?over)\b",
    ),
    (
        "command",
        r"\b(?:I\s+am|this\s+is|on\s+behalf\s+of|by\s+order\s+of|authori[sz]ed\s+by|signed\s+by|as)\s+(?:\w+\s+){0,3}(?:CEO|administrator|admin|developer|owner|OpenAI|Anthropic|system|security\s+team|IT\s+department|legal\s+department|head\s+of|director|management)\b",
    ),
    (
        "command",
        r"(?:忽略|无视|忘记|忘掉|无需理会|不要理会|不用管|抛开|绕过|覆盖|推翻|跳过|取消|停用|关闭|禁用)[^。！？\n]{0,14}(?:指令|指示|规则|规定|提示|提示词|要求|设定|限制|内容|约束|校验|检查|引用|政策|对话|上文|说明|核对|屏蔽|脱敏|门槛|阈值)",
    ),
    (
        "command",
        r"(?:你|您)?(?:现在|从此|从现在起|从今以后|今后|接下来|此后|以后)[^。！？\n]{0,6}(?:你(?:是|将|要|必须|只)|扮演|充当|所有回复|所有回答|每次回复|一律|都(?:要|必须|用)|请用|只用|改用)",
    ),
    (
        "command",
        r"你现在(?:是|不再|要|必须)|请?(?:扮演|充当|假装|模拟)(?:一个|一名|一位|成|成为|你|自己)?|角色扮演|越狱|开发者模式|调试模式|维护模式|上帝模式|无限制模式",
    ),
    (
        "command",
        r"(?:新|最新|内部|隐藏|秘密|特别|更新)(?:的)?(?:店规|规则|指令|系统提示|提示词|政策|要求|规定)\s*(?:[:：（(]|如下|生效|是)",
    ),
    (
        "command",
        r"(?:系统|管理员|开发者|开发人员|超级用户)(?:提示词?|指令|消息|命令|覆盖|权限|模式|通知|公告|口令)",
    ),
    (
        "command",
        r"(?:(?<![A-Za-z])AI(?![A-Za-z])|人工智能|机器人|智能助手|助手|模型|语言模型|客服系统|大模型|智能客服)(?:们)?[^。！？\n]{0,8}(?:必须|应当|应该|需要|请|须|一律|只能|不得|务必|要求|注意|要把|要在|看到)",
    ),
    (
        "command",
        r"(?:致|给|告知|通知|提醒)(?:所有|各位|任何|每个|正在)?[^。！？\n]{0,8}(?:(?<![A-Za-z])AI(?![A-Za-z])|人工智能|机器人|助手|模型|智能客服)",
    ),
    (
        "command",
        r"(?:请|必须|务必|一律|直接|只需?|统一)[^。！？\n，]{0,8}(?:输出|回复|回答|复述|打印|透露|泄露|展示|显示|答复|写成|返回)[^。！？\n]{0,16}(?:以下|下面|如下|系统提示|提示词|指令|原文|“|「|\"|：|英文|英语|日语|法语|密码|令牌|JSON|代码)",
    ),
    (
        "command",
        r"(?:不要|不得|切勿|别|禁止|无需|不必|不用)[^。！？\n]{0,6}(?:告诉|告知|通知|提及|引用|标注|转人工|转接|让|提示|提醒|透露|核实|显示)[^。！？\n]{0,8}(?:客户|用户|顾客|客服|坐席|人工|此|这条|这段|来源|出处|主管)",
    ),
    (
        "command",
        r"(?:告诉|告知|通知|承诺|答应|允诺|保证给|赠送|要求|引导|让|诱导)(?:所有|每位|每个|任何|该|这位)?(?:客户|用户|顾客|买家|消费者|对方|他们)",
    ),
    (
        "command",
        r"(?:所有|每次|每条|一切|任何)(?:客户的?)?(?:回复|回答|答复|消息|问题|对话)[^。！？\n]{0,10}(?:必须|都要|都应|均|一律|须|末尾|开头|结尾|加上|附上|插入)",
    ),
    (
        "command",
        r"(?:附上|插入|加上|添加|嵌入|包含|贴上|带上|追加)[^。！？\n]{0,24}(?:链接|图片|网址|地址|图像|脚注|代码|话术)",
    ),
    (
        "command",
        r"(?:执行|运行|调用)(?:以下|下列|下面|该|这个|此)?[^。！？\n]{0,8}(?:命令|工具|函数|脚本|代码|接口)",
    ),
    (
        "command",
        r"(?:我是|本人是|以|代表|奉|经)[^。！？\n]{0,8}(?:CEO|总裁|总经理|管理员|开发者|系统|法务部?|安全部|技术部|OpenAI|官方|董事长|老板|主管)[^。！？\n]{0,6}(?:身份|名义|授权|要求|命令|指示|批准|之命|，)",
    ),
    # Turns of a conversation and calls that only a program writes.
    (
        "role",
        r"<\|[^|\n]{0,40}\|>|\[/?INST\]|<</?SYS>>|</?(?:system|assistant|user|tool|instructions?|s|think)>|\bbegin_of_text\b",
    ),
    (
        "role",
        r"(?:^|[\n>])\s*(?:#{1,6}\s*|\*{0,2}|\[)?(?:system|assistant|developer|user|human|tool|系统|助手|用户|开发者|人类)\s*(?:\]|prompt|message|提示)?\*{0,2}\s*[:：](?=[^\n])",
    ),
    (
        "role",
        r"#{2,}\s*(?:system|instructions?|response|assistant|end|new\s+(?:task|session)|系统|指令|回复|新任务)\b[^\n]*",
    ),
    (
        "role",
        r"(?:---+|===+|<<+|\[)\s*(?:end|begin|start)\s+(?:of\s+)?(?:the\s+)?(?:passage|context|document|data|system|prompt|instructions?|user)[^\n]*|(?:资料|文档|上下文|段落|引文)(?:到此)?(?:结束|完毕)",
    ),
    (
        "role",
        r"[{\[]\s*[\"“](?:tool|tool_calls?|function|function_call|name|action|command|role|recipient|reply|hand_over|confidence|system)[\"”]\s*[:：][^\n]*",
    ),
    (
        "role",
        r"\[\^?\d{1,3}\](?:\s*[:：(]|[^\n]{0,40}(?:source|verified|confirmed|来源))|【\s*(?:来源|出处|引用|资料|参考|\d+)[^】\n]*】|[（(\[]\s*(?:source|citation(?!\s+needed)|ref(?:erence)?|cited|verified)\b[^)）\]\n]*[)）\]]|(?:verified|confirmed|supported)\s+by\s+(?:document|citation|source|article)\b|(?:引用|来源|出处)\s*[:：]",
    ),
    (
        "role",
        r"\b(?:hand-?over\s+(?:note|summary)|internal\s+(?:note|memo|only)|note\s+to\s+(?:the\s+)?(?:agent|support|colleague|staff))\b[^\n]*|(?:交接(?:单|记录|备注|说明|信息)|内部(?:备注|说明|消息|通知|资料)|转接(?:说明|备注))[^\n]*",
    ),
    # What a reader does not see.
    ("hidden", r"<!--.*?(?:-->|$)"),
    (
        "hidden",
        r"<[a-z][^>]*(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0|color\s*:\s*(?:white|#fff|transparent)|\bhidden\b)[^>]*>.*?(?:</[a-z]+>|$)",
    ),
    (
        "hidden",
        "[^\n]{0,200}[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u00ad\ufeff\U000e0000-\U000e007f][^\n]{0,400}",
    ),
    (
        "hidden",
        r"(?<![A-Za-z0-9+/=_-])(?=[A-Za-z0-9+/]*[a-z])(?=[A-Za-z0-9+/]*[A-Z])[A-Za-z0-9+/]{32,}={0,2}(?![A-Za-z0-9+/])",
    ),
    (
        "hidden",
        r"(?:\\x[0-9a-f]{2}){4,}|(?:\\u[0-9a-f]{4}){3,}|(?:&#x?[0-9a-f]+;){3,}|(?:%[0-9a-f]{2}){4,}|\b(?:base64|rot13)\b[^\n]*",
    ),
    # Letters of another script inside a word of Latin letters.
    (
        "hidden",
        "[^\n.!?]*(?:[A-Za-z][\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][A-Za-z])[^\n.!?]*",
    ),
    # Addresses that load or carry something.
    ("address", r"!\[[^\]\n]*\]\s*\([^)\n]*\)?|!\[[^\]\n]*\]\[[^\]\n]*\]"),
    (
        "address",
        r"\b(?:javascript|vbscript|data|file|ftp|smb|ms-[\w-]+|tel|sms)\s*:\s*(?:/{0,3}[^\s]{2,})",
    ),
    (
        "address",
        r"(?:https?:)?//[^\s<>\"'，。）)]*(?:[?#{}$]|%7b)[^\s<>\"'，。]*|\\\\[\w.-]+\\\S+|https?://(?:\d{1,3}\.){3}\d{1,3}\S*|https?://[^\s/@]*@\S+|https?://[^\s/]*[^\x00-\x7f\s，。！？；：、）（”」』]\S*",
    ),
    (
        "markup",
        r"</?(?:img|a|script|iframe|style|link|meta|object|embed|form|input|svg|video|audio|base|body|html|span|div|font|details|marquee)\b[^>\n]*(?:>|$)",
    ),
    ("markup", r"\bon(?:error|load|click|mouseover)\s*=|@import\b|\burl\s*\(|\bexpression\s*\("),
)
_FLAGS = re.IGNORECASE | re.MULTILINE
_COMPILED = tuple(
    (kind, re.compile(pattern, _FLAGS | re.DOTALL if "<" in pattern[:3] else _FLAGS))
    for kind, pattern in _PATTERNS
)


@lru_cache(maxsize=2048)
def findings(text: str) -> tuple[Finding, ...]:
    """All signs in the text, by their place. Spans of one kind may lie over those of another."""
    found = {
        Finding(kind, match.start(), match.end())
        for kind, pattern in _COMPILED
        for match in pattern.finditer(text)
        if match.end() > match.start()
    }
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end)))
