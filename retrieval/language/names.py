"""Names in a text: of companies and products, people, places, each told by one form whatever it is called."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal, NamedTuple

from retrieval.language.lexicon import Groups, Lexicon
from retrieval.language.tokenizer import Analyzer
from retrieval.runtime import pattern

NameKind = Literal["company", "product", "media", "person", "place", "occasion", "label"]
Tagged = tuple[str, int, int, str]
_LISTED: dict[str, NameKind] = {
    "company": "company",
    "product": "product",
    "media": "media",
    "person": "person",
    "place": "place",
}
_TAGS: dict[str, NameKind] = {"nr": "person", "ns": "place"}
_LONGEST_PERSON = 4
_SHORTEST = 2
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白"
    "邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝"
)
_GIVEN = r"(?:(?![的说了])[\u4e00-\u9fff]){1,2}?"
_SAYS = r"说(?!法)|表示|认为|指出|称|介绍|坦言|透露|道|提到|强调|宣布|告诉|解释|预计|回应"
# The shopping days of the double dates: 双11, 双十二.
_DOUBLE = pattern(r"双\s?(\d{1,2}|十[一二]?)(?![\d.%个倍])")
_DOUBLES = {"十": "10", "十一": "11", "十二": "12"}
# Somebody who is named with an office, or as saying something, though no dictionary knows the name.
_PERSON = pattern(
    rf"(?:负责人|创始人|创办人|董事长|总裁|总监|经理|主任|教授|博士|分析师|研究员|记者|作者|ceo|cfo|cto|coo)\s?(?:是|叫)?([{SURNAMES}]{_GIVEN})"
    rf"(?={_SAYS}|[,，。、;；:：!！?？\s”」]|在|也|则|就|$)"
    rf"|(?:如|据|按照?)([{SURNAMES}]{_GIVEN})(?=所[言说述讲]|的[说看]法)"
    rf"|(?:^|[,，。、;；”」\s])([{SURNAMES}]{_GIVEN})(?=(?:也|则|还)?(?:{_SAYS})|的(?:[说看]法|观点|意思))"
)


class Name(NamedTuple):
    """A name: where it stands, what it names, and the form that all its spellings share."""

    start: int
    end: int
    kind: NameKind
    form: str


class Names:
    """Finds names: those of the lists first, longest first, then those that jieba's dictionary marks as such."""

    def __init__(self, analyzer: Analyzer, lexicon: Lexicon) -> None:
        self._analyzer = analyzer
        self._lexicon = lexicon
        self._none = frozenset(name for kind, listed in lexicon.names if kind == "none" for name in listed)
        self._kinds: dict[str, NameKind] = {}
        for kind, listed in lexicon.names:
            for name in listed if kind in _LISTED else ():
                self._kinds.update(dict.fromkeys((name, *lexicon.aliases.others(name)), _LISTED[kind]))
        self._groups = Groups([(name,) for name in self._kinds])

    def find(self, folded: str, tagged: Iterable[Tagged] | None = None) -> list[Name]:
        """Return the names of a folded text in order and apart from each other; `tagged` are its words, if known."""
        found = [
            Name(o.start, o.end, self._kinds[o.expression], self._form(o.expression)) for o in self._groups.find(folded)
        ]
        for match in _PERSON.finditer(folded):
            group = next(number for number in (1, 2, 3) if match[number])
            if not any(match.start(group) < name.end and name.start < match.end(group) for name in found):
                found.append(Name(*match.span(group), "person", self._form(match[group])))
        for word, start, end, tag in self._analyzer.tagged(folded) if tagged is None else tagged:
            kind = _TAGS.get(tag)
            fits = end - start >= _SHORTEST and (kind != "person" or _may_be_person(word)) and word not in self._none
            # 馆内 and 市里 say where, and name nothing.
            fits = fits and not (kind == "place" and end - start == _SHORTEST and word[-1] in "里内外中上下")
            if kind and fits and not any(start < name.end and name.start < end for name in found):
                found.append(Name(start, end, kind, self._form(word)))
        found += [
            Name(match.start(), match.end(), "occasion", "双" + _DOUBLES.get(match[1], match[1]))
            for match in _DOUBLE.finditer(folded)
        ]
        return sorted(found)

    def others(self, expression: str) -> tuple[str, ...]:
        """Return what else the lists call the same."""
        return tuple(self._lexicon.aliases.others(expression))

    def _form(self, expression: str) -> str:
        return min((expression, *self._lexicon.aliases.others(expression)))


@lru_cache(4)
def names_by(analyzer: Analyzer, lexicon: Lexicon) -> Names:
    """Return what finds the names of the lists and of jieba's dictionary, made once."""
    return Names(analyzer, lexicon)


def _may_be_person(word: str) -> bool:
    """Return whether a word that jieba has as the name of a person begins and ends as one."""
    return word[0] in SURNAMES and len(word) <= _LONGEST_PERSON
