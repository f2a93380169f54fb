"""Polarity of a text: words with an opposite (增长, 亏损), and what is said not to be."""

import re
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from retrieval.runtime import pattern

# 禁止区域 is where something is forbidden, and forbids nothing by itself.
_FORBIDDEN_PLACE = r"[^,，。;；]{0,6}(?:区域|范围|路段|场所|地段|地区)"
_NOT = (
    r"不必|不需要?|不须|无需|无须|毋须|不肯|不应该?|不可以|并未|并没有|并没|并非|不再|不会|不是|不能|不用|不想|不愿|不准|不得|无法|停止(?=办|受|接|使|供|生|营|销|服|收|发)|停办|暂缓|不予|尚未|还没有|还没|还未|从未|从来没有?|从不|没有?办法|没法|没有|没能|未能"
    r"|未曾|(?<=[拿得吃看找买用听做办])不[到了起]|而非|而不是|禁止(?!"
    rf"{_FORBIDDEN_PLACE}"
    r")|严禁|拒绝|不曾|无一(?!例外|不)|无人(?!机|驾)|(?<!差)不(?!(?<=离不)开|久|锈|丹|莱梅|来梅|停(?![止办])|[仅同少断到过足只论管限错料得如及少必大妨止单但误])|没(?!想|有|准|问题|关系|收(?!到))|(?<=[活也都还并就])没(?=收(?!到))|未(?![来必免]|[满足达到及][\d一二三四五六七八九十百千半])|唔(?!该)|冇|(?:[毫绝从皆并全概别再已尚暂查]|(?<!平)均)无(?!论|线|人机|数)|\bnever\b|\bnot\b|n't\b|\bno\b|\bcannot\b"
    r"|\brather than\b|\binstead of\b|\bnobody\b|\bno one\b|\bnone of\b|\bneither\b(?= of)"
)
# Looking for the first characters before each form is several times faster.
_BOUND = (
    r"(?:超过|高于|低于|少于|多于|大于|小于|晚于|早于|迟于|(?: [a-z]+){0,2} (?:more|less|later|fewer) than| only\b)"
)
# What is not above the value of another year is denied, and no bound: 未超过2009年的水位.
_NEGATOR = pattern(
    rf"(?=[并不无毋尚还从没未而禁严拒停暂唔冇毫绝皆全概别再已均查ncri])(?:{_NOT})(?!{_BOUND}(?!\d{{4}}年[的那同]))"
)
_WHERE = pattern(_FORBIDDEN_PLACE)
# Whether or not: 迁不迁, 有没有.
_EITHER = pattern(r"([^\W\d])[不没](?:\1)")
# What a work is called says nothing of it: 《长眠不醒》.
_TITLE = pattern(r"《[^》]{1,40}》")
# Single characters that are about something else in these words.
_OTHERWISE = pattern(
    r"降(?=本|临|落|噪|温)|升(?=级|华|旗|学)|增(?=量|值|程|强|加值|速[^\d]{0,4}[滑降放回下减慢缓])|减(?=肥|振|法)|赚(?=头)|亏(?=得)|买(?=手|家)|跌(?=宕)|含(?=义|量|蓄|糊|混|笑|苞|沙)"
)
# 不少于 and 不得超过 are bounds, and say nothing of a direction.
_BOUNDED = pattern(r"不(?:[得能可要会]|可以)?(?:超过|超越|超出|高于|大于|多于|低于|少于|小于|不足|不到)")
# Never have more than 27 is a bound too.
_NEVER = pattern(r"(?:never|not|n't|no|cannot)\s(?:\w+\s){0,2}$")
# Up and down are directions after these words or before those, and only end a verb elsewhere: turned up.
_TURNS = pattern(
    r"\b(?:is|are|was|were|be|been|being|go|goes|going|gone|went|came|come|move|moved|push|pushed|ticked|edged|shot|sales|prices"
    r"|profits?|revenues?|numbers|shares|still|again|sharply|slightly)\s$|(?:^|[\d%,;(])\s?$"
)
_BY = pattern(r"\s(?:by|from|on last|on the (?:year|month|week)|year|[\d.,]{1,8}\s?(?:%|per\s?cent|points?))")
# What denies the clause before it: …完全取代真人, 倒也不至于.
_DENIES_BEFORE = pattern(
    r"[,，]\s*(?:但|倒|也|却|还|并|那|都|可|恐怕|其实)*(?:不至于|不尽然|不然|未必|不见得|并非如此|不是这样|不是这么回事|做不到|办不到)(?=[,，。;；!！?？\s]|$)"
    r"|[,，。]\s*(?:但|倒|也|却|还|并|那|都|可|现在|如今|后来|基本|已经)*(?:不需要|不用|不必|不行)了(?=[,，。;；!！?？\s]|$)"
)
# What is refused, avoided, lacked or missed is denied by the word itself; a verb of these denies what follows it.
REFUSED = pattern(
    r"反对|否决|驳回|拒绝|谢绝|婉拒|回绝|拒不|抵制|不同意|不赞成|否认|反驳|叫停|放弃|避免|免于|免遭|防止|排除(?!万难)|缺乏|缺少|欠缺|缺席|无缘|错过|无权"
    r"|\b(?:reject(?:s|ed|ing)?|refus(?:e[sd]?|ing)|declin(?:e[sd]?|ing) to|oppos(?:e[sd]?|ing)|den(?:y|ies|ied|ying)"
    r"|veto(?:es|ed)?|rul(?:e[sd]?|ing) out|vot(?:e|ed) against|fail(?:s|ed|ing)? to|lack(?:s|ed|ing)?|avoid(?:s|ed)?"
    r"|prevent(?:s|ed)?|gave up|abandon(?:s|ed)?|hardly|scarcely)\b"
)
# What ended or came to nothing, before or behind what it is said of.
GONE = pattern(
    rf"{REFUSED.pattern}|取消|作罢|搁置|撤回|收回|无(?![论线数疑])|停[用运航办刊播售产工业驶电]|移除|删除|去掉|撤销|废除|禁用|禁食|禁止|严禁|免[收交缴费票除]"
    r"|失败|未果|未遂|落空|告吹|落选|输给|几乎没"
    r"|\b(?:dropp?(?:ed|s|ing)|removed|discontinued|withdrawn|ended|without|shut|closed|banned|forbidden|prohibited"
    r"|cancelled|called off|neither|none|absent|un(?!der|til|i)[a-z]{4,})\b"
)
_CLAUSE = "，,。；;：:！？!?\n"


