"""Facts of sentences: the examples of the page on facts, and what must hold for every sentence."""

from collections.abc import Iterator

import pytest

import retrieval.facts
from retrieval.facts.extraction import Facts
from retrieval.facts.fact import Fact, FactPart
from retrieval.language.names import Names
from retrieval.library import Library
from tests.conftest import LibraryOf

PARTS = ("subject", "attribute", "value", "time", "scope", "certainty", "polarity", "comparison", "source")


def _examples() -> Iterator[tuple[str, list[str]]]:
    """Yield each text of the page with the facts below it."""
    for block in (retrieval.facts.__doc__ or "").split("\n\n"):
        lines = [line.strip() for line in block.splitlines()]
        if block.startswith("    "):
            expected = [line[2:] for line in lines if line.startswith("- ")]
            yield "\n".join(line for line in lines if not line.startswith("- ")), expected


def _facts(library: Library) -> list[Fact]:
    material = library.material
    facts = Facts(material, Names(material.analyzer, material.lexicon))
    return [fact for entry in range(len(material.index.entries)) for fact in facts.of(entry)]


def _line(fact: Fact) -> str:
    parts: list[tuple[str, FactPart | None]] = [(name, getattr(fact, name)) for name in PARTS]
    told = (f"{name} {p.words}{f' ({p.inherited})' if p.inherited else ''}" for name, p in parts if p)
    return f"{fact.kind}: {', '.join(told)}"


@pytest.mark.parametrize(("text", "expected"), list(_examples()))
def test_the_examples_of_the_page_are_what_is_read(library_of: LibraryOf, text: str, expected: list[str]) -> None:
    """Each sentence states the facts below it and no others."""
    assert [_line(fact) for fact in _facts(library_of(a__md=text + "\n"))] == expected


@pytest.mark.slow
def test_every_part_is_the_slice_of_its_file(library: Library) -> None:
    """The words of a part stand at its address, in the sentence or where they are inherited from."""
    for fact in _facts(library):
        for name in PARTS:
            part = getattr(fact, name)
            if part is not None and part.start < part.end and part.inherited != "header":
                text = library.text(part.document.rpartition("#")[0])
                assert text[part.start : part.end].replace("\n", " ") == part.words.replace("\n", " ")


def test_a_message_is_said_by_its_speaker(library_of: LibraryOf) -> None:
    """The name before the message is the source, and its address is there."""
    chat = "[2024-05-01 09:00] 王芳: 仓库的库存为300箱\n[2024-05-01 09:05] 李伟: 仓库的库存为500箱\n"
    found = [fact.source for fact in _facts(library_of(chat__txt=chat)) if fact.kind == "figure"]
    assert [(part.words, part.inherited) for part in found if part] == [("王芳", "speaker"), ("李伟", "speaker")]


