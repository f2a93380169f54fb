"""Stances of a text: how many of a thing it is of, how far it came, if it must be or may, how much, and when.

Each is a word that colours what its clause says. Two clauses of the same matter with stances of one kind that cannot
both hold say different things, whatever words they share.
"""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

StanceKind = Literal["quantity", "stage", "duty", "degree", "tense", "condition", "likeness"]

# What only speaks of something that may be done.
_TALKED = (
    r"(?:propos|consider|suggest|recommend|plann|intend|expect|schedul|hop|want|need|ask|call|agre|vot|promis)ed\b"
)
_FORMS: tuple[tuple[StanceKind, str, str], ...] = (
    (
        "quantity",
        "none",
        r"无一(?!例外)|无人|没有人|没人|没有任何|没有一[^,。;\s]{0,1}|一[个位名家座场球件次]都?[没未不](?!能|会)|都[没不未]|均[未无不]"
        r"|\b(?:neither|none of|no one|nobody)\b|\bno (?=[a-z]+s\b)",
    ),
    (
        "quantity",
        "few",
        r"并?不多(?!于|见)|不算多|很少|极少|甚少|寥寥|少数|几乎没有?|个别|仅有?少数|罕有|\b(?<!a )few\b(?!er)|hardly any|\bnot many\b|\brarely\b",
    ),
    (
        "quantity",
        "one",
        r"(?:只|仅)(?![无没未不都])[^,。;]{0,4}一(?=[^,。;\d些样般定直向致起])|\bonly one\b|\bjust one\b",
    ),
    (
        "quantity",
        "several",
        r"不止一?|不只一|多[款家艘名位座项条次个件](?!人)|好几|\bmore than one\b|\bseveral\b|\bmultiple\b",
    ),
    (
        "quantity",
        "most",
        r"绝?大多数|(?<!大)(?<!很)多数|大多(?!数)|绝?大部分|大半|过半|半数以上|超过半数|\bmost(?= of| [a-z]+s\b)|\bthe majority|\bmore than half|\bmostly\b",
    ),
    ("quantity", "among", r"其中(?!国)"),
    ("quantity", "except", r"除(?!非|以)[^,。;]{1,20}外(?!,?[^,。;]{0,8}[还也亦])|其余|除外|例外|\bexcept\b"),
    ("quantity", "half", r"一半|近半|半数(?!以上)|\bhalf\b"),
    (
        "quantity",
        "part",
        r"[两三四五六七八九十]分之[一二三四五六七八九]|(?<!大)部分(?!公司)|有些|有的(?!放)|某些|\bsome(?= of| [a-z]+s\b)|有人(?!说|认为|问|称|指)",
    ),
    ("quantity", "many", r"很多|许多|大量|众多|不少(?!于)|大批|\bmany\b|\bnumerous\b|\blots of\b"),
    (
        "quantity",
        "whole",
        r"全部|全都|所有(?!权|制|者|[,。;]|$)|全体(?!会)|全(?:公司|员|厂|校|村|队|镇|县)(?!长)|一律|清一色|悉数|统统|通通|任何|无一例外|百分之百|每[个位名一家所座层艘条项间支人年天日次](?!.{0,4}[\d元])"
        r"|各[^,。;自种类项地国]{1,3}都|都是|全是|全(?=[归由属为被])"
        r"|\ball\b(?! but)|\bevery\b|\beach\b|\bboth\b|\bany(?:one|body|thing)?\b|\bentirely\b",
    ),
    (
        "quantity",
        "each",
        r"(?<![平人户年月日周季])均(?![匀衡价值线等势每未无不])|(?<![首古成旧故京国迁建定])都(?![市督会城江灵柏县护匀是没未不])",
    ),
    (
        "quantity",
        "only",
        r"(?<!不)仅(?!次|仅|存|有?\d|剩|余)(?=[有限供向对由面])|(?<!不)只(?=有|限|供|向|对|由|面向|允许|准)|唯独|唯有|唯一|\b(?<!not )only\b|\bsolely\b|\bexclusively\b",
    ),
    (
        "stage",
        "rumoured",
        r"据说|据传|传言|传闻|传出|相传|传说|盛传|外界传|有传|疑似|reportedly|allegedly|supposedly|rumou?r\w*|\bis said to\b",
    ),
    (
        "stage",
        "possible",
        r"(?<!不)可能(?!性)|或许|也许|(?<=[日月年期内])或(?=[将于会可])|或将|恐怕|说不定|不排除|未必|不一定|\bmight\b|\bmay(?= (?:be|have|re\w+|soon|yet)\b)|\bperhaps\b|\bpossibly\b|\bprobably\b|\blikely\b",
    ),
    (
        "stage",
        "certain",
        r"(?<!不)确定(?!性|为|了|的?[日时地人])|无疑(?!似)|(?<!不)肯定(?!了|的)|(?<!不)一定(?!程度|的|数|时)|必定|必然(?!性)|毫无疑问|certainly|definitely|undoubtedly",
    ),
    ("stage", "decided", r"(?<![未没不])决定(?![性权])|证实|确认|\bconfirmed\b|\bdecided to\b|\bresolved to\b"),
    (
        "stage",
        "considered",
        r"(?:正在|在|曾|一度)?考虑(?!到|周)|酝酿|商讨|探讨|研究是否|提议|建议(?!零售)|提案|草案|申请(?=[将把在])|倡议|\bpropos(?:ed?|es|ing|als?)\b|\bconsider(?:s|ed|ing)?\b|\bsuggest(?:s|ed)?\b|\brecommend(?:s|ed)?\b|\bcall(?:s|ed)? for\b",
    ),
    (
        "stage",
        "planned",
        r"计划(?!书|单列|内|外|生育)|拟(?![人态合真])|打算|预计|预期|筹备|筹建|即将|将(?:会|于|要|在)|(?<![名大中少上老小主武部猛宿干即门健])将(?![近军领士相一帅])|有望|有意|预估|测算|力争|承诺|保证(?=[在将于把])|许诺|扬言|希望(?!小学|工程)|期望(?!值)|尚待|有待|准备(?=[在于把将推])"
        r"|\bplan(?:s|ned)? to\b|\b(?:was|were|is|are) (?:to|due to|going to|expected to|scheduled to)\b(?! have)|\bwill\b(?! have)|\bhopes? to\b|\baims? to\b|\bpledge[sd]? to\b|\bpromise[sd]? to\b|\bintends? to\b",
    ),
    (
        "stage",
        "tried",
        r"尝试|试图|企图|试[种行用产运][^,。;会员]|正?在试|\battempt(?:s|ed|ing)?\b|\btr(?:y|ied|ying) to\b",
    ),
    (
        "stage",
        "underway",
        r"正在(?![^,。;]{1,5}的)|仍在|还在|进行中|尚在|\bunder way\b|\bis being\b|\bare being\b|\bin progress\b|\bongoing\b",
    ),
    ("stage", "begun", r"刚刚?开始|才开始|\bjust begun\b|\bhas only begun\b"),
    ("stage", "nearly", r"基本(?=完|建|结|上已|实)|接近(?=完|尾)|\bnearly (?=complete|finish|done)"),
    (
        "stage",
        "done",
        r"已经|早已|(?<![不而])已(?!故|婚|知|然)|早就|业已|\bhas been\b|\bhave been\b|\balready\b|[^大罢好为除]了(?=[,。;.]|$)|去年|昨[天日]",
    ),
    (
        "stage",
        "past",
        rf"(?<!be )(?<!being )(?<!been )\b(?!{_TALKED})[a-z]{{2,}}ed\b|\b(?:was|were) (?!{_TALKED})[a-z]+(?:en|wn|t|d)\b"
        r"|\b(?:sold|began|built|ran|won|lost|made|took|went|left|bought|held|gave|became|came|wrote|drew|rose|fell|found)\b",
    ),
    (
        "duty",
        "free",
        r"不必|无需|无须|毋须|不用|不需要?|不须|可以(?:选择)?不|自愿|免(?=[收交缴费票])|\bneed not\b|\bneedn't\b|\b(?:do|does) not (?:need|have) to\b|\boptional\b|\bvoluntary\b",
    ),
    (
        "duty",
        "barred",
        r"不得(?!不|超|少|低|高|多)|禁止|严禁|不准|不许|不让|不可以?(?!避|能)|不能(?!不)|不被(?:允许|准许|许可)|谢绝|\bmay not\b|\bmust not\b|\bcannot\b|\bbanned\b|\bforbidden\b|\bprohibited\b|\bnot allowed\b",
    ),
    (
        "duty",
        "may",
        r"(?<!不)可以(?!选择不|不)|(?<![不未]被)(?<!不)允许|(?<![不未]被)(?<!不)准许|(?<![不许])可(?=[携自申享凭免进使入])|获准|\bmay(?= (?!be|have|re|soon|yet|not)\w+)|\b(?:is|are) (?:allowed|permitted)\b",
    ),
    (
        "duty",
        "must",
        r"(?<!无)必须|(?<![无毋不])须(?![知臾])|务必|(?<![不无])需要?(?![求量])|(?<![反供相适对感答回])应当?(?=归|在|于|将|先|由|按|当|按|经)|不得不|强制|\bmust\b(?! not)|\bha(?:ve|s) to\b(?<!not have to)|\bcompulsory\b|\bmandatory\b|\b(?:is|are) required\b",
    ),
    ("duty", "owed", r"(?<![主重次首必需想快将只紧简摘概纲机不])要(?![求么素点闻人员害塞道不是到])"),
    (
        "degree",
        "slight",
        r"略(?=[有为微升降高低增减])|稍(?=[有微为高低])|小幅|微(?=[升降跌涨增减])|轻微|\bslight(?:ly)?\b|\ba little\b|\bmarginally\b",
    ),
    (
        "degree",
        "great",
        r"大幅|大大|急(?=[升降剧增])|剧[增烈]|暴[涨跌增]|猛[增涨]|骤[增降减]|极(?=[为大高其多])|极为|非常|严重|\bsharply\b|\bheavily\b|\bgreatly\b|\bdramatically\b|\bsteeply\b",
    ),
    (
        "tense",
        "then",
        r"(?<![未不何])曾(?![孙祖])|一度|(?<![草高平还屈])原(?=[设在为是定由称名])|原[本来先]|前身|以前|从前|前任|此前|起初|当初|最初|\bformer(?:ly)?\b|\bused to\b|\boriginally\b|\bonce\b(?! a)",
    ),
    ("tense", "still", r"仍然?|依然|依旧|还在|至今|始终|一直|自始|\bstill\b|\bto this day\b"),
    ("tense", "now", r"现在|现任|现(?=[设为由任在])|目前|如今|眼下|\bnow\b|\bcurrently\b"),
    (
        "tense",
        "changed",
        r"已?(?:改[为成到在用]|更名|改名|迁[至到往入]|搬[到至往]|换成|移[至到]|退出|卸任|拆除|交给)|\bno longer\b|\bmoved to\b|\breplaced by\b|\brenamed\b",
    ),
    (
        "condition",
        "regardless",
        r"无论|不论|不管|即[使便]|哪怕|即可不|\bregardless\b|\beven if\b|\beven without\b|\bwhether or not\b",
    ),
    (
        "condition",
        "if",
        r"若(?![干无是])|如果|倘若?|假如|一旦|除非|只有(?=[^,。;]{1,16}才)|满足|\bif\b(?<!even if)|\bunless\b|\bprovided\b|\bonly when\b",
    ),
    (
        "likeness",
        "equal",
        r"相当(?![于大多高长好])|持平|一样(?=[多高大长重快]|[,。;]|$)|相同|不相上下|差不多|并列|同得|打平|\bthe same\b|\bequal(?:s|led)?\b|\bas (?:many|much|large|high|long) as\b|\btied\b",
    ),
    (
        "likeness",
        "apart",
        r"远?[高低多少大小长短优劣强弱快慢重轻]于|超过|不如|不及|逊于|胜过|分列|\b(?:more|fewer|less|larger|smaller|higher|lower|longer|shorter)\b[^.]{0,30}? than\b",
    ),
)
_PATTERNS = {
    kind: re.compile("|".join(f"(?P<s{n}>{forms})" for n, (own, _, forms) in enumerate(_FORMS) if own == kind))
    for kind in dict.fromkeys(kind for kind, _, _ in _FORMS)
}


class Stance(NamedTuple):
    """A stance: its place, its kind and the side of it that a text takes."""

    start: int
    end: int
    kind: StanceKind
    side: str


@lru_cache(maxsize=1024)  # the sentences that come into question for one claim after the other
def stances(folded: str) -> tuple[Stance, ...]:
    """Return the stances of a folded text in order, those of one kind apart."""
    found = (
        Stance(match.start(), match.end(), kind, _FORMS[int(str(match.lastgroup)[1:])][1])
        for kind, pattern in _PATTERNS.items()
        for match in pattern.finditer(folded)
    )
    return tuple(sorted(found))