# Characters by which two words that are otherwise the same say opposite things: 入选, 落选.
_PAIRS = (
    "入落 进出 上下 升降 涨跌 增减 加减 买卖 高低 多少 长短 早晚 早迟 快慢 胜负 胜败 盈亏 真假 真伪 有无"
    " 开停 开关 开闭 复停 公私 左右 前后 内外 新旧 冷热 轻重 强弱 贫富 生死 收付 借还 主客 单双 购免"
    " 收免 须免 缴免 续停 续断 存废 建拆 允禁 准禁 同异 优劣 好坏 深浅 粗细 宽窄 厚薄 远近 明暗 干湿 软硬"
    " 松紧 连断 通断 进退 攻守 合分 任免 盛衰 顺逆 昼夜 首末 始末 正反 足缺 满空"
)
_MAX_WORD_CHARACTERS = 3
_PREFIXES = ("un", "non", "non-")


@lru_cache(maxsize=4096)  # asked of every word of a claim beside one sentence after the other
def opposites(word: str) -> frozenset[str]:
    """Return the words that differ from one only in what makes them its opposites; few of them are in use.

    >>> "落选" in opposites("入选"), "unheated" in opposites("heated"), "heated" in opposites("unheated")
    (True, True, True)
    """
    if word.isascii():
        bare = {word.removeprefix(prefix) for prefix in _PREFIXES} - {word}
        forms = {f"{prefix}{word}" for prefix in _PREFIXES if len(word) > _MAX_WORD_CHARACTERS}
        return frozenset(forms | {form for form in bare if len(form) > _MAX_WORD_CHARACTERS})
    if not 1 < len(word) <= _MAX_WORD_CHARACTERS:
        return frozenset()
    return frozenset(
        word[:at] + other + word[at + 1 :]
        for at, character in enumerate(word)
        for pair in _PAIRS.split()
        if character in pair
        for other in pair.replace(character, "")
    )


