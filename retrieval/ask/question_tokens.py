"""Tokens of a question in the words of the material: a parted verb is put together, a word that it lacks is cut, and a
name finds its versions.
"""

import re
from collections.abc import Sequence

from retrieval.index.index import Index
from retrieval.language.tokenizer import Token, stop_words

# What asks if something may be done, before the verb: the dictionary has 能带 as a word.
_AUXILIARIES = frozenset("能可会要想")
# Verbs of one character that the dictionary has with their objects as words: 发工资, 签合同; a machine is none.
_HANDING = frozenset("发涨扣交领付退请签")
_MACHINE = "机"
# What parts the halves of a verb.
_PARTICLES = frozenset("的了过着完")
# What is taught or sold: 英语课 is 英语阅读 on a list of courses. A fee (报名费) says more than what it is for.
_OF_A_THING = frozenset("课班票")
# Up to when something goes on is asked behind its verb, which the dictionary may have together with it: 看到几点.
_UP_TO = "到"
_ASKS_WHEN = re.compile(r"[什啥]么?时候|什么时间|几[点号月]|何时|哪一?[天年]")
# A shorter part of a word says too little to be looked for in its place.
_PART_CHARACTERS = 2
_LATIN_NAME = re.compile(r"[a-z]{2,20}")
# More versions than these are no versions of one thing.
MAX_VERSIONS = 8


def versions_of(name: str, index: Index) -> tuple[str, ...]:
    """Return the words of the material that are a name in Latin letters with the number of a version: iphone15."""
    if not _LATIN_NAME.fullmatch(name) or name in stop_words():
        return ()
    # Several rules ask for those of the same name.
    found: tuple[tuple[str, ...]] = index.words.recent.get(
        (index.words.key, "versions", name), lambda: (_versions(name, index),)
    )
    return found[0]


def _versions(name: str, index: Index) -> tuple[str, ...]:
    version = re.compile(rf"{name}\d{{1,2}}(?:\.\d{{1,2}})?[a-z]?")
    found = [term for term in index.words.terms_with(name) if version.fullmatch(term)]
    return tuple(found) if len(found) <= MAX_VERSIONS else ()


def known_tokens(tokens: Sequence[Token], index: Index) -> list[Token]:
    """Return the tokens of a question as the material has their words."""
    return [own for token in _apart_from_time(_whole_verbs(tokens, index)) for own in _known_parts(token, index)]


def _apart_from_time(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with a verb and the 到 behind it apart where they ask up to when."""
    found: list[Token] = []
    for at, token in enumerate(tokens):
        after = "".join(one.text for one in tokens[at + 1 : at + 3])
        if len(token.text) > 1 and token.text[-1] == _UP_TO and _ASKS_WHEN.match(after):
            found.append(Token(token.text[:-1], token.start, token.end - 1))
            token = Token(_UP_TO, token.end - 1, token.end)
        found.append(token)
    return found


def _whole_verbs(tokens: Sequence[Token], index: Index) -> list[Token]:
    """Return the tokens with the halves of a verb of the material that a particle parts put together (通的车)."""
    found: list[Token] = []
    for token in tokens:
        parted = len(found) > 1 and found[-1].text in _PARTICLES and len(token.text) == len(found[-2].text) == 1
        if parted and index.knows(found[-2].text + token.text):
            found[-2:] = [Token(found[-2].text + token.text, found[-2].start, token.end)]
        else:
            found.append(token)
    return found


def _known_parts(token: Token, index: Index) -> tuple[Token, ...]:
    """Return the two words of the material that a longer one, which it lacks, is made of, the verb after 能 and the
    like, a verb such as 发 and its object, when something is and what it is, or a subject and the course in it; else
    the token itself.
    """
    text = token.text
    if len(text) < _PART_CHARACTERS or text.isascii():
        return (token,)
    unknown = not index.knows(text) and not len(index.holding(text))
    if text[0] in _AUXILIARIES and len(text) == _PART_CHARACTERS and unknown:
        return _cut(token, 1)[1:]
    if len(text) == 1 + _PART_CHARACTERS and text[0] in _HANDING and text[-1] != _MACHINE:
        return _cut(token, 1) if unknown and index.knows(text[1:]) else (token,)
    if (when := _ASKS_WHEN.match(text)) and when.end() < len(text):
        return _cut(token, when.end())
    if len(text) == 1 + _PART_CHARACTERS and text[-1] in _OF_A_THING:
        return _cut(token, -1) if unknown and next(iter(index.find(text[:-1])), None) is not None else (token,)
    if len(text) >= 2 * _PART_CHARACTERS and not len(index.holding(text)):
        cuts = range(len(text) - _PART_CHARACTERS, _PART_CHARACTERS - 1, -1)
        cut = next((at for at in cuts if index.knows(text[:at]) and index.knows(text[at:])), None)
        return (token,) if cut is None else _cut(token, cut)
    return (token,)


def _cut(token: Token, at: int) -> tuple[Token, Token]:
    """Return the two pieces of a token that is cut so many characters in, or that many before its end."""
    own, other = token.text[:at], token.text[at:]
    middle = token.start + len(own)
    return Token(own, token.start, middle), Token(other, middle, token.end)
