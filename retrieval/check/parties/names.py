"""Names of a claim beside those of a sentence, and who holds which office."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from retrieval.check.evidence import Evidence
from retrieval.check.verdict import ClaimSlice
from retrieval.facts.atoms import Atom
from retrieval.facts.parsed import Wording
from retrieval.language.labels import COURTESY
from retrieval.language.lexicon import Lexicon
from retrieval.language.names import SURNAMES, Name
from retrieval.language.stems import stem

# What stands around a sentence tells less of it than what stands in it.
AROUND = 0.65
# A sentence that begins with a word for what was named before speaks of that.
_POINTS_BACK = re.compile(r"\W*(?:该|它|其(?![中实他它次余]))")
MAX_INITIALS = 5
_JOINING = ("of", "and", "for", "the")
_JOINS = r"[\s-](?:(?:of|and|for|the)\s)?"
_LABEL_WORD = re.compile(r"\w+")
_SCRIPTS = re.compile(r"(?<=[a-z0-9])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[a-z0-9])")
# The word before a name, without an article.
_LAST_WORD = re.compile(r"(\b[a-z]+)\s(?:the\s|a\s|an\s)?$")
# Two words with capitals in a row, an initial between them.
_PERSONS = re.compile(r"(?<![A-Za-z.])[A-Z][a-z]+(?: (?:[A-Z]\.|[A-Z][a-zA-Z'’-]+)){1,2}(?![A-Za-z])")
_AND = re.compile(r"[、和与及]|以及|, | and ")
# Persons of whom only the surname is told.
_MASKED = re.compile(r"[\u4e00-\u9fff]某{1,2}")
_POINTS = re.compile(r"\W*(?:[他她其该]|(?:he|she|they|his|her|their|who)\b)")
_CLAUSE = "，,。；;：:！？!?"


def naming(claim: Wording, evidence: Evidence, lexicon: Lexicon) -> list[ClaimSlice]:
    """One finding for each name of a claim.

    A name that the sentence lacks is contradicted by another of its kind that the claim lacks and that stands where it
    should; where there is none, what stands around the sentence may name it. A person whose office another has there is
    contradicted by that one.
    """
    there = evidence.wording
    claimed = {name.form for name in claim.names}
    rivals = [name for name in there.names if name.form not in claimed and not _spelled(name, there, claim, lexicon)]
    rivals = [name for name in rivals if name.kind != "label" or not _by_initials(name, there, claim)]
    findings = []
    # A name that is told around the sentence is only left without one in its place where no other name wants that.
    for name in sorted(claim.names, key=lambda name: _told_around(name, claim, evidence, lexicon)):
        words = (name.form, *_spellings(name, claim, lexicon))
        label = name.kind == "label"
        place = _stands_as_label(name.form, evidence) if label else _stands(words, there.folded)
        place = place or (_by_initials(name, claim, there) if label else None)
        if place:
            thing = name.kind != "occasion"
            findings.append(ClaimSlice(name.start, name.end, "name", "supported", "", place, share=1.0, noun=thing))
            continue
        named_around = _told_around(name, claim, evidence, lexicon)
        back = named_around and _POINTS_BACK.match(there.folded) is not None
        rival = None if back else _rival(claim, name, there, rivals, subject=named_around and name.kind == "company")
        if rival:
            rivals.remove(rival)
            found = there.text[rival.start : rival.end]
            findings.append(ClaimSlice(name.start, name.end, "name", "contradicted", found, (rival.start, rival.end)))
        elif named_around:
            findings.append(ClaimSlice(name.start, name.end, "name", "supported", share=AROUND))
        else:
            findings.append(_told_of_another(name, evidence))
    wrong = wrong_holder(claim, there, lexicon)
    return _listed_otherwise(claim, there, [wrong if wrong and f.start == wrong.start else f for f in findings])


def _listed_otherwise(claim: Wording, there: Wording, findings: Sequence[ClaimSlice]) -> list[ClaimSlice]:
    """Return the findings of names with those of a list as one, if none of them stands in the sentence, which has
    another list of their kind: 在甲、乙、丙 beside 在丁、戊.
    """
    for own in _lists(claim):
        listed = [f for f in findings if own[0].start <= f.start and f.end <= own[-1].end]
        other = next((o for o in _lists(there) if o[0].kind == own[0].kind), None)
        if len(listed) < len(own) or any(f.state == "supported" for f in listed) or other is None:
            continue
        place = (other[0].start, other[-1].end)
        words = there.text[slice(*place)]
        one = ClaimSlice(own[0].start, own[-1].end, "name", "contradicted", words, place)
        return [one, *(f for f in findings if f not in listed)]
    return list(findings)


def _lists(wording: Wording) -> list[list[Name]]:
    """Return the names of a kind in a row, two or more, with nothing but a mark or 和 between them."""
    runs: list[list[Name]] = []
    for name in wording.names:
        last = runs[-1][-1] if runs else None
        if last and last.kind == name.kind and _AND.fullmatch(wording.folded, last.end, name.start):
            runs[-1].append(name)
        else:
            runs.append([name])
    return [run for run in runs if len(run) > 1]


def _told_around(name: Name, claim: Wording, evidence: Evidence, lexicon: Lexicon) -> bool:
    return any(word in evidence.around for word in (name.form, *_spellings(name, claim, lexicon)))


def _told_of_another(name: Name, evidence: Evidence) -> ClaimSlice:
    """Return a name that stands nowhere near; a sentence that names nothing of its kind speaks of what was
    named last.
    """
    if name.kind == "label":
        return ClaimSlice(name.start, name.end, "name", "not_found")
    silent = not any(other.kind == name.kind for other in evidence.wording.names)
    last = next((other for other, kind in reversed(evidence.named) if kind == name.kind), None) if silent else None
    if last is None:
        return ClaimSlice(name.start, name.end, "name", "not_found")
    return ClaimSlice(name.start, name.end, "name", "contradicted", last)


def _spellings(name: Name, wording: Wording, lexicon: Lexicon) -> tuple[str, ...]:
    own = wording.folded[name.start : name.end]
    return tuple(dict.fromkeys(form for one in (own, *lexicon.aliases.others(own)) for form in (one, _spaced(one))))


def _spaced(name: str) -> str:
    """Return a name with a space between its Latin and Chinese letters, as many write it: B 站."""
    return _SCRIPTS.sub(" ", name)


def _spelled(name: Name, there: Wording, claim: Wording, lexicon: Lexicon) -> bool:
    """Return whether a name of the sentence stands in the claim after all, in a longer or shorter one."""
    return any(word in claim.folded for word in _spellings(name, there, lexicon))


def _stands(words: Sequence[str], folded: str) -> tuple[int, int] | None:
    return next(((folded.find(w), folded.find(w) + len(w)) for w in words if w in folded), None)


def _stands_as_label(form: str, evidence: Evidence) -> tuple[int, int] | None:
    """Return where an English name stands, or what may stand for the whole: Zawinski, Mr Zawinski."""
    courtesy = COURTESY.match(form)
    form = form[courtesy.end() :] if courtesy else form
    polite = re.search(rf"{COURTESY.pattern}{re.escape(form.split()[-1])}(?![a-z0-9])", evidence.folded)
    if polite:
        return polite.span()
    whole = re.search(rf"(?<![a-z0-9]){re.escape(form)}(?![a-z0-9]|-[a-z0-9])", evidence.folded)
    if whole or " " not in form:
        return whole.span() if whole else None
    known = [evidence.stems.get(stem(word)) for word in _LABEL_WORD.findall(form) if len(word) > 2]
    return known[-1] if known and form in evidence.around else None


def _by_initials(name: Name, wording: Wording, other: Wording) -> tuple[int, int] | None:
    """Return where another text has the words of which a name is the initials, or the initials of its words: US."""
    written = wording.text[name.start : name.end].replace(".", "")
    if written.isupper() and written.isalpha() and 1 < len(written) <= MAX_INITIALS:
        words = rf"[a-z]+{_JOINS}".join(written.lower())
        found = re.search(rf"(?<![a-z]){words}[a-z]+", other.folded)
        return found.span() if found else None
    initials = "".join(word[0] for word in _LABEL_WORD.findall(name.form) if word not in _JOINING).upper()
    if not 1 < len(initials) <= MAX_INITIALS:
        return None
    found = re.search(rf"(?<!\w){r'.?'.join(map(re.escape, initials))}(?!\w)", other.text)
    return found.span() if found else None


def _led_alike(claim: Wording, name: Name, there: Wording, rival: Name) -> bool:
    """Return if the same word leads to two English names, of which one stands in place of the other: in, by."""
    own, other = (_LAST_WORD.search(text.folded[: one.start]) for text, one in ((claim, name), (there, rival)))
    return own is not None and other is not None and own[1] == other[1]


def _rival(claim: Wording, name: Name, there: Wording, rivals: Sequence[Name], *, subject: bool) -> Name | None:
    """Return a name of the same kind in the same place; `subject`: only one before all that both have in common."""
    alike = [rival for rival in rivals if rival.kind == name.kind]
    if name.kind == "label":
        return next((rival for rival in alike if _led_alike(claim, name, there, rival)), None)
    if subject and not any(_enclosed_alike(claim, name, there, rival) for rival in alike):
        first = min(_common(claim, there), default=len(there.folded))
        begin = max(there.folded.rfind(mark, 0, first) for mark in _CLAUSE)
        named = any(other.start >= begin and other.kind == name.kind and other not in rivals for other in there.names)
        alike = [rival for rival in alike if rival.end <= first and (rival.start >= begin or not named)]
    return max(alike, key=lambda rival: _likeness(claim, name, there, rival), default=None)


def _common(claim: Wording, there: Wording) -> list[int]:
    """Return where the words and names stand in a sentence that a claim has too."""
    forms = {name.form for name in claim.names}
    words = [there.folded.find(token.text) for token in claim.words if len(token.text) > 1]
    return [at for at in (*words, *(name.start for name in there.names if name.form in forms)) if at >= 0]


def _enclosed_alike(claim: Wording, name: Name, there: Wording, rival: Name) -> bool:
    """Return whether two names stand between the same characters."""
    own, other = claim.folded, there.folded
    before = own[max(0, name.start - 1) : name.start] == other[max(0, rival.start - 1) : rival.start] != ""
    return before and own[name.end : name.end + 2] == other[rival.end : rival.end + 2] != ""


def _likeness(claim: Wording, name: Name, there: Wording, rival: Name) -> int:
    """Return how many characters next to two names are the same."""
    before = set(claim.folded[max(0, name.start - 3) : name.start]) & set(
        there.folded[max(0, rival.start - 3) : rival.start]
    )
    behind = set(claim.folded[name.end : name.end + 3]) & set(there.folded[rival.end : rival.end + 3])
    return len(before) + len(behind)


_OFFICES = (
    r"联合创始人|创始人|创办人|董事长|董事会主席|总裁|首席执行官|首席财务官|首席技术官|首席运营官|首席分析师|总经理|负责人|掌门人|主编"
    r"|ceo|cfo|cto|coo"
)
_OFFICE = re.compile(_OFFICES)
# Offices in a row, right before who holds them.
_HELD = re.compile(
    rf"(?:(?:前|现任|新任|原)?(?:{_OFFICES})(?:\s?(?:兼任?|、|/|和|及)\s?)?){{1,9}}\s?(?:是|叫|为|,)?\s?$"
)
_IS = re.compile(r"(?:正?是|为|担任|出任|就任|当选|任)")


class OfficeHolder(NamedTuple):
    """A person with the offices that a text gives to them."""

    person: Name
    offices: frozenset[str]


def wrong_holder(claim: Wording, there: Wording, lexicon: Lexicon) -> ClaimSlice | None:
    """Return a person of a claim whose office a sentence gives to somebody else, and to them another or none."""
    told = _held(there, lexicon)
    for person, offices in _held(claim, lexicon):
        own = [held for held in told if held.person.form == person.form]
        other = next((held for held in told if held.person.form != person.form and held.offices & offices), None)
        if own and other and not any(held.offices & offices for held in own):
            place = (other.person.start, other.person.end)
            return ClaimSlice(person.start, person.end, "name", "contradicted", there.text[slice(*place)], place)
    return None


def _held(wording: Wording, lexicon: Lexicon) -> Sequence[OfficeHolder]:
    found = []
    for name in (name for name in wording.names if name.kind == "person"):
        before = _HELD.search(wording.folded[: name.start])
        said = before[0] if before else ""
        behind = re.split(r"[,，。;；!！?？]", wording.folded[name.end :])[0]
        if not said and _IS.match(behind):
            said = behind
        offices = frozenset(min((o, *lexicon.aliases.others(o))) for o in _OFFICE.findall(said))
        if offices:
            found.append(OfficeHolder(name, offices))
    return found


def with_its_end(named: Sequence[ClaimSlice], told: Sequence[ClaimSlice]) -> tuple[list[ClaimSlice], list[ClaimSlice]]:
    """Return the names, other ones with the noun right after them, as in 武汉天河机场; and the other words."""
    ends = {f.end for f in named if f.state == "contradicted"}
    tails = {f.start: f for f in told if f.noun and f.share == 0 and f.start in ends}
    longer = [f._replace(end=tails[f.end].end) if f.state == "contradicted" and f.end in tails else f for f in named]
    return longer, [f for f in told if tails.get(f.start) != f]


def another_person(claim: Wording, own: Sequence[Atom], evidence: Evidence) -> list[ClaimSlice]:
    """Return a finding that withholds if a person of the claim stands neither in nor around a sentence on another."""
    if len(evidence.entries) > 1 or _POINTS.match(evidence.folded):
        return []
    told = f"{evidence.folded}\n{evidence.around}"
    missing = [p for p in _people(claim, own) if not _named_in(claim.folded[slice(*p)], told)]
    others = _people(evidence.wording, evidence.atoms) if missing else []
    if not missing or all(_named_in(evidence.folded[slice(*o)], claim.folded) for o in others):
        return []
    start, end = missing[0]
    return [ClaimSlice(start, end, "name", "not_found", weight=0.0, withholds=True)]


def _people(wording: Wording, told: Sequence[Atom]) -> list[tuple[int, int]]:
    """Return where a text names persons: those of the lists, runs that begin with a surname, two capitals in a row."""
    found = [(n.start, n.end) for n in wording.names if n.kind == "person"]
    found += [(a.start, a.end) for a in told if a.run and len(a.text) > 1 and a.text[0] in SURNAMES]
    found += [m.span() for m in _MASKED.finditer(wording.folded)]
    return sorted([*found, *(m.span() for m in _PERSONS.finditer(wording.text))])


def _named_in(name: str, folded: str) -> bool:
    """Return if a text has a name or the part of it that people go by."""
    parts = name.split()
    return name in folded or (len(parts) > 1 and any(len(p) > 2 and p in folded for p in (parts[0], parts[-1])))
