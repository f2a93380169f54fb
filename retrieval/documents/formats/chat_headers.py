"""Headers of messages in a chat kept as text: who wrote and when, on a line, on two, or before the words."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from retrieval.documents.blocks import TextLine

_DATE = r"(?P<date>\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
_TIME = r"(?P<time>(?:上午|下午|晚上|凌晨)?\s?\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp][Mm])?)"
_NAME = r"(?P<name>[^\s:：\[\]][^:：\[\]\n]{0,39}?)"
_WEEKDAY = r"(?:[(（]?(?:星期|周|週)[一二三四五六日天][)）]?|[(（][一二三四五六日][)）])"
_OWN_LINE = (
    re.compile(rf"{_NAME}[ \t,，]{{1,3}}\[?{_DATE}[ \t,，T]{{1,3}}{_TIME}\]?$"),
    re.compile(rf"{_DATE}[ \t,，T]{{1,3}}{_TIME}[ \t]{{1,3}}{_NAME}[:：]?$"),
    re.compile(rf"\[{_DATE}[ \t,，T]{{1,3}}{_TIME}\][ \t]{{0,3}}{_NAME}[:：]?$"),
)
_SAME_LINE = (
    re.compile(rf"\[{_DATE}[ \t,，T]{{1,3}}{_TIME}\][ \t]{{0,3}}{_NAME}[ \t]?[:：][ \t]{{0,3}}(?=\S)"),
    re.compile(rf"\[{_TIME}[ \t,，]{{1,3}}{_DATE}\][ \t]{{0,3}}{_NAME}[ \t]?[:：][ \t]{{0,3}}(?=\S)"),
    re.compile(rf"{_DATE}[ \t,，T]{{1,3}}{_TIME}[ \t]{{1,3}}(?:-[ \t]{{1,3}})?{_NAME}[ \t]?[:：][ \t]{{0,3}}(?=\S)"),
)
# A line of a day, then headers with a time only.
_DAY = re.compile(rf"[-–—=*]{{2,}}[ \t]{{0,4}}{_DATE}[ \t]{{0,4}}[-–—=*]{{2,}}$")
_BARE_DAY = re.compile(
    rf"[-–—=*\[【#]{{0,3}}[ \t]{{0,4}}{_DATE}[ \t]{{0,3}}(?:{_WEEKDAY})?[ \t]{{0,4}}[-–—=*\]】]{{0,3}}$"
)
_CLOCK = re.compile(rf"{_NAME}[ \t]{{1,4}}{_TIME}$")
# With the day and no year, as phones show what is not old.
_CLOCK_NEAR = re.compile(
    rf"{_NAME}[ \t]{{1,4}}(?P<near>\d{{1,2}}月\d{{1,2}}[日号號]|今天|昨天|前天|{_WEEKDAY})[ \t]{{0,3}}{_TIME}$"
)
# The same with a day above or none, of which each could be a line of a plan: names have to come again.
_CLOCK_BRACKETS = (
    re.compile(rf"[\[(（【]{_TIME}[\])）】][ \t]{{0,3}}<(?P<name>[^<>\s]{{1,40}})>[ \t]{{1,3}}(?=\S)"),
    re.compile(rf"[\[(（【]{_TIME}[\])）】][ \t]{{0,3}}{_NAME}[ \t]?[:：][ \t]{{0,3}}(?=\S)"),
    re.compile(rf"[\[(（【]{_TIME}[\])）】][ \t]{{0,3}}{_NAME}[:：]?$"),
)
_CLOCK_OF_A_DAY = (
    re.compile(rf"{_TIME}\t{_NAME}\t(?=\S)"),
    re.compile(rf"{_TIME}[ \t]{{1,4}}{_NAME}[ \t]?[:：][ \t]{{0,3}}(?=\S)"),
    re.compile(rf"{_NAME}[ \t]{{1,4}}{_TIME}[ \t]?[:：][ \t]{{0,3}}(?=\S)"),
    re.compile(rf"{_TIME}[ \t]{{1,4}}{_NAME}[:：]?$"),
    _CLOCK,
)
# A line with nothing but a time, whose name is on the line above or below.
_STAMP = re.compile(
    rf"[\[(（]?(?:{_DATE}[ \t,，T]{{1,3}}(?:{_WEEKDAY}[ \t]{{0,3}})?|(?P<near>今天|昨天|前天|{_WEEKDAY})[ \t]{{0,3}})?"
    rf"{_TIME}[\])）]?$"
)
# The colon comes first, so that the search runs from one to the next.
_CLOCKLIKE = re.compile(r":(?<=\d:)\d\d")
_MAX_HEADER_CHARACTERS = 120
_DIGITS = re.compile(r"\d+")
# Nobody is called by a sentence, unless an app writes a number or an address behind.
_SENTENCE = re.compile(r"[。！？；，].*(?<![)）>])$|[!?;](?:\s|$)")
_NAME_LINE = re.compile(
    r"(?![-*+#>|•·])(?=.*[^\W\d_])[^\s。！？!?，,；;：:、…\"“”][^。！？!?，,；;：:、…\"“”\n]{0,19}[:：]?$"
)
_LEVELS = frozenset(("trace", "debug", "info", "notice", "warn", "warning", "error", "critical", "fatal"))
# What an app tells between the messages, which nobody has written.
_NOTICE = re.compile(
    r"[\[【(（<*]{1,2}(?:系统(?:消息|提示|通知)?|system(?: message)?)[\]】)）>*]{1,2}"
    r"|(?:系统(?:消息|提示|通知)?|system)[:：]"
    r"|.{1,60}(?:(?:加入|移出|退出)了?(?:群聊|本群|该群)|撤回了一条消息|(?:joined|left) the (?:chat|group))[\"”。.]?$",
    re.IGNORECASE,
)
_MIN_STAMPS, _MIN_CLOCKS = 2, 3
_ROUND_MINUTES = 5


class MessageHeader(NamedTuple):
    """Header of a message: sender and time, over `lines` lines; the words begin at `end` on its line, or on the next.

    What an app tells has no speaker, and perhaps no header of its own: `end` is then where its line starts.
    """

    speaker: str | None
    said_at: str | None
    end: int
    lines: int = 1


def has_times(text: str, count: int) -> bool:
    """Tell if a text has so many times of a day at least."""
    return any(True for _ in islice(_CLOCKLIKE.finditer(text), count - 1, None))


def may_begin(found: Sequence[TextLine]) -> bool:
    """Tell if one of some lines could be a header, by a time on it."""
    return any(_CLOCKLIKE.search(line.text, 0, _MAX_HEADER_CHARACTERS) for line in found)


def headers(found: Sequence[TextLine]) -> list[MessageHeader | None]:
    """Return for each line the header that begins on it, or None."""
    own = list(_dated(found))
    others = [kind for kind in (_stacked(found), _clocked(found)) if kind]
    best = max([own, *others], key=lambda kind: sum(map(bool, kind)))
    return _with_notices(found, best)


def days(found: Sequence[TextLine], own: Sequence[MessageHeader | None]) -> set[int]:
    """Return the lines with nothing but a day; one that is all that somebody wrote is none."""
    whole = ((at + header.lines, header.end) for at, header in enumerate(own) if header)
    first = {after for after, end in whole if end >= found[after - 1].end}
    return {
        at for at, line in enumerate(found) if _DAY.match(line.text) or (at not in first and _BARE_DAY.match(line.text))
    }


def header_of(line: TextLine) -> MessageHeader | None:
    """Return the header with date, time and name that a line is or begins with, or None."""
    if not _CLOCKLIKE.search(line.text, 0, _MAX_HEADER_CHARACTERS) or _STAMP.match(line.text):
        return None
    for patterns, own_line in ((_SAME_LINE, False), (_OWN_LINE, True)):
        for pattern in patterns:
            match = pattern.match(line.text)
            if match and not (own_line and _SENTENCE.search(match["name"])):
                return _header(line, match, match["date"], own_line)
    return None


def _dated(found: Sequence[TextLine]) -> Iterator[MessageHeader | None]:
    """Yield headers with a date, and after a line drawn around a day, those with a time only."""
    day = None
    for line in found:
        day = _DAY.match(line.text) or day
        own = header_of(line)
        clock = _CLOCK.match(line.text) if day and own is None else None
        is_header = day and clock and not _SENTENCE.search(clock["name"])
        yield own or (_header(line, clock, day["date"], True) if day and clock and is_header else None)


def _clocked(found: Sequence[TextLine]) -> list[MessageHeader | None] | None:
    """Return headers with a time only, if names come again and the times are not those of a plan or a log."""
    own: list[MessageHeader | None] = []
    day, is_dated = "", True
    for line in found:
        bare = _BARE_DAY.match(line.text)
        day = bare["date"] if bare else day
        has_clock = not bare and _CLOCKLIKE.search(line.text, 0, _MAX_HEADER_CHARACTERS) and not _STAMP.match(line.text)
        patterns = (_CLOCK_NEAR, *_CLOCK_BRACKETS, *(_CLOCK_OF_A_DAY if day else ())) if has_clock else ()
        match = next((match for pattern in patterns if (match := pattern.match(line.text))), None)
        if match and match["name"].casefold() in _LEVELS:
            return None
        is_header = match and not _SENTENCE.search(match["name"])
        own_day = match["near"] if match and match.re is _CLOCK_NEAR else day
        own.append(_header(line, match, own_day, match.end() >= len(line.text)) if match and is_header else None)
        is_dated = is_dated and (not own[-1] or bool(own_day))
    kept = [header for header in own if header]
    return own if len(kept) >= _MIN_CLOCKS and _is_talk(kept, is_dated=is_dated, is_clock=True) else None


def _stacked(found: Sequence[TextLine]) -> list[MessageHeader | None] | None:
    """Return headers of two lines, one of them a time and the other a name, whichever comes first."""
    stamps: dict[int, re.Match[str]] = {}
    moments: dict[int, str] = {}
    day, is_dated = "", True
    for at, line in enumerate(found):
        bare = _BARE_DAY.match(line.text)
        day = bare["date"] if bare and at - 1 not in stamps else day
        stamp = _STAMP.match(line.text)
        if stamp:
            own_day = stamp["date"] or stamp["near"] or day
            is_dated = is_dated and bool(own_day)
            stamps[at], moments[at] = stamp, _moment(own_day, stamp["time"])
    if len(stamps) < _MIN_STAMPS:
        return None
    is_clock = any(not stamp["date"] for stamp in stamps.values())
    best, fewest = None, 0
    for step in (1, -1):
        own = _named(found, moments, step)
        kept = [header for header in own if header and header.speaker]
        distinct = len({header.speaker for header in kept})
        if 10 * len(kept) < 8 * len(stamps) or not _is_talk(kept, is_dated=is_dated, is_clock=is_clock):
            continue
        if best is None or distinct < fewest:
            best, fewest = own, distinct
    return best


def _named(found: Sequence[TextLine], moments: dict[int, str], step: int) -> list[MessageHeader | None]:
    """Return headers of times, each with the name on the line after it or, with a step of -1, before it."""
    own: list[MessageHeader | None] = [None] * len(found)
    names: set[str] = set()
    for at, after in pairwise([*moments, len(found)]):
        name = found[at + step] if 0 <= at + step < len(found) and at + step not in moments else None
        # A single line below a time is somebody's name only if it is one elsewhere.
        alone = step > 0 and after - at == 2 and name is not None and name.text not in names
        if name is None or alone or not _NAME_LINE.match(name.text) or _BARE_DAY.match(name.text):
            own[at] = MessageHeader(None, moments[at], found[at].end)
            continue
        names.add(name.text)
        first = min(at, at + step)
        own[first] = MessageHeader(name.text.rstrip(":： "), moments[at], found[first + 1].end, 2)
    return own


def _is_talk(kept: Sequence[MessageHeader], *, is_dated: bool, is_clock: bool) -> bool:
    """Tell if enough names come again for their number, and if times without a date are not all round."""
    distinct = len({header.speaker for header in kept})
    if len(kept) - distinct < max(1, (len(kept) - 1) // 3) or (not is_dated and 2 * distinct > len(kept)):
        return False
    minutes = (int(_DIGITS.findall((header.said_at or "").rpartition(" ")[2])[1]) for header in kept if header.said_at)
    return not is_clock or any(minute % _ROUND_MINUTES for minute in minutes)


def _with_notices(found: Sequence[TextLine], own: Sequence[MessageHeader | None]) -> list[MessageHeader | None]:
    """Return the headers with what an app tells between messages set apart from the words of the one before."""
    result = list(own)
    taken = {at + 1 for at, header in enumerate(own) if header and header.lines > 1}
    last: MessageHeader | None = None
    for at, line in enumerate(found):
        header = own[at]
        if last and header is None and at not in taken and _NOTICE.match(line.text):
            result[at] = MessageHeader(None, last.said_at, line.start)
        last = header or last
    return result


def _header(line: TextLine, match: "re.Match[str]", day: str, own_line: bool) -> MessageHeader:
    end = line.end if own_line else line.start + match.end()
    return MessageHeader(match["name"].strip(" ,，\t-"), _moment(day, match["time"]), end)


def _moment(day: str, time: str) -> str:
    """Return date and time, the date as YYYY-MM-DD where the file begins with the year."""
    parts = _DIGITS.findall(day)
    if parts and len(parts[0]) == 4:
        day = f"{parts[0]}-{int(parts[1]):02}-{int(parts[2]):02}"
    return f"{day} {time.strip()}".strip()
