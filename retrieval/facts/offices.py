"""Offices and tasks, and where a text names somebody right before or behind one.

A name that no list has is told by its place there: it begins with a surname, however rare, and ends where a clause
does, or before what its bearer does.
"""

import re

from retrieval.language.names import SURNAMES

_CHIEFS = (
    r"董事长|总经理|总裁|主席|主任委员|主任|首席执行官|首席财务官|首席技术官|首席科学家|负责人|创始人|主编|总编|导演|编剧|主演|主教练|教练"
    r"|主帅|秘书长|理事长|审判长|护士长|厨师长|水手长|[站乘事财机]务长|轮机长|列车长|车队长|营业部长|会长|书记员|书记"
    r"|[局部处科院校馆园站店厂队班组社市县区镇村州省所船机舰台庭行司厅署股团营连排乡里族室政]长"
)
_OTHERS = (
    r"审判员|检察员|辩护人|原告|被告人|被告|法人代表|法定代表人|总工程师|总设计师|总建筑师|设计师|建筑师|工程师|机械师|作者|译者|冠军|亚军|季军"
    r"|第一名|第二名|第三名|总监|经理|主管|总统|总理|首相|大使|发言人|主持人|副总|领队|队医|船医|大副|二副|掌柜|老板|店主|会计|出纳"
    r"|秘书|司机|驾驶员|管理员|保管员|裁判|主厨|ceo|cfo|cto|coo"
)
OFFICE = f"{_CHIEFS}|{_OTHERS}"
"""A pattern of offices and ranks."""
OFFICES = re.compile(OFFICE)
TASK = r"主持|记录|执笔|审核|校对|采写|摄影|作词|作曲|编曲|监制|联系人|值班"
"""A pattern of tasks, which are somebody's only where a word or colon says so: 记录:周敏."""

_RARE = (
    "鲍卞柏柴车成池楚褚单狄佃东杜鄂丰符傅甘高戈宫巩古谷桂郝何洪胡花华霍姬纪计季简江焦金靳荆景居鞠康柯寇匡邝乐雷冷黎厉利廉林凌刘柳隆楼娄卢鲁路栾"
    "麻满茅梅孟糜米苗闵明莫穆倪年宁钮潘庞裴彭蓬皮平蒲浦戚祁强乔秦裘曲瞿屈冉饶荣阮芮桑沙商尚邵佘申盛师施石舒束司宋宿苏隋孙邰谈谭唐滕佟童涂屠"
    "万汪危卫魏闻翁邬巫伍奚席夏鲜冼项萧解辛幸胥徐许薛荀鄢言阎颜晏燕羊仰姚叶衣易阴英尤游于余虞郁喻元袁苑岳云臧曾翟占战湛章甄支植钟仲周诸竺祝卓宗"
    "邹祖左练揭洛骆艾敖巴白班包边卜步蔡蓝闻聂昝查遇殳贝仇崔"
)
_DOUBLE = "欧阳|尉迟|上官|司马|诸葛|夏侯|东方|皇甫|慕容|令狐|司徒|长孙|宇文|端木|公孙|轩辕|南宫|呼延|申屠|闻人"
_GIVEN = r"(?:(?![的说了在是为由])[\u4e00-\u9fff])"
_SURNAME = rf"(?:{_DOUBLE}|[{SURNAMES}{_RARE}])"
_FAMILIAR = r"[老小阿](?![组师板人家时区学])[\u4e00-\u9fff]"
_ENDS = (
    r"(?=[\s,，。、;；:：()!！?？”」]|$|[也则在说是的率带对]|表示|认为|指出|介绍|告诉|透露|强调|宣布|出任|担任|接任|兼任|主持|今年"
    r"|[和与及][\u4e00-\u9fff])"
)
_HERE = re.compile(rf"(?:{_SURNAME}{_GIVEN}{{1,2}}?|{_FAMILIAR}){_ENDS}")
_BEFORE = re.compile(
    rf"(?:^|[\s,，。、;；:：(“”「」·—的由-]|[员长师任理监]|(?:{OFFICE}))(?P<who>{_SURNAME}{_GIVEN}{{1,2}}|{_FAMILIAR})$"
)

_LONGEST_WITH_OFFICE = 10


def is_office(word: str) -> bool:
    """Return if a folded word is an office or a rank.

    >>> is_office("院长"), is_office("学院")
    (True, False)
    """
    return re.fullmatch(OFFICE, word) is not None


def name_at(folded: str, start: int) -> tuple[int, int] | None:
    """Return where a name ends that begins at a place of a folded text.

    >>> name_at("站长卞长河表示", 2)
    (2, 5)
    """
    match = _HERE.match(folded, start)
    return match.span() if match else None


def name_before(folded: str, end: int) -> tuple[int, int] | None:
    """Return where a name begins that ends at a place of a folded text.

    >>> name_before("去年,卞长河(站长)", 6)
    (3, 6)
    """
    match = _BEFORE.search(folded, max(0, end - _LONGEST_WITH_OFFICE), end)
    return match.span("who") if match else None
