"""The wish in a short message to the bot: to have another message checked or found, to thank, to object."""

import re
from enum import Enum
from unicodedata import category

from bot.phrases import Phrases
from retrieval.language.fold import fold

_DOUBTED = re.compile(r"[?？][\W_]*$")
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_MAX_CHARACTERS = 60
_MAX_MANNERS_CHARACTERS = 20
_MAX_REMARK_CHARACTERS, _MAX_REMARK_WORDS = 8, 3
_ASKS = re.compile(
    r"[?？吗呢]|什么|甚么|啥|谁|哪|几|多少|怎|咋|如何|为何|是不是|有没有|能不能|会不会"
    r"|\b(?:what|which|who|when|where|why|how)\b"
)
_TAIL = r"[吗嘛么吧啊呀呢哦噢了的不]*"
_THING = r"(?:话|事情?|说法|消息|新闻|数字|数据|数|内容|文章|帖子|信息|结论|传闻|观点|报道|截图|东西)"
# A text that is pointed at, such as “this figure” or “what he says”, or nothing.
_POINTED = (
    r"(?:请问|问一?下|想问一?下?|帮忙|帮我|麻烦)?(?:(?:这|那|上面|以上|楼上|刚才|刚刚|他|她|它|大家)们?"
    rf"(?:一?[个条句段件则篇些张种]|里)?(?:[讲说写发]的?)?(?:得|的)?{_THING}?|{_THING})?(?:到底|究竟|都|也|还)?"
)
_TRUE = r"真的?|假的?|假新闻|谣言|谣传|事实|瞎?编的|对的?|正确|准确?|靠谱|可信|可靠|属实|没错|说得?对"
_IS_IT_TRUE = (
    rf"(?:是不是|是否)(?:{_TRUE}){_TAIL}|是?(?:{_TRUE})的?(?:吗|嘛|么|吧|不){_TAIL}|(?:是?真的?还是假的?|真的?假的?|是真是假)的?"
    r"|真的?|真[么吗]|对不对|准不准|靠不靠谱|可不可信|属不属实|有(?:没有)?(?:什么)?(?:这回?事|依据|根据|证据)(?:没有|[吗嘛么])?"
)
_DOUBT = r"[你您]?(?:真的?)?(?:确定|肯定)(?:吗|嘛|么)[啊呀]*|我?(?:才|就|还是)?不(?:太|敢)?(?:相信|信)[啊呀吧]*"
_DOUBT += r"|(?:这|那)?(?:不会|不可能|骗人的?)吧?"
_DO_CHECK = (
    r"[求请帮忙我麻烦来给再]*(?:核查|核实|核对|查证|求证|验证|证实|辟谣|鉴定|核|查)[一1]?下?(?:真假|真伪)?"
    rf"(?:这|那)?(?:一?[个条句段件则])?{_THING}?{_TAIL}"
)
_SOURCE = (
    r"来源(?:可靠|靠谱|可信)[吗嘛么]|(?:这(?:是|句话?|个|话)?)?(?:什么|啥)意思|(?:看)?上下文|展开(?:说说|讲讲|说|讲)?"
    r"|(?:能不能|可以|能)?(?:说|讲)?(?:得|的)?(?:再)?(?:详细|具体)(?:一?[点些])?(?:说说|讲讲)?|"
    rf"是?谁(?:[说讲写发](?:过|的)*|的{_THING})|(?:出处|来源|原文|原话)(?:是(?:什么|啥|哪里?|哪儿)|在哪[里儿]?)?|(?:有|求|给个?|要)(?:没有)?(?:出处|来源|原文|链接)"
    r"|是?[从在]?哪[里儿篇来份个家]?(?:文章|报道|资料|文件|文档|媒体)*[里上]?(?:[说讲写提来看报出]|看到|提到|报道|发布)(?:过|到|的)*"
    rf"|(?:是|发生)?(?:在)?(?:什么时候|啥时候|哪天|哪一?年|何时|几时)(?:[说发写出]|发生|发布)?的?{_THING}?"
)
_THANKS = (
    r"(?=.*(?:谢|感恩|辛苦))(?:非常|十分|真是|真的|机器人|好的?|大佬|老板|老师|兄弟|朋友|各位|分享|指教|科普|解答|回答|帮忙|提醒"
    r"|[感谢多恩辛苦太那你您啦了啊哈呀大家的,\s!~])+|3q|tks"
    r"|(?:ok,? |great,? |many |wow,? )?(?:thanks|thank you|thx|ty|cheers|appreciate it)"
    r"(?: (?:a lot|so much|very much|bot|man|all|for \w+(?: \w+)?))*"
)
_NOISE = (
    r"[哈呵嘿嘻哎唉啊哦噢嗯额呃hw6]{2,}|2?3{2,}|[哦噢嗯啊额呃6k]|(?:ha|he|lol|lmao)+"
    r"|我?(?:们|都|已经?)*(?:(?:明白|懂|知道|了解|收到|清楚|看到|学到|转发|收藏|保存|记住|记下|存)[了啦啊,\s!]*)+"
    r"|好家伙|[卧我]?[槽靠擦]+|我[去的]?天?[呐哪啊]*|天[呐哪啊]|(?:绝|酷|离谱|无语|无敌|牛|强|真实|扎心|笑死|哭|麻|服|裂开|破防)[了啊呀吧]*"
    r"|(?:也?太|真|好|很|挺)(?:强|牛|离谱|长|短|好|棒|难|逗|搞笑|好笑|真实|有意思|有趣|厉害|复杂|可怕|夸张|快|慢)[了的啊呀吧]*"
    r"|(?:很|真|挺|好)?有(?:意思|趣|点东西)[了的啊呀]*|(?:涨|长)(?:知识|见识|姿势)[了啊]*|就这|这也行|原来(?:是|如此)这?样?[的啊呀]*|说得?(?:好|在理)[啊的]*"
    r"|没问题|顶|支持|点赞|学习了|n[b6]|yyds|(?:吃饭|下班|上班|睡觉?|开会|干活|回家|忙)去?了|那(?:好|行|算)了?吧?|举报了?"
    r"|gotcha|good to know|idk|brb|bruh|rofl"
    r"|马(?:克|住|了|一下)?|mark|蹲(?:一个|一下)?|已(?:阅|读|收藏|转发?)|稍等|等等|等一?下|我?(?:先)?(?:去)?看看|我?再?(?:想想|研究研究|看看)|嗯呢|okk+|好[嘞滴呀]"
    r"|赞同|同感|不一定|也许(?:吧)?|可能吧?|谁知道(?:呢|啊)?|呵呵|打扰了?|够了|别说了|闭嘴|滚|傻"
    r"|(?:[这你]个?)?机器人?(?:真|好|太|很)?(?:棒|好|厉害|强|牛|聪明|可爱|笨|傻|蠢)[了啊呀的]*|厉害了我的[哥国]"
    r"|same(?: here)?|agreed?|nah|no way|(?:that )?makes sense"
    r"|who cares|cool story|bad bot|h+m+|wow|omg|damn|true that|lol ok|ok lol"
    r"|fair enough|never ?mind|whatever|mark(?:ed)?|saved"
    r"|(?:(?:好|行|可以|不错|厉害|牛|强|赞|真?棒|给力|有道理|没毛病|没事|不用|算|原来如此|这样|是|对|没错|同意|挺好|太好)[的吧了滴嘞啊哦啦呀]*[,\s!]*)+"
    r"|(?:再见|拜拜|晚安|早安|早|(?:早上|晚上)好)[啊呀]*|bye|good ?night"
    r"|ok(?:ay)?|got it|i see|understood|noted|great|nice|cool|awesome|good (?:bot|job)|well done|interesting|wow"
    r"|yes|yeah|yep|sure|all right|stop|cancel|取消|停止|停下"
)
_OBJECTION = (
    r"(?:这|你|回答|答案|机器人)*(?:好像|似乎|应该|完全|根本|都|也|是)*(?:不太?对|不是这[个样]|不太?准|不正确|不是|[答说搞]?错|有问题|答非所问|文不对题|没答到|胡说|瞎说|乱说|扯淡)"
    r"(?:[的了吧啊呀哦啦呢]|八道)*"
    r"|(?:no(?:pe)?,? ?)?(?:(?:that|this|it)(?:'s| is)|you(?:'re| are))? ?(?:totally |completely )?"
    r"(?:wrong|incorrect|not right|not correct|not true|nonsense|not what i asked|not my question)|no(?:pe)?"
    # Who scolds the bot has missed an answer as well.
    r"|[你您](?:真|好|太|很|怎么这么|就是个?|个)*(?:没用|无用|笨|蠢|傻|弱智|垃圾|废物|差劲|智障)[了啊呀的吧蛋瓜]*"
    r"|(?:you(?:'re| are)|ur) (?:so |really |just |such )?(?:an? )?(?:useless|stupid|dumb|idiot|bad|terrible)(?: bot)?"
    r"|you suck|(?:fuck|screw) (?:you|off)"
)
_WHO = (
    r"[你您](?:是|到底是|究竟是)(?:谁|什么(?:东西)?|机器人|哪位|干[嘛啥]的|[干做]什么的)[吗吧啊呀]*|谁(?:做|开发|造|写)的?[你您]"
    r"|[你您](?:叫什么(?:名字)?|会什么|能[做干](?:什么|啥|嘛)|有什么(?:用|功能)|怎么用)[啊呀]*"
    r"|[你您](?:是)?(?:不是)?(?:人工智能|ai|chatgpt|真人|人类?|机器)[吗吧啊呀]*|(?:使用)?帮助"
    r"|(?:who|what) are you|what(?:'s| is) your name|what (?:can|do) you do|how do (?:you work|i use (?:you|this))"
    r"|are you (?:an? )?(?:(?:real )?(?:bot|robot|ai|human|person|machine|chatbot)|chatgpt|real)"
    r"|who (?:made|built|created|wrote) you|help(?: me)?"
)
_ENGLISH_CHECK = (
    r"(?:is|are|was) (?:this|that|it|these) (?:really |actually )?(?:true|right|correct|real|accurate|legit|fake|so)"
    r"|(?:true|false|fake|real|really|legit|for real)(?: or (?:not|false|fake))?"
    r"|(?:are )?you sure(?: about (?:this|that))?|i doubt (?:it|that)|is it|seriously"
    r"|i (?:don't|do not) (?:believe|buy) (?:this|that|it)"
    r"|(?:please |can you |could you )?(?:fact[- ]?check|check|verify)(?: (?:this|that|it))?(?: out)?(?: please)?"
)
_ENGLISH_SOURCE = (
    r"(?:any |what(?:'s| is) the )?(?:sources?|links?)(?: please)?|who (?:said|says|wrote) (?:this|that|it|so)"
    r"|where(?:'s| is| was) (?:this|that|it) from"
    r"|where does (?:this|that|it) come from|which (?:article|document|report|source) (?:said|says) (?:this|that|it|so)"
    r"|when (?:was|is) (?:this|that|it)|when did (?:this|that|it) happen"
)


