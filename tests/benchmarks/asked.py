"""Questions taken apart, in Chinese and English, so that an answer makes a statement of each."""

import re
from typing import NamedTuple

import jieba.posseg

MOST_ANSWER, MOST_ANSWER_ENGLISH = 15, 40

_WHEN = "什么时候|什麼時候|什么时间|什麼時間|何时|何時|哪一?年|[几幾]年"
_WHERE = "哪里|哪裡|哪儿|何处|何處|何地|什么地方|什麼地方"
_WHO = "谁|誰|何人|什么人|什麼人"
_COUNTED = "个個位座种種间間家所支届屆本部条條國国项項类類"
_WHICH = f"哪一?[{_COUNTED}]|哪|什么|什麼|何"
_ASKS = re.compile(f"(?P<when>{_WHEN})|(?P<where>{_WHERE})|(?P<who>{_WHO})|(?P<many>多少|[几幾])|(?P<which>{_WHICH})")
# Questions for a reason, a way, a list or a yes.
_OTHERWISE = re.compile("[为為][什何]|怎|如何|哪些|哪[几幾]|[吗嗎]|是否|[几幾][个個]|分[别別]|有何|什么意思")

_TO_BE, _TO_DO = "is|are|was|were", "did|does|do"
_ENGLISH = re.compile(
    r"(?P<lead>(?:in|on|at|by|from|to|for|with|during) )?(?P<word>who|whom|when|where|what|which|how many|how much)\b"
    rf"(?P<thing>(?: (?!(?:{_TO_BE}|{_TO_DO}|of|or|and|to|in|on|the|a|an)\b)[^\s,]+){{0,3}}?)"
    rf" (?:(?P<be>{_TO_BE})|(?P<do>{_TO_DO})|(?P<verb>\w+ed|\w+s|had|has|have|made|led|won|held|wrote|gave|took|built))\b"
    r" (?P<rest>[^?,]+)\??",
    re.IGNORECASE,
)
_DONE = re.compile(
    r" (?:\w\w+ed|born|built|held|made|known|found|won|led|sold|given|taken|written|located|shown|seen|set|sent|put|kept)\b"
)
_KINDS = {"who": "who", "whom": "who", "when": "when", "where": "where", "how many": "many", "how much": "many"}


class Asked(NamedTuple):
    """A question in two halves, what kind of thing it asks for, and the answer."""

    before: str
    behind: str
    kind: str
    answer: str

    def said(self, answer: str) -> str:
        """Return the question as a statement with an answer."""
        return self.before + answer + self.behind


def asked(question: str, answer: str) -> Asked | None:
    """Take a question apart; None if it has not one word that asks for a thing, or if its answer is none or long."""
    question, answer = question.strip().rstrip("？?。 呢"), answer.strip()
    if not answer:
        return None
    return _english(question, answer) if question.isascii() else _chinese(question, answer)


def _chinese(question: str, answer: str) -> Asked | None:
    found = list(_ASKS.finditer(question))
    if _OTHERWISE.search(question) or len(found) != 1 or len(answer) > MOST_ANSWER:
        return None
    word = found[0]
    behind, kind = question[word.end() :], str(word.lastgroup)
    if kind in ("many", "which"):
        thing = _thing(behind)
        if kind == "many" and not re.search(r"[\d一二三四五六七八九十百千万萬]", answer):
            return None
        if not (kind == "many" and re.fullmatch(r"[\d.,一二三四五六七八九十百千万萬兩两亿億]+", answer)):
            behind = behind[len(thing) :]
        kind += "-" + thing[:2]
    return Asked(question[: word.start()], behind, kind, answer)


def _thing(behind: str) -> str:
    """Return the nouns that a word that asks is before."""
    thing = ""
    for word, tag in jieba.posseg.cut(behind):
        if not tag.startswith(("n", "q", "m")):
            break
        thing += word
    return thing


def _english(question: str, answer: str) -> Asked | None:
    """Take an English question apart that begins with the word that asks."""
    found = _ENGLISH.fullmatch(question)
    if found is None or len(answer) > MOST_ANSWER_ENGLISH:
        return None
    word, thing, rest = found["word"].lower(), found["thing"].strip().lower(), found["rest"]
    many = word.startswith("how")
    if (many or thing.endswith(("year", "date"))) and not re.search(r"\d", answer):
        return None
    kind = _KINDS.get(word) or ("when" if thing.endswith(("year", "date")) else "which")
    counted = f" {thing}" if many and thing and answer.replace(",", "").isdigit() else ""
    before, behind = _order(found, rest, kind)
    return Asked(before, counted + behind, f"{kind}-{thing}" if thing else kind, answer)


def _order(found: re.Match[str], rest: str, kind: str) -> tuple[str, str]:
    """Return what a statement has before and behind the answer."""
    lead = (found["lead"] or {"when": "in ", "where": "in "}.get(kind, "")).lower()
    if found["verb"]:
        return "", f" {found['verb']} {rest}"
    if found["do"]:
        return f"{rest} {lead}", ""
    done = _DONE.search(rest)
    if (found["thing"] and not lead) or (done is None and not re.match(r"the |an? |\w+'s ", rest)):
        return "", f" {found['be']} {rest}"  # What company is tasked with it? Who is influential in it?
    if kind in ("when", "where") and done:
        return f"{rest[: done.start()]} {found['be']}{rest[done.start() :]} {lead}", ""
    return f"{rest} {found['be']} {lead}", ""
