"""Other names and other words: what else a question could have been asked in.

Files of the package, and files of the same names in the folder of documents, hold groups of names for the same thing
(`aliases.txt`), of words that mean about the same (`synonyms.txt`), of English terms with the Chinese words for them
(`glossary.txt`), and names by what they name (`names.txt`).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache, partial
from importlib import resources
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from weakref import proxy

from retrieval.language.fold import fold, fold_each
from retrieval.language.stems import stem
from retrieval.runtime import pattern

ALIASES, SYNONYMS, GLOSSARY, NAMES = "aliases.txt", "synonyms.txt", "glossary.txt", "names.txt"
PARAPHRASES = "paraphrases.txt"
LISTS = (ALIASES, SYNONYMS, GLOSSARY, NAMES)
# Pairs of characters whose expressions stay known.
_CACHED_STARTS = 1 << 14
# Number of short texts whose expressions stay known, and their length.
KNOWN_TEXTS, MAX_KNOWN_CHARACTERS = 256, 200
_LATIN = pattern(r"[a-z0-9]")
_SPLIT_WORD = pattern(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])|(?<=\b[0-9a-z])(?<!['’].)\s(?=[0-9a-z]\b)")


class Occurrence(NamedTuple):
    """A place in a folded text where an expression stands that others stand for: `start`, `end` in characters."""

    start: int
    end: int
    expression: str


class Groups:
    """Groups of expressions that stand for each other, found in folded text, longest first."""

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        folded = iter(fold_each([expression for group in groups for expression in group]))
        self._members = [tuple(dict.fromkeys(islice(folded, len(group)))) for group in groups]
        self._groups_of: dict[str, list[int]] = {}
        for number, members in enumerate(self._members):
            for expression in members:
                self._groups_of.setdefault(expression, []).append(number)
        # By their first two characters; those of one character by that.
        self._by_start: dict[str, list[str]] = {}
        # A question is looked through again and again.
        own: Groups = proxy(self)
        self._known = lru_cache(KNOWN_TEXTS)(lambda folded, tokens: tuple(own._places(folded, tokens)))
        self._starting = lru_cache(_CACHED_STARTS)(partial(_starting_with, self._by_start))
        for expression in sorted(self._groups_of, key=lambda expression: (-len(expression), expression)):
            self._by_start.setdefault(expression[:2], []).append(expression)

    def find(self, folded: str, tokens: Collection[tuple[int, int]] | None = None) -> Iterator[Occurrence]:
        """Every occurrence, in order and apart from each other.

        Latin expressions stand as whole words only, and single characters only where they are one of the tokens, given
        by start and end; without tokens single characters are not looked for.
        """
        if len(folded) > MAX_KNOWN_CHARACTERS:
            return self._places(folded, tokens)
        return iter(self._known(folded, None if tokens is None else frozenset(tokens)))

    def _places(self, folded: str, tokens: Collection[tuple[int, int]] | None) -> Iterator[Occurrence]:
        after, starts = 0, self._by_start
        for at in range(len(folded)):
            # Few places of a text begin an expression.
            if at < after or (folded[at : at + 2] not in starts and folded[at] not in starts):
                continue
            for expression in self._starting(folded[at : at + 2]):
                if folded.startswith(expression, at) and _stands(expression, folded, at, tokens):
                    after = at + len(expression)
                    yield Occurrence(at, after, expression)
                    break

    def __iter__(self) -> Iterator[str]:
        """Return the expressions, in the order of the groups."""
        return iter(self._groups_of)

    @property
    def members(self) -> Sequence[Sequence[str]]:
        """The expressions of each group."""
        return self._members

    def groups_of(self, expression: str) -> Sequence[int]:
        """Return the numbers of the groups that an expression is in."""
        return self._groups_of.get(expression, [])

    def others(self, expression: str) -> list[str]:
        """Return what stands for an expression, in the order of the groups."""
        members = (member for number in self.groups_of(expression) for member in self._members[number])
        return [member for member in dict.fromkeys(members) if member != expression]

    def others_of_any_form(self, word: str) -> list[str]:
        """Return what stands for a word; for a Latin one also what stands for its other forms."""
        if not word.isascii():
            return self.others(word)
        forms = self._by_stem.get(stem(word), (word,))
        return [other for other in dict.fromkeys(o for form in forms for o in self.others(form)) if other != word]

    @cached_property
    def _by_stem(self) -> dict[str, list[str]]:
        """The Latin words among the expressions, by their stems."""
        found: dict[str, list[str]] = {}
        for expression in self._groups_of:
            if expression.isascii() and expression.isalpha():
                found.setdefault(stem(expression), []).append(expression)
        return found


class Lexicon:
    """Aliases, synonyms and glossary of the package and of a folder; `all` are the three together.

    `names` are the folded names behind each kind of `names.txt`, in order, one pair a line.
    """

    def __init__(self, folder: Path | None = None) -> None:
        aliases, synonyms = _read(ALIASES, " = ", folder), _read(SYNONYMS, None, folder)
        self.aliases = Groups(aliases)
        self.all = Groups([*aliases, *synonyms, *_read(GLOSSARY, " = ", folder)])
        listed = [line for line in _read(NAMES, ":", folder) if len(line) == 2]
        self.names = tuple((kind, tuple(fold(names).split())) for kind, names in listed)

    @cached_property
    def paraphrases(self) -> Groups:
        """The groups of words by which a claim may say what a text says."""
        groups = _read(PARAPHRASES, None, None)
        return Groups([[expression.replace("_", " ") for expression in group] for group in groups])


def lexicon_of(folder: Path) -> Lexicon:
    """Return the lexicon of a folder; of all folders without lists of their own it is one and the same."""
    return Lexicon(folder) if any((folder / name).is_file() for name in LISTS) else _shipped()


@cache
def _shipped() -> Lexicon:
    return Lexicon()


def joined(text: str) -> str:
    """Text without the spaces that stand inside of words: between two Chinese characters, between single letters."""
    return _SPLIT_WORD.sub("", text)


def _starting_with(by_start: Mapping[str, Sequence[str]], two: str) -> Sequence[str]:
    """Return the expressions that start with two characters, or are the first of them, longest first."""
    single = by_start.get(two[:1], ()) if len(two) > 1 else ()
    return (*by_start.get(two, ()), *single)


def _stands(expression: str, folded: str, at: int, tokens: Collection[tuple[int, int]] | None) -> bool:
    """Return whether an expression that is written at a place is one of the tokens, or whole words."""
    end = at + len(expression)
    if len(expression) == 1:
        return tokens is not None and (at, end) in tokens
    starts_word = not (_LATIN.match(expression[0]) and at and _LATIN.match(folded[at - 1]))
    ends_word = not (_LATIN.match(expression[-1]) and end < len(folded) and _LATIN.match(folded[end]))
    return starts_word and ends_word


def _read(name: str, separator: str | None, folder: Path | None) -> list[list[str]]:
    texts = [resources.files("retrieval.language").joinpath(f"data/{name}").read_text("utf-8")]
    own = folder / name if folder else None
    if own and own.is_file():
        texts.append(own.read_bytes().decode("utf-8", "replace"))
    lines = [line.strip() for text in texts for line in text.splitlines()]
    groups = [line.split(separator) for line in lines if line and not line.startswith("#")]
    return [[part.strip() for part in group if part.strip()] for group in groups]