class Wish(Enum):
    """The wish of a short message to the bot."""

    CHECK = "is it true"
    SOURCE = "who said it, where and when"
    OBJECTION = "that is wrong"
    WHO = "who are you"
    THANKS = "thanks"
    NOISE = "laughter, assent, farewell"
    QUESTION = "an answer from the documents"


POINTING = frozenset({Wish.CHECK, Wish.SOURCE, Wish.OBJECTION})
"""The wishes that are about the message replied to."""

_CLAIM = re.compile(
    r"\s*(?:核查|核实|核對|核对|查核|查證|查证|核|check|verify)(?:\s*[:：,，]\s*|\s+)(\S.{3,})",
    re.DOTALL | re.IGNORECASE,
)
# A sentence in quotation marks, and a doubt about it: 听说“……”，是真的吗？
_DOUBTED_QUOTE = re.compile(
    r"[^\n「“『\"”」』]{0,20}[「“『\"]([^「“『\"”」』]{4,400})[”」』\"][\s,，.。]*([^「“『\"”」』]{2,20})"
)
_DOUBTED_THAT = re.compile(
    r"\s*is it (?:really |actually )?(?:true|right|correct|a fact) that (\S[^?？]{3,400})[?？]?\s*", re.IGNORECASE
)
# Anchored, so that whatever tries a form elsewhere in a text gives up at once.
_FORMS = {
    wish: re.compile(rf"\A(?:{form})")
    for wish, form in (
        (Wish.OBJECTION, _OBJECTION),
        (Wish.CHECK, rf"{_POINTED}(?:{_IS_IT_TRUE}|{_DO_CHECK})|{_DOUBT}|{_ENGLISH_CHECK}"),
        (Wish.SOURCE, rf"{_POINTED}(?:{_SOURCE}){_TAIL}|{_ENGLISH_SOURCE}"),
        (Wish.WHO, _WHO),
        (Wish.THANKS, _THANKS),
        (Wish.NOISE, _NOISE),
    )
}


