"""Cues in English: for each kind of answer, how a folded question asks for it, and how a sentence shows it."""

from collections.abc import Mapping
from types import MappingProxyType

_NUMBER_WORD = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|million|billion|half|several|dozen"
)
ENGLISH_NUMERAL = rf"(?:\d[\d,.]{{0,30}}|\b(?:{_NUMBER_WORD}))(?: (?:{_NUMBER_WORD})){{0,3}}"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
# May is a verb, but for what stands before it or after it.
_IN_MONTH = rf"\b{_MONTH}\b|\b\d{{1,2}} may\b|\bmay \d{{1,2}}\b|\b(?:in|since|until|by|from|before|after|of) may\b"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_DAY = rf"{_WEEKDAY}|weekends?|spring|summer|autumn|winter|midnight|noon"
_PEOPLE = (
    r"people|persons?|users?|employees?|staff|workers?|members?|visitors?|students?|children|adults?|customers?"
    r"|passengers?|inhabitants|residents|soldiers|guests?|volunteers?"
)
_TIME = r"(?:years?|months?|weeks?|(?:working )?days?|hours?|minutes?|seconds?|decades?)"
_SUM = r"(?:cost|price|fee|fare|fine|charge|salary|wage|rent|budget|deposit)s?"
_CURRENCY = r"(?:dollars?|euros?|pounds?|pence|cents?|yuan|yen|usd|eur|gbp)"
_MEASURE = (
    r"(?:[kcm]?m|k?g|mph|km/h|miles?|feet|foot|ft|inch(?:es)?|tons?|tonnes?|acres?|hectares?|(?:kilo|centi|milli)?met(?:re|er)s?"
    r"|(?:kilo)?grams?|lit(?:re|er)s?|degrees?|°)(?![a-z])"
)
_BECAUSE = (
    r"because|since|due to|so that|as a result|owing to|therefore|in order to|thanks to|reasons?|caused?|led to"
    r"|leads to|otherwise"
)
_POST = r"director|manager|founder|mayor|president|minister|professor|king|queen|captain|author|chair(?:man|woman)?"
_SITE = (
    r"located|situated|based|street|road|avenue|square|floor|room|hall|office|building|city|town|village|county|island"
    r"|river|corner|entrance"
)
_STEP = r"click|tap|press|write|call|send|fill|use|open|go|choose|enter|ask|scan|bring|email"
# The kind: how it is asked for, and how it is shown.
ENGLISH_CUES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "year": (r"(?:what|which) year\b", r"\b(?:1\d|20)\d\d\b"),
        "date": (
            r"(?:^\W*|[,;:] ?|\b(?:and|or|but|so|since|until|till|by|know|me|exactly) )when\b"
            r"|(?:what|which) (?:day|date|year|month|time|century|decade)\b|how (?:early|late)\b"
            r"|\b(?:opening|closing|business|office|visiting) (?:times?|hours)\b"
            r"|\b(?:open|closed) (?:on|at|over|during)\b",
            rf"{_IN_MONTH}|\b(?:1\d|20)\d\d\b|\b\d{{1,2}}(?:[:.]\d\d)?\s?[ap]\.?m\b"
            rf"|\bcentur(?:y|ies)\b|\b\d{{3}}0s\b|\b(?:{_DAY})\b",
        ),
        "month": (r"(?:what|which) months?\b", _IN_MONTH),
        "weekday": (r"(?:what|which) (?:week)?days?\b", rf"\b{_WEEKDAY}\b"),
        "century": (r"(?:what|which) centur(?:y|ies)\b", r"\bcentur(?:y|ies)\b"),
        "decade": (r"(?:what|which) decades?\b", r"\b\d{3}0s\b"),
        "age": (
            r"\bhow old\b|\b(?:what|which) ages?\b",
            r"\bage[ds]?\b|\byears?[- ](?:old|of age)\b|\bborn\b"
            r"|\b\d\d?s? (?:and|or) (?:over|under|above|older|younger)\b|\b(?:over|under) \d\d?s?\b|\bbuilt\b"
            r"|\bdat(?:es?|ing) (?:from|back)\b",
        ),
        "share": (
            r"\b(?:percent(?:age)?|per cent|proportion|share|fraction)\b|what .{0,30}\brate\b",
            r"\bper ?cent\b|\b(?:half|third|quarter|fifth|tenth)s?\b|\b(?:one|two|three|nine|\d+) (?:in|out of) \w+",
        ),
        "money": (
            rf"\bhow much (?:is|are|was|were|do|does|did|will|for|money)\b|\bwhat\b.{{0,40}}\b{_SUM}\b",
            rf"[$¥£€]\s?\d|{ENGLISH_NUMERAL}\s?{_CURRENCY}\b|\bfree\b",
        ),
        "people": (rf"how many (?:\w+ )?(?:{_PEOPLE})\b", rf"{ENGLISH_NUMERAL} (?:[\w-]+ ){{0,2}}(?:{_PEOPLE})\b"),
        "duration": (rf"\bhow long\b|how many {_TIME}\b", rf"(?:{ENGLISH_NUMERAL}|\ban?)[ -]{_TIME}\b"),
        "size": (
            r"\bhow (?:far|tall|high|wide|deep|big|large|heavy|fast|hot|cold)\b"
            r"|\bwhat\b.{0,30}\b(?:height|width|depth|weight|area|speed|distance)\b",
            rf"{ENGLISH_NUMERAL}\s?(?:square |cubic )?{_MEASURE}",
        ),
        "rank": (
            r"\b(?:what|which) (?:place|rank)\b",
            r"\b(?:first|second|third|\d+(?:st|nd|rd|th)|ranks?|ranked|largest|biggest)\b",
        ),
        "number": (
            r"\bhow (?:many|often)\b|\bnumber of\b",
            rf"\b(?:{_NUMBER_WORD}|once|twice|daily|weekly|monthly|yearly|every)\b",
        ),
        "reason": (r"\bwhy\b|\bhow come\b|what (?:causes?|caused)\b|\breasons?\b", rf"\b(?:{_BECAUSE})\b"),
        "person": (r"\bwho(?:m|se)?\b", rf"\b(?:mr|mrs|ms|dr|sir|{_POST})\b"),
        "place": (
            r"\bwhere\b|(?:what|which) (?:city|country|town|state|street|room|building)\b",
            rf"\b(?:{_SITE})\b",
        ),
        "route": (
            r"\bhow (?:do|does|can|could|should|would|to)\b.{0,20}\b(?:get (?:to|there|here)|reach|travel to)\b"
            r"|\bdirections\b|\bwhich (?:bus|train|tram|line|ferry)\b|\bwhat (?:bus|train)\b",
            r"\b(?:bus(?:es)?|trains?|tram|ferry|underground|metro|shuttle|taxi|walk|drive|exit|junction|platform"
            r"|get off|change at|turn (?:left|right)|motorway|parking|on foot)\b",
        ),
        "way": (
            r"\bhow (?:do|does|did|can|could|should|to|are|is)\b",
            rf"\bby \w+ing\b|\b(?:using|through|via)\b|(?:^|[.;:,] ?)(?:then )?(?:{_STEP})\b",
        ),
        "list": (
            r"\bwhat are\b|\bwhich (?:\w+ )?\w+s (?:are|were|do|did|have|can)\b|\bwhat (?:kinds|types|sorts)\b|\blist\b"
            r"|\bwhat (?:do|does|did|must|should) .{1,30} (?:need|require|contain|include|bring)\b",
            r"\w[^,.;]{0,40}, [^,.;]{1,40},? (?:and|or) ",
        ),
    }
)
