"""Questions that ask for nothing but more of what was answered before: 还有呢, 还有别的吗, what else."""

import re

from retrieval.language.fold import fold

_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_FURTHER = re.compile(
    r"那?还有(?:呢|吗|么|没有|哪些|谁|(?:什么)?(?:别的|其他的?|其它的?)?(?:呢|吗|么)?)?|继续|接着(?:说|讲)?|更多|再(?:来|说)(?:点|几个|一些)?"
    r"|(?:and )?(?:anything|what) else|(?:any |tell me )?more|go on"
)


def asks_for_more(question: str) -> bool:
    """Whether a message asks for further quotes on the question before it."""
    return bool(_FURTHER.fullmatch(_EDGES.sub("", fold(question))))