def claim_in(words: str) -> str | None:
    """Return the claim after 核, check, “is it true that” or the like, or the quoted one that is doubted after it.

    None if the words ask for no check, or point at a text that they do not hold.
    """
    found = _CLAIM.fullmatch(words) or _DOUBTED_THAT.fullmatch(words)
    if found:
        return found[1].strip()
    quoted = _DOUBTED_QUOTE.fullmatch(words)
    return quoted[1].strip() if quoted and wish_of(quoted[2]) is Wish.CHECK else None


def is_remark(words: str, *, mentioned: bool) -> bool:
    """Return True for a few words without the form of a question, fewer if the documents have something near them."""
    said = _EDGES.sub("", fold(words))
    most = _MAX_REMARK_CHARACTERS // 2 if mentioned else _MAX_REMARK_CHARACTERS
    short = len(said.split()) <= _MAX_REMARK_WORDS if said.isascii() else len(said) <= most
    return not said or (short and not _ASKS.search(fold(words)))


def wish_of(words: str) -> Wish:
    """Return the wish of a message; one with words of its own is a question."""
    if len(words) > _MAX_CHARACTERS:
        return Wish.QUESTION
    said = _EDGES.sub("", fold(words))
    if not said and any(category(character) == "So" for character in words):
        return Wish.NOISE
    wish = _wish_in(said)
    if wish in (Wish.QUESTION, Wish.NOISE) and _DOUBTED.search(words):
        return Wish.CHECK if _FORMS[Wish.CHECK].fullmatch(said + "吗") else Wish.QUESTION
    return _manners_in(said) if wish is Wish.QUESTION else wish


