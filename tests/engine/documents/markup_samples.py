# ruff: noqa: E501 - a document is easier to read in one line
"""Small documents of every text format, each with something that a careless writer would break."""

from __future__ import annotations

import io
import zipfile

TXT = {
    "one": "One paragraph.\n",
    "no_end": "No line end",
    "crlf": "First.\r\n\r\nSecond.\r\n\r\n\r\n",
    "spaces": "\n  \n   Indented text.   \n\t\n\tTab.\n",
    "chinese": "第一段。\n第二段没有标点\n\n第三段。\n",
    "arabic": "مرحبا بالعالم.\n\nשלום עולם\n",
    "wrapped": "A paragraph that is wrapped at a width, as mail is, so that one\n"
    "sentence goes over several lines of the file and is read as\none text.\n\nThe next one.\n",
    "wrapped_chinese": "这是一个在固定宽度处换行的很长的中文段落它没有标点因为我们想让它在这里断开好让我们看见\n"
    "它怎样被连接起来成为一个完整的段落而不是几个分开的行这就是我们想要测试的事情\n好。\n",
    "tags": "What looks ⟦1⟧like a tag⟦/1⟧ and ⟦9/⟧ a ⟦ alone.\n",
    "numbers": "12.5 %\n\n---\n\nWords 12\n\n***\n",
    "old_mac": "One.\rTwo.\r",
    "entities": "a < b &amp; c > d\n",
}
MARKDOWN = {
    "plain": "# Title\n\nA paragraph.\n",
    "nested": "Some *em **strong** in it* and ***both*** and `code` end.\n",
    "links": 'See [the *site*](http://a.b/c(d) "t") or <http://x.y> and [ref][r] or [r].\n\n[r]: /u\n',
    "images": 'Look ![a *dog*](dog.png "Rex") here.\n\n[![logo](l.png)](http://x)\n\nEnd text\n',
    "code": "Text\n\n```py\n# not this\nprint('x')\n```\n\n    nor this\n\n~~~\nx\n~~~\n\nLast\n",
    "front": "---\ntitle: Not this\n---\n\nBut this\n",
    "html": "<div>\nnot this\n</div>\n\nBut <b>this</b> one<br>here\n\n<!-- no -->\n",
    "lists": "- one\n- two\n  goes on\n  - three\n\n    para\n1. four\n   > quote\n   > more\n- [ ] task\n- [x] done\n",
    "table": "| A | B \\| b |\n|:--|--:|\n| one | *two* |\n| 1 | `x` |\n\nAfter\n",
    "escapes": "Stars \\* and \\_ and &amp; &lt;b&gt; 2 * 3 a_b_c\\\nbroken  \nagain\n",
    "footnotes": "Text[^1] and more[^note].\n\n[^1]: The first note.\n[^note]: Another one here.\n",
    "chinese": "# 标题\n\n这是**粗体**文字，\n换行。他说**“你好。”**然后走了。\n\n> 引用\n> 第二行\n",
    "crlf": "# A title\r\n\r\nLine *one*\r\nline two\r\n\r\n* item\r\n",
    "rtl": "مرحبا **بالعالم** هنا\n\nשלום\n",
    "setext": "Title\n=====\n\nSub *title*\n---\n\nText ~~gone~~ here\n",
    "tags": "A ⟦1⟧ in text and `⟦2⟧`\n",
    "labels": "A [nice *link*] and [another one][] or [`code`][] here.  Two spaces.\n\n[nice *link*]: /a\n[another one]: /b\n[`code`]: /c\n",
    "formula": "$$\nx = y\n$$\n\nThe *text*\n",
}
HTML = {
    "plain": "<!DOCTYPE html><html><head><title>A title</title></head><body><p>Text</p></body></html>",
    "nested": "<p>A <b>bold <i>and <u>more</u></i></b> word <span class='x'>here</span>.</p>",
    "table": "<table><caption>Cap</caption><tr><th>Head<td>Cell <b>b</b><tr><td>1<td>x</table>",
    "lists": "<ul><li>one<li>two<ol><li>three</ol></ul><dl><dt>Term<dd>Def</dl>",
    "skipped": "<p>Text<script>var a='<p>no</p>';</script><style>p{}</style></p><pre>no</pre>"
    "<p translate=no>no <b>no</b></p><p>Use <code>no()</code> now</p><textarea>no</textarea>",
    "entities": "<p>Fish &amp; chips &copy; &#20013; &lt;b&gt; &nbsp; &unknown; 5 < 6 & x</p>",
    "attributes": "<p>A <img src=a.png alt='A \"dog\"'> and <a title=Hello href=http://x/>link</a>.</p>",
    "comments": "<!-- c <p>no</p> --><p>One <!-- two --> three</p><!--[if IE]><p>no</p><![endif]-->",
    "chinese": "<html lang=zh><body><h1>标题</h1><p>这是<strong>粗体</strong>文字。<br>新行</p>",
    "rtl": '<p dir="rtl">مرحبا <b>بالعالم</b></p><p>שלום</p>',
    "crlf": "<p>\r\n  One\r\n  two <b>three</b>\r\n</p>\r\n<h2>Head</h2>\r\n",
    "odd": "<P CLASS=X>Upper</P><p>Unclosed <b>bold<p>Next</b> crossing <i>a<b>b</i>c</b> end",
    "footnote": '<p>Text<sup><a href="#n1" id="r1">1</a></sup> goes on.</p><p id="n1">Note.</p>',
    "ruby": "<p><ruby>漢<rt>kan</rt></ruby>字 <svg><text>no</text></svg> x <my-tag>y</my-tag></p>",
    "tags": "<p>⟦1⟧ text &#10214;2&#10215; ⟦/1⟧</p>",
}
_CUES = {
    "plain": "1\n00:00:01,000 --> 00:00:02,000\nHello there\n",
    "lines": "1\n00:00:01,000 --> 00:00:02,500\nTwo lines\nof text\n\n2\n00:00:03,000 --> 00:00:04,000\nMore\n",
    "italic": "1\n00:00:01,000 --> 00:00:02,000\n<i>All of it</i>\n\n2\n00:00:03,000 --> 00:00:04,000\nA <i>part</i> of\n<b>it <u>all</u></b>\n",
    "placed": "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}Above the {\\i1}rest\n",
    "font": '1\n00:00:01,000 --> 00:00:02,000\n<font color="#ff0000">Red</font> text\n',
    "crlf": "1\r\n00:00:01,000 --> 00:00:02,000\r\nHello\r\nthere\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nBye\r\n",
    "chinese": "1\n00:00:01,000 --> 00:00:02,000\n你好，\n世界\n\n2\n00:00:03,000 --> 00:00:04,000\n- 谁？\n- 我。\n",
    "rtl": "1\n00:00:01,000 --> 00:00:02,000\nمرحبا <i>بالعالم</i>\n",
    "empty": "1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:03,000 --> 00:00:04,000\nText\n\n\n3\n00:00:05,000 --> 00:00:06,000\n42\n",
    "no_end": "1\n00:00:01,000 --> 00:00:02,000\nNo line end",
    "signs": "1\n00:00:01,000 --> 00:00:02,000\n♪ La & la < la ♪ ⟦1⟧\n",
}
SRT = _CUES
VTT = {
    **{
        name: "WEBVTT\n\n" + cue.replace(",000", ".000").replace(",500", ".500")
        for name, cue in _CUES.items()
        if name not in {"crlf", "signs"}
    },
    "crlf": "WEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\nHello\r\nthere\r\n",
    "full": "WEBVTT - a title\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE\nnot this\n\n"
    "intro\n00:01.000 --> 00:02.000 align:start line:0%\n<v Ann>Hello <c.red>you</c></v>\n\n"
    "NOTE no\n\n00:03.000 --> 00:04.000\nOne <00:03.500>two &amp; three\n",
    "voices": "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Hi\n<v Bob>Ho &lt;x&gt;\n",
}
_HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
PO = {
    "plain": _HEAD + 'msgid "Hello"\nmsgstr ""\n',
    "comments": _HEAD + '# by hand\n#. taken\n#: a.c:12\nmsgid "Open"\nmsgstr ""\n',
    "flags": _HEAD
    + '#, c-format\nmsgid "%d of %s files"\nmsgstr ""\n\n#, python-brace-format\nmsgid "Hi {name}!"\nmsgstr ""\n',
    "plural": _HEAD
    + '#, c-format\nmsgid "%d file"\nmsgid_plural "%d files"\nmsgstr[0] ""\nmsgstr[1] ""\n',
    "fuzzy": _HEAD + '#, fuzzy\n#| msgid "Old"\nmsgid "New"\nmsgstr "alt"\n',
    "done": _HEAD + 'msgid "Kept"\nmsgstr "Behalten"\n\nmsgid "Wanted"\nmsgstr ""\n',
    "context": _HEAD
    + 'msgctxt "menu"\nmsgid "File"\nmsgstr ""\n\nmsgctxt "x"\nmsgid "File"\nmsgstr ""\n',
    "long": _HEAD + 'msgid ""\n"First \\"line\\"\\n"\n"second\\tline\\\\\\n"\nmsgstr ""\n',
    "obsolete": _HEAD + 'msgid "Live"\nmsgstr ""\n\n#~ msgid "Dead"\n#~ msgstr ""\n',
    "chinese": _HEAD + 'msgid "你好，世界"\nmsgstr ""\n',
    "rtl": _HEAD + 'msgid "مرحبا"\nmsgstr ""\n',
    "crlf": (_HEAD + '#, c-format\nmsgid "One %s"\nmsgstr ""\n').replace("\n", "\r\n"),
    "packed": _HEAD
    + 'msgid "A word"\nmsgstr ""\nmsgid "B word"\nmsgstr ""\n#: x\nmsgid "C"\nmsgstr ""\n',
    "tags": _HEAD + 'msgid "A ⟦1⟧ <b>tag</b>\\n"\nmsgstr ""\n',
}