class PolarWord(NamedTuple):
    """A word with an opposite: where it stands, and the line and side (0 or 1) of the list that it is on."""

    start: int
    end: int
    line: int
    side: int


class Negator(NamedTuple):
    """A word that says that something is not so."""

    start: int
    end: int


def polar_words(folded: str) -> list[PolarWord]:
    """Return the words of a folded text that have an opposite, in order, the longest at each place: once for each
    line that a word is on.
    """
    sides, patterns = _sides()
    matches = sorted((m for pattern in patterns for m in pattern.finditer(folded)), key=re.Match.start)
    return [
        PolarWord(m.start(), m.end(), line, side)
        for m in matches
        for line, side in sides[m[0]]
        if (m.end() - m.start() > 1 or not _OTHERWISE.match(folded, m.start()))
        and not (m[0] == "禁止" and _WHERE.match(folded, m.end()))
        and not any(_BOUNDED.match(folded, at) for at in range(max(0, m.start() - 2), m.start()))
        and (m[0] not in ("up", "down") or _TURNS.search(folded, 0, m.start()) or _BY.match(folded, m.end()))
        and not (folded.startswith(" than", m.end()) and _NEVER.search(folded, 0, m.start()))
    ]


def negators(folded: str) -> list[Negator]:
    """Return the negations of a folded text in order, except those in words such as 不仅 and 不同, in 迁不迁, in bounds
    and in titles of works.
    """
    found = [
        m.span()
        for m in _NEGATOR.finditer(folded)
        if not _EITHER.match(folded, m.start() - 1) and not _BOUNDED.match(folded, m.start())
    ]
    titles = [title.span() for title in _TITLE.finditer(folded)] if found else []
    return [Negator(*at) for at in found if not any(start < at[0] < end for start, end in titles)]


@lru_cache(maxsize=1024)  # asked of every word of the sentences beside one claim after the other
def denies_behind(folded: str) -> bool:
    """Return if a text has words that deny the clause before them."""
    return _DENIES_BEFORE.search(folded) is not None


def denied_behind(folded: str, at: int) -> Negator | None:
    """Return the words that deny, right behind it, the clause in which a place stands."""
    if not denies_behind(folded):
        return None
    for match in _DENIES_BEFORE.finditer(folded, at):
        return None if any(mark in folded[at : match.start()] for mark in _CLAUSE) else Negator(*match.span())
    return None


@cache
def _sides() -> tuple[dict[str, list[tuple[int, int]]], tuple[re.Pattern[str], ...]]:
    """Return the line and side of each word, and the words as one expression for each kind of letters."""
    data = resources.files("retrieval.language").joinpath("data/antonyms.txt").read_text("utf-8")
    lines = [line for line in data.splitlines() if line and not line.startswith("#")]
    sides: dict[str, list[tuple[int, int]]] = {}
    for number, line in enumerate(lines):
        for side, words in enumerate(line.split(" | ")):
            for word in words.split():
                sides.setdefault(word.replace("_", " "), []).append((number, side))
    longest_first = sorted(sides, key=lambda word: (-len(word), word))
    latin, chinese = (
        "|".join(re.escape(w) for w in longest_first if w.isascii() == is_latin) for is_latin in (True, False)
    )
    # Words in Latin letters stand as wholes only.
    return sides, (re.compile(rf"(?<![a-z])(?:{latin})(?![a-z])"), re.compile(chinese))