def _wish_in(said: str) -> Wish:
    return next((wish for wish, form in _FORMS.items() if form.fullmatch(said)), Wish.QUESTION)


def _manners_in(said: str) -> Wish:
    """Return the wish of words that are assent and thanks in a row, such as 明白了谢谢; else that of a question."""
    manners = (Wish.THANKS, Wish.NOISE)
    for at in range(1, len(said) if len(said) <= _MAX_MANNERS_CHARACTERS else 1):
        first = _wish_in(_EDGES.sub("", said[:at]))
        second = _wish_in(_EDGES.sub("", said[at:])) if first in manners else Wish.QUESTION
        if second in manners:
            return Wish.THANKS if Wish.THANKS in (first, second) else Wish.NOISE
    return Wish.QUESTION


_SEEN = "👌"


def remark_on(words: str, phrases: Phrases) -> str | None:
    """Return the line that answers thanks, an objection, laughter, or the question who one is; None for other words."""
    remarks: dict[Wish, str] = {
        Wish.THANKS: phrases.thanks,
        Wish.WHO: phrases.who_am_i,
        Wish.OBJECTION: phrases.try_again,
        Wish.NOISE: _SEEN,
    }
    return remarks.get(wish_of(words)) if any(character.isalnum() for character in words) else None


def points_at_answer(words: str) -> bool:
    """Return True for words such as “source?” or “really?”, which are about the answer before them."""
    return wish_of(words) in (Wish.SOURCE, Wish.CHECK)