def _xliff(body: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" '
        'xmlns="urn:oasis:names:tc:xliff:document:1.2">\n<file original="a" source-language="en" '
        f'datatype="plaintext">\n<body>\n{body}\n</body>\n</file>\n</xliff>\n'
    )


def _xliff2(body: str) -> str:
    return (
        '<?xml version="1.0"?>\n<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" '
        f'srcLang="en" trgLang="zh">\n<file id="f">\n{body}\n</file>\n</xliff>\n'
    )


XLIFF = {
    "plain": _xliff('<trans-unit id="1"><source>Hello</source></trans-unit>'),
    "lines": _xliff(
        '<trans-unit id="1">\n    <source>\n      Hello\n   you\n    </source>\n</trans-unit>'
    ),
    "inline": _xliff(
        '<trans-unit id="1"><source>A <g id="1">b <x id="2"/> c</g> <bpt id="3">&lt;b&gt;</bpt>d<ept id="3">&lt;/b&gt;</ept></source></trans-unit>'
    ),
    "target": _xliff(
        '<trans-unit id="1"><source>A word</source><target/></trans-unit><trans-unit id="2"><source>B word</source><target state="new">x</target></trans-unit>'
    ),
    "done": _xliff(
        '<trans-unit id="1"><source>Done</source><target>x</target></trans-unit><trans-unit id="2"><source>Open</source></trans-unit>'
    ),
    "kept": _xliff(
        '<trans-unit id="1" translate="no"><source>No</source></trans-unit><trans-unit id="2"><source>Yes</source><note>n</note></trans-unit>'
    ),
    "entities": _xliff(
        '<trans-unit id="1"><source>&lt;b&gt; &amp; &#20013; "q"</source></trans-unit>'
    ),
    "alt": _xliff(
        '<trans-unit id="1"><source>Real</source><alt-trans><source>Fake</source><target>y</target></alt-trans></trans-unit>'
    ),
    "seg": _xliff(
        '<trans-unit id="1"><source>One. Two.</source><seg-source><mrk mid="1" mtype="seg">One.</mrk></seg-source></trans-unit>'
    ),
    "chinese": _xliff('<trans-unit id="1"><source>你好，<g id="1">世界</g></source></trans-unit>'),
    "rtl": _xliff('<trans-unit id="1"><source>مرحبا</source></trans-unit>'),
    "crlf": _xliff('<trans-unit id="1">\n<source>Hello</source>\n</trans-unit>').replace(
        "\n", "\r\n"
    ),
    "two": _xliff2(
        '<unit id="1"><segment><source>Hello <pc id="1">you</pc><ph id="2"/></source></segment></unit>'
    ),
    "two_state": _xliff2(
        '<unit id="1"><segment state="initial"><source>Hi</source><target>x</target></segment><segment state="final"><source>Ok</source><target>y</target></segment><ignorable><source>no</source></ignorable></unit>'
    ),
    "tags": _xliff('<trans-unit id="1"><source>A ⟦1⟧ b</source></trans-unit>'),
}

_CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" '
    'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile '
    'full-path="OEBPS/a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
_OPF = (
    '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" version="3.0"><manifest>'
    '<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    '<item id="t" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    '<item id="c" href="text/c%201.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="i" href="i.png" media-type="image/png"/></manifest>'
    '<spine toc="t"><itemref idref="c"/></spine></package>'
)
_NCX = (
    '<?xml version="1.0"?><ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><docTitle><text>The '
    'book</text></docTitle><navMap><navPoint id="p"><navLabel><text>Chapter</text></navLabel>'
    '<content src="text/c%201.xhtml"/></navPoint></navMap></ncx>'
)
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def xhtml(body: str) -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns='
        f'"http://www.w3.org/1999/xhtml"><head><title/></head><body>{body}</body></html>'
    )


def epub(body: str, **more: str | bytes) -> bytes:
    """A book of one chapter."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        book.writestr("META-INF/container.xml", more.get("container", _CONTAINER))
        book.writestr("OEBPS/a.opf", more.get("opf", _OPF))
        book.writestr(
            "OEBPS/nav.xhtml", xhtml("<nav><ol><li><a href='x'>Chapter</a></li></ol></nav>")
        )
        book.writestr("OEBPS/toc.ncx", _NCX)
        book.writestr("OEBPS/text/c 1.xhtml", xhtml(body))
        book.writestr("OEBPS/i.png", PICTURE)
    return out.getvalue()


_BODIES = [
    "<p>Text</p>",
    "<p>A <b>b <i>c</i></b><br/>d</p>",
    "<table><tr><td>One</td><td>Two</td></tr></table>",
    '<p>Text<a epub:type="noteref" id="r" href="#n">1</a> x</p><aside id="n"><p>Note</p></aside>',
    "<p>这是<em>书</em>。</p>",
    '<p dir="rtl">مرحبا</p>',
    "<p>A &amp; B &#160; &lt;x&gt;</p>",
    "<p>\r\nLine\r\n</p>",
    '<p>See <img src="../i.png" alt="A picture"/> here</p>',
    "<h1>Head</h1><pre>no</pre><p><code>no</code> but yes</p>",
]
TEXTS = {
    ".txt": TXT,
    ".md": MARKDOWN,
    ".html": HTML,
    ".srt": SRT,
    ".vtt": VTT,
    ".po": PO,
    ".xlf": XLIFF,
}
SAMPLES: list[tuple[str, bytes]] = [
    *(
        (f"{name}{suffix}", text.encode())
        for suffix, texts in TEXTS.items()
        for name, text in texts.items()
    ),
    *((f"book{at}.epub", epub(body)) for at, body in enumerate(_BODIES)),
    ("bom.txt", b"\xef\xbb\xbf" + TXT["crlf"].encode()),
    ("wide.txt", b"\xff\xfe" + TXT["chinese"].encode("utf-16-le")),
    ("wide.md", b"\xfe\xff" + MARKDOWN["chinese"].encode("utf-16-be")),
    ("gb.txt", TXT["chinese"].encode("gb18030")),
    ("gb.html", b"<meta charset=gbk><p>\xd6\xd0\xce\xc4 text</p>"),
    ("latin.html", b'<meta charset="iso-8859-1"><p>caf\xe9 <b>text</b></p>'),
    ("gb.srt", SRT["chinese"].encode("gb18030")),
]