# Each sentence beside its twin, which a rule that goes too far would leave unbound as well.
PAIRS = """
工厂产量为31万吨，比上年增长5%。
- figure: attribute 工厂产量, value 31万吨
- figure: attribute 工厂产量, value 5%, comparison 增长
工厂在上年的产量为31万吨。
- figure: subject 工厂, attribute 产量, value 31万吨, time 上年
公司制定和实施了员工计划。
公司制定了员工和客户计划。
- plain: subject 公司, attribute 制定, value 员工和客户计划
并没有证据能够支持辩解。
证据能够支持辩解。
- plain: subject 证据, attribute 支持, value 辩解
上级医师查房记录：好转。
验证结果将以邮件发送。
公司验证了结果，将以邮件发送。
- plain: subject 公司, attribute 验证, value 结果
工厂将价格提高到90元。
- figure: attribute 价格, value 90元, comparison 提高
工厂价格将提高到90元。
- figure: attribute 工厂价格, value 90元, certainty 将, comparison 提高
川军占全军总数的三成。
- figure: value 三成
高铁最高速度达300公里。
- figure: attribute 高铁最高速度, value 300公里, scope 最高
选手在男子1000米比赛中夺冠。
- figure: value 1000米
一架波音747坠毁，它的航程为9800公里。
- figure: attribute 航程, value 9800公里
他于6月10日16时到达，门票8元。
- figure: attribute 门票, value 8元
建炎二年七月，475年，他在公元前750年、天正7年（1579年）成名，百万富翁欠300元。
- figure: value 300元
公司相继搬迁，级别越高，获利越多，差距缩小 2021年。
公司开始将图纸送到仓库，搬迁将于明年开始。
- plain: subject 公司, attribute 开始, value 将图纸送到仓库
公司归还了中国建设银行3900元。
- figure: value 3900元
医疗费415元，鉴定费344元，共计759元。
- figure: attribute 医疗费, value 415元
- figure: attribute 鉴定费, value 344元
- figure: value 759元, scope 共计
经费使用情况；
公司使用了经费；
- plain: subject 公司, attribute 使用, value 经费
长期支持改造。
工厂长期支持改造。
- plain: subject 工厂, attribute 支持, value 改造
青河导演高远曾说，工厂完成了检修。
- plain: subject 工厂, attribute 完成, value 检修
工厂通过审查开始生产。
委员会应当公布预算。
- plain: subject 委员会, attribute 公布, value 预算
工厂费用 60 + 147 = 207 元。
- figure: value 207 元
员工平均年龄为41岁，一个60岁的员工已退休。
- figure: attribute 员工平均年龄, value 41岁
- figure: value 60岁
仓库的模具 7 埃。
仓库的模具为 7 埃。
- figure: subject 仓库, attribute 模具, value 7
阿里在会上未过半。
- figure: subject 阿里, value 过半, polarity 未
公司的奖金为美金25万元，车速达90公里每小时，手续费100元/张。
- figure: subject 公司, attribute 奖金, value 美金25万元
- figure: subject 公司, attribute 车速, value 90公里每小时
- figure: attribute 手续费, value 100元/张
工厂在10时44分7秒以比分2-1大胜，位列世界前50，他考过四级，排在 109 位，拨打010 - 62512968。
地震达7.1级，工厂停工7秒。
- figure: value 7.1级
- figure: value 7秒
小麦、玉米价格上涨74%和36%。
- figure: value 74%, comparison 上涨
- figure: value 36%
全市增速快于全国水平0.09个百分点。
- figure: value 0.09个百分点
玉米价格上涨74%。
- figure: attribute 玉米价格, value 74%, comparison 上涨
仓库平均高温为30℃而平均低温为24℃。
- figure: attribute 高温, value 30℃, scope 平均
- figure: attribute 低温, value 24℃, scope 平均
工厂尤其是仓库，校友与当时担任主任的高远，优势是什么。
录取分数不低于控制线。
- plain: subject 录取分数, attribute 低于, value 控制线, polarity 不
学校于2020年建成，2017级学生通过率达96%。
- figure: attribute 学生通过率, value 96%
内阁批出警备费用2亿4940万日元、保安费（八亿元）。
- figure: attribute 警备费用, value 2亿4940万日元
- figure: value 八亿元
目标是仓库。
- role: subject 目标, attribute 是, value 仓库
"""


def test_what_only_looks_bound_is_left_unbound_and_its_twin_is_not(library_of: LibraryOf) -> None:
    """A date compared with, a noun made of a verb, an object, a name and a sum bind nothing; their twins do."""
    lines = [line for line in PAIRS.splitlines() if line]
    texts = [line for line in lines if not line.startswith("- ")]
    library = library_of(a__md="\n\n".join(texts) + "\n")
    facts = Facts(library.material, Names(library.material.analyzer, library.material.lexicon))
    read = []
    for entry in range(len(library.material.index.entries)):
        read += [library.material.words(entry), *(f"- {_line(fact)}" for fact in facts.of(entry))]
    assert read == lines
