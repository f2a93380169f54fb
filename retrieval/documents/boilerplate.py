"""Boilerplate of scraped pages, recognized by its form, never by the words of one page.

Whole lines are judged by `line_left_out`, pieces inside a line by `split_text`. Every pattern is anchored or bounded,
so that the time stays linear in the length of the text.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from operator import itemgetter

from retrieval.arrays.slices import Cut, new
from retrieval.documents.blocks import WHITE, Block, LeftOut, TextLine, omitted
from retrieval.documents.signs import Signs
from retrieval.model import Role

_WHITE = frozenset(WHITE)
_START = itemgetter(0)
_SOURCE = r"(?:图片|圖片|题图|題圖|头图|頭圖|图|圖|资料|資料)(?:来源|來源|来自|來自)"
# The name behind 图片来源 where nothing marks its end: up to a word that ends the names of agencies and publishers.
_NAME_END = (
    r"(?:新闻|新聞|网络|網絡|網路|日报|日報|通讯社|通訊社|中国|中國|提供|供图|供圖|截图|截圖|官网|官網|官方|之家|财经|財經"
    r"|公园|公園|微博|公众号|公眾號|摄影|攝影|图库|圖庫|社|网|網|报|報)"
)
_CRUMBS = r"(?:当前位置|當前位置|您的位置|你的位置)\s*[:：]|(?:首页|首頁)\s*[»>›]"
_LINE_FORMS: tuple[tuple[LeftOut, str], ...] = (
    ("advertisement", r"(?:广告|廣告|推广|推廣|AD)\s{0,2}[:：丨|]"),
    ("conflict marker", r"(?:<{7}|>{7}|={7}|\|{7})(?:[ \t].*)?$"),
    ("navigation", _CRUMBS),
    ("disclaimer", r"\*?(?:免责声明|免責聲明|版权声明|版權聲明|特别声明|特別聲明)\s{0,2}(?:[:：丨|]|$)"),
    ("disclaimer", r"\*?本文.{0,80}(?:不构成|不構成|禁止转载|禁止轉載|仅代表|僅代表|授权发布|授權發布)"),
    ("caption", _SOURCE + r".{0,40}$"),
    ("markup", r"(?:[-*_=][ \t]*){3,}$"),
    ("markup", r"<!--.*-->$"),
)
_INLINE_FORMS: tuple[tuple[LeftOut, str], ...] = (
    ("advertisement", r"\[!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)[^\]\n]{1,500}\]\([^)\n]{0,500}\)"),
    ("caption", r"[(（]" + _SOURCE + r"[:：]?[^()（）\n]{1,30}[)）]"),
    ("caption", _SOURCE + r"\s{0,2}[:：]?\s{0,2}[于於]?\s{0,2}(?:网络|網絡|網路|互联网|互聯網)"),
    ("caption", _SOURCE + r"\s{0,2}[:：]\s{0,2}\w{1,8}?" + _NAME_END + r"(?:[(（][^()（）\n]{1,12}[)）])?"),
    ("disclaimer", r"(?:阅读原文|閱讀原文)?本文[为為][^。\n]{0,30}(?:上传并发布|上傳並發布)[^\n]{0,600}$"),
    ("navigation", r"(?:查看详情|查看詳情|阅读原文|閱讀原文|展开全文|展開全文)\s{0,2}[>›»]?$"),
)
_MARKUP = re.compile(
    r"\[!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)\]\([^)\n]{0,500}\)"
    r"|!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)|\[(?=[^\[\]\n]{1,200}\]\([a-z]{3,8}:)|\]\([a-z]{3,8}:[^)\n]{0,500}\)"
)
Marks = Callable[[str, int, int], tuple[Cut, ...]]
# The set of characters with which the forms begin tells most lines from them at once.
_LINES = re.compile(
    r"(?=[A<>=|*_广廣推当當您你首免版特本图圖资資题題头頭-])(?:"
    + "|".join(f"(?P<f{number}>{form})" for number, (_, form) in enumerate(_LINE_FORMS))
    + ")"
)
_INLINE = tuple((reason, re.compile(form)) for reason, form in _INLINE_FORMS)
# One of these is in every piece that the inline forms find.
_CUT_SIGNS = ("[![", "来源", "來源", "来自", "來自", "本文", "查看", "原文", "展开", "展開")
_MAY_BE_CUT = re.compile(r"\[!\[|来源|來源|来自|來自|本文[为為]|查看[详詳]|阅[读讀]原文|閱[读讀]原文|展[开開]全文")
_SENTENCE_END = re.compile(r"[。！？!?；;\n]")
_CAPTION_WORDS = 30
_LINK = re.compile(r"!?\[[^\[\]\n]{0,300}\]\([^)\n]{0,500}\)")
_BREADCRUMB = re.compile(_CRUMBS)
# How often a page was read and liked, and the buttons to share it: short lines with several such words
# and no sentence among them.
_PAGE_FURNITURE_CHARACTERS = 160
_STOP = re.compile(r"[。！？]")
_COUNTED = re.compile(r"\d\s{0,2}(?:评论|評論|浏览|瀏覽|阅读|閱讀|收藏|点赞|點贊|views|comments|likes)")
_FURNITURE_SIGNS = (*"赏賞藏赞贊讚享扫掃载載众眾评評浏瀏阅閱", "views", "comments", "likes")
_FURNITURE = re.compile("|".join(_FURNITURE_SIGNS))
_SIGNS = Signs((*_CUT_SIGNS, *_FURNITURE_SIGNS))
_SHARING = re.compile(r"赞赏|讚賞|收藏|点赞|點贊|分享到|扫一扫|掃一掃|扫码关注|掃碼關注|下载App|下載App|公众号|公眾號")


def is_breadcrumb(line: str) -> bool:
    """Return whether a line says where in a site the page stands."""
    return bool(_BREADCRUMB.match(line))


def line_left_out(line: str) -> LeftOut | None:
    """Return the reason for which a whole line is no text of an article, or None if it may be text."""
    if reason := form_left_out(line):
        return reason
    if not _FURNITURE.search(line):
        return None
    words = _LINK.sub(" ", line) if "](" in line else line
    if len(words) <= _PAGE_FURNITURE_CHARACTERS and not _STOP.search(words):
        if len(_COUNTED.findall(words)) >= 2:
            return "statistics"
        if len(set(_SHARING.findall(words))) >= 3:
            return "navigation"
    return None


def form_left_out(line: str) -> LeftOut | None:
    """Return the reason for which a line that is not suspect is no text of an article, or None if it may be text."""
    found = _LINES.match(line)
    return _LINE_FORMS[int(found.lastgroup[1:])][0] if found and found.lastgroup else None


def may_be_cut(text: str) -> bool:
    """Tell at a glance if a text may hold something that `split_text` leaves out of a line."""
    return any(sign in text for sign in _CUT_SIGNS)


def suspect_lines(text: str, lines: Sequence[TextLine]) -> frozenset[int]:
    """Return the numbers of the lines that may be furniture of a page, or hold something that `split_text` leaves out.

    These are the lines of the text, all of them or all from some line on.
    """
    places = _SIGNS.places(text)
    starts = list(map(_START, lines)) if places else []
    return frozenset([bisect_right(starts, place) - 1 for place in places])


def plain_markup(text: str, start: int, end: int) -> tuple[Cut, ...]:
    """Return pictures and links with an address as Markdown writes them: the markup that any text may hold."""
    if text.find("](", start, end) < 0:
        return ()
    return tuple(Cut(*match.span()) for match in _MARKUP.finditer(text, start, end))


def split_text(
    text: str, start: int, end: int, role: Role = "text", level: int = 0, marks: Marks = plain_markup
) -> list[Block]:
    """Cut what is no text out of `text[start:end]`; return text and left-out blocks in order, without white space.

    Markup, by `marks`, stays within its block. Text of nothing but markup is left out.
    """
    markup = marks(text, start, end)
    if not _MAY_BE_CUT.search(text, start, end):
        return text_block(text, start, end, role, level, markup)
    blocks: list[Block] = []
    at = start
    for cut_start, cut_end, reason in _cuts(text, start, end):
        blocks += text_block(text, at, cut_start, role, level, markup)
        blocks.append(Block(start=cut_start, end=cut_end, left_out=reason))
        at = cut_end
    return blocks + text_block(text, at, end, role, level, markup)


def _cuts(text: str, start: int, end: int) -> list[tuple[int, int, LeftOut]]:
    found: list[tuple[int, int, LeftOut]] = []
    for reason, pattern in _INLINE:
        for match in pattern.finditer(text, start, end):
            begin = _caption_start(text, start, match.start()) if reason == "caption" else match.start()
            found.append((begin, match.end(), reason))
    merged: list[tuple[int, int, LeftOut]] = []
    for cut in sorted(found):
        if merged and cut[0] < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(cut[1], merged[-1][1]), merged[-1][2])
        else:
            merged.append(cut)
    return merged


def _caption_start(text: str, start: int, at: int) -> int:
    """Return a few words between the end of a sentence and the name of a picture's source are the picture's caption."""
    if text[at] in "(（":
        return at
    ends = [match.end() for match in _SENTENCE_END.finditer(text, max(start, at - _CAPTION_WORDS), at)]
    return ends[-1] if ends else at


def text_block(
    text: str, start: int, end: int, role: Role = "text", level: int = 0, markup: tuple[Cut, ...] = ()
) -> list[Block]:
    """Return `text[start:end]` without white space as one block, left out if it is nothing but markup; or none."""
    while start < end and text[start] in _WHITE:
        start += 1
    while end > start and text[end - 1] in _WHITE:
        end -= 1
    if start >= end:
        return []
    own = markup
    if markup and (markup[0].start < start or markup[-1].end > end):
        own = tuple([cut for cut in markup if start <= cut.start and cut.end <= end])
    if own and is_markup(text, start, end, own):
        return [omitted(start, end, "markup")]
    return [new(Block, (start, end, role, None, level, False, own, None, False))]


def is_markup(text: str, start: int, end: int, markup: Sequence[Cut]) -> bool:
    """Tell if nothing of a slice is shown but its white space."""
    for cut in markup:
        if start < cut.start and text[start : cut.start].strip(WHITE):
            return False
        start = cut.end
    return not text[start:end].strip(WHITE)
