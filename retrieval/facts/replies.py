"""Questions that are answered by yes or no -> what question and answer state together.

可以水洗吗? 不可以。 states 不可以水洗, and Can I wash it? No. that one cannot.
"""

import re
from collections.abc import Iterator

from retrieval.language.fold import fold

# Characters with their indices in the sentence that they come from, -1 for an added one.
Said = list[tuple[str, int]]

# Who asks and who answers: 问:, 答(店主):, [09:20] 小周:
_LABEL = re.compile(
    r"\W{0,6}(?:\d{1,2}:\d{2}(?::\d{2})?\W{1,3})?[^\W\d][^:：，,。？?！!\n（(]{0,19}(?:[(（][^()（）\n]{1,20}[)）])?\**\s?[:：]\s?"
)
_END = r"(?=[\s,，。.;；!！:：]|$)"
_MAY = r"可以|能够?|会|要|需要?|用|必须|应该|是|有|行"
_YES = re.compile(rf"\W*(?:(?:当然)?(?:{_MAY})的?|对的?|没错|yes\b){_END}")
_NO = re.compile(rf"\W*(?:不(?:{_MAY})?的?|没有|否|无|no\b|not (?:yet|at all)\b){_END}")
_ECHO = re.compile(rf"\W*(?P<no>不|没有?|未)?(?P<verb>[\u4e00-\u9fff]{{2,4}}?)的?了?{_END}")
_ASKS = re.compile(r"(?:吗|么|呢)?\s?[?？]\W*$|吗\W*$")
_WH = re.compile(r"什么|哪|怎|多少|几|谁|为何|\b(?:how|what|who|when|where|which|why)\b")
_EITHER = re.compile(r"(?P<may>能|会|要|是|可以|可|有)(?:不(?P=may)(?P<rest>以)?|没有|否)")
_MODAL = re.compile(r"可以|能(?!力|源|量|耗)|会(?![议员计])|需要|必须|应该|要(?!求|点)|是(?!的)|有(?!的|些)")
_ENGLISH = re.compile(
    r"\W*(?P<verb>is|are|was|were|can|could|do|does|did|will|would|may|must|should|has|have) "
    r"(?P<who>(?:the |my |your |a |an )?[\w-]+)\b"
)


def stated(question: str, reply: str) -> tuple[Said, Said] | None:
    """Return what a question states by its answer, and what the answer goes on with; None if it is no such pair.

    >>> said, more = stated("滤网可以水洗吗？", "不可以，要用刷子。")
    >>> "".join(character for character, _ in said)
    '滤网不可以水洗，'
    """
    first, then = (len(label[0]) if (label := _LABEL.match(one)) else 0 for one in (question, reply))
    found = _stated(question[first:], reply[then:])
    return found and (_moved(found[0], first), _moved(found[1], then))


def _moved(said: Said, by: int) -> Said:
    return [(character, at + by if at >= 0 else at) for character, at in said]


def _stated(question: str, reply: str) -> tuple[Said, Said] | None:
    asked, said = fold(question), fold(reply)
    end = _ASKS.search(asked)
    if end is None or _WH.search(asked):
        return None
    answer = _NO.match(said) or _YES.match(said)
    denied = answer is not None and answer.re is _NO
    if answer is None:
        answer = _ECHO.match(said)
        if answer is None or answer["verb"] not in asked:
            return None
        denied = answer["no"] is not None
    told = list(_turned(question[: end.start()], asked[: end.start()], denied=denied))
    rest = [(character, at) for at, character in enumerate(reply) if at >= answer.end()]
    return ([*told, ("," if question.isascii() else "，", -1)], rest) if told else None


def _turned(question: str, asked: str, *, denied: bool) -> Iterator[tuple[str, int]]:
    """Yield the words of a question as a statement, denied or not; nothing if there is nothing to deny in it."""
    english, either = _ENGLISH.match(asked), _EITHER.search(asked)
    modal = _MODAL.search(asked)
    if english:
        yield from _placed(question, *english.span("who"))
        yield (" ", -1)
        yield from _placed(question, *english.span("verb"))
        yield from ((character, -1) for character in (" not" if denied else ""))
        yield from _placed(question, english.end("who"), len(question))
    elif either:
        yield from _placed(question, 0, either.start())
        yield from ((character, -1) for character in _denied(either["may"], denied=denied))
        start = either.start("rest") if either["rest"] else either.end()
        yield from _placed(question, start, len(question))
    elif modal:
        yield from _placed(question, 0, modal.start())
        yield from ((character, -1) for character in _denied(modal[0], denied=denied))
        yield from _placed(question, modal.end(), len(question))
    elif not denied:
        yield from _placed(question, 0, len(question))


def _denied(word: str, *, denied: bool) -> str:
    """Return a verb of a question as the answer has it."""
    return word if not denied else "没有" if word == "有" else f"不{word}"


def _placed(text: str, start: int, end: int) -> Iterator[tuple[str, int]]:
    return ((text[at], at) for at in range(start, end))
