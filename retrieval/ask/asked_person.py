"""Person that a question asks for: the name of a quote that is its answer, and no other one."""

import re
from collections.abc import Iterator, Sequence

from retrieval.ask.asked_figure import apart
from retrieval.ask.figure_forms import Place
from retrieval.ask.query import Query
from retrieval.language.names import SURNAMES
from retrieval.language.tokenizer import Analyzer, content
from retrieval.runtime import pattern

_TAGS = ("nr", "nrfg", "nrt")
_ASKS = pattern(r"谁|哪一?位|何人|什么人|哪名")
# A name right after the word for an office, up to the end of its clause or what its bearer does or is.
_TITLED = pattern(
    rf"(?:\s?[:：]\s?)?(?P<name>[\u4e00-\u9fff]某[某甲乙丙丁]?|[{SURNAMES}][\u4e00-\u9fff]{{1,2}})"
    r"(?=[\s,，、。;；(（”\"]|$|教授|先生|女士|院士|博士|同志|老师|说|表示|介绍|认为|指出|担任|出席|主持|致辞)"
)
_OTHER_OFFICE = pattern(r"[副原前]$")
_SURNAME = pattern(rf"[{SURNAMES}]")
# Transcribed names of several parts: 诺瓦克·德约科维奇.
_SOUNDS = (
    "阿艾安昂奥巴白班邦本比彼宾波勃博伯布查达大戴丹德登迪蒂丁东杜顿多厄恩尔法菲费芬夫弗福盖冈戈格根古瓜哈海汉赫亨霍基吉加贾杰金卡凯坎康考柯科克肯孔库拉"
    "莱赖兰朗劳勒雷里理利莉林琳隆卢鲁路露伦罗洛马玛迈曼梅门蒙米密明莫默姆穆纳奈南内尼涅宁娜努诺欧帕潘庞佩皮平珀普奇乔切琼丘让瑞若萨塞桑森沙莎山舍"
    "史士斯丝思苏所索塔泰坦唐特提汀托瓦万威维韦魏温翁沃乌武西希锡夏谢辛休许雅亚扬耶伊以因英尤尔约泽詹兹朱佐"
)
_FOREIGN = pattern(rf"[{_SOUNDS}]{{2,6}}(?:[·・‧•][{_SOUNDS}]{{1,8}})+")
# What the question asks who did, and who did it in a passive sentence: recorded by Bob Gallion.
_WHO_DID, _BY = (
    pattern(r"\bwho (?:\w+ly )?(?P<verb>[a-z]{3,}ed)\b"),
    r" by (?P<name>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3})",
)


def asked_person(text: str, folded: str, query: Query, words: Sequence[Place], analyzer: Analyzer) -> list[Place]:
    """Return the place of the person who is asked for, if the quote names one, and only one that the question lacks.

    It is whom the word for the office stands right before, or the only one in a clause with it, and no item of a list.
    `words` are the places of the question's words in the text.
    """
    asked = query.parts[0].text
    did = _WHO_DID.search(asked)
    if did:
        match = re.search(rf"\b{did['verb']}{_BY}", text)
        return [match.span("name")] if match else []
    if not any(cue.name == "person" for cue in query.cues):
        return []
    office = _office(query)
    places = _all(folded, office) if office in folded else words
    # 谁获得金牌 asks for no office.
    leads = office in folded and not _ASKS.search(asked, 0, max(0, asked.find(office)))
    titled = [m.span("name") for _, end in places if (m := _TITLED.match(folded, end))] if leads else []
    near = titled or [
        place
        for place in _people(folded, analyzer)
        if any(apart(folded, word, place) == 0 for word in places)
        and "、" not in (folded[place[0] - 1 : place[0]], folded[place[1] : place[1] + 1])
    ]
    others = {folded[a:b]: (a, b) for a, b in reversed(near) if folded[a:b] not in asked}
    said = {
        place: len({folded[a:b] for a, b in words if apart(folded, (a, b), place) == 0}) for place in others.values()
    }
    # Of two deans, the one of the school that is asked about.
    best = [place for place, count in said.items() if count == max(said.values())]
    return best if len(others) == 1 or (titled and len(best) == 1) else []


def _office(query: Query) -> str:
    """Return what a question asks a person for: 校长 of 校长是谁, 制作 of 是谁制作的; a space without such a word."""
    asks = _ASKS.search(query.parts[0].text)
    words = [token for token in content(query.parts[0].tokens) if asks and len(token.text) > 1]
    after = [token.text for token in words if asks and token.start >= asks.end()]
    before = [token.text for token in words if asks and token.end <= asks.start()]
    return (after or before[-1:] or [" "])[0]


def _all(folded: str, word: str) -> list[Place]:
    """Return where a word stands, but as a part of the word for another office: 副院长."""
    found = (match.span() for match in re.finditer(re.escape(word), folded))
    return [place for place in found if not _OTHER_OFFICE.search(folded[: place[0]])]


def _people(folded: str, analyzer: Analyzer) -> Iterator[Place]:
    """Yield the names of persons, each with its surname."""
    foreign = [match.span() for match in _FOREIGN.finditer(folded)]
    yield from foreign
    was = ("", 0, 0)
    for word, start, end, tag in analyzer.tagged(folded):
        if tag in _TAGS and len(word) > 1 and not any(a < end and start < b for a, b in foreign):
            surname = was[2] == start and len(word) == 2 and len(was[0]) == 1 and _SURNAME.match(was[0])
            yield (was[1] if surname else start), end
        was = word, start, end
