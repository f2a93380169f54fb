"""Bare numbers in English: which of them count something, and which are parts of names or years.

In Room 2 and line 61 a number is of a name; 61 of whom it is said that they are moving are counted.
"""

from retrieval.runtime import pattern

# English words after which a number is a figure, and no part of a name.
_BEFORE_A_FIGURE = pattern(
    r"\b(?:ha[sd]|have|was|were|is|are|be|to|of|from|by|about|over|under|between|only|just|got|gets?|with|and|for|at|up|down|the|these|those"
    r"|nearly|almost|around|some|another|other|all|total(?:led)?|score[ds]?|sold|employ(?:s|ed)?|costs?|pa(?:y|ys|id)"
    r"|reach(?:es|ed)?|counted|recorded|whom|which|who|than|into|out|back|off|per|plus|after|before|until|till|since|but|or|as"
    r"|each|every|their|his|her|its|our|first|last|next|further|extra|more|still|also|already|now|then|where|when|while|in"
    r"|through|within|without|against|during|across|among|including) $"
)
# Of several, they are counted: on the line 61 are moving.
_SEVERAL = pattern(r"\s(?:are|were|have)\b")
# A verb before a number, and what is counted after it: holds 412 prints, can hold 400 people.
_VERB_BEFORE = pattern(
    r"\b(?:[a-z]{2,}(?<![su])s|[a-z]{2,}ed|(?:can|could|will|would|must|may|should|to|not|they|we|i|you) [a-z]{2,}) $"
)
_COUNTED = pattern(r"\s(?!was\b|is\b|has\b|does\b)(?:[a-z]{3,} )?(?:[a-z]{2,}(?<![sui])s|people|men|women|children)\b")
# Before another number it is a figure: 20 to 1.
_TO_ANOTHER = pattern(r"\sto\s\d")
# What tells after a verb that a number is one of things: received 58 of 81.
_OF_THINGS = pattern(r" of(?: the| them)?(?: \d|\b)")
# Units in words after a number, which is a figure then whatever stands before it.
_ENGLISH_UNIT = pattern(
    r"\s(?:inch(?:es)?|feet|ft|miles?|yards?|pounds?|lbs?|ounces?|oz|cm|mm|km|kg|ml|kw|mw|kwh|ghz|mhz)\b"
)
# Years from and to, which are no figures.
_YEAR, _BEFORE_YEARS = pattern(r"1[5-9]\d\d|20\d\d"), pattern(r"\b(?:between|from|for|in|during|of|the) $")


def counts_something(folded: str, start: int, end: int) -> bool:
    """Return whether what stands around a number in English tells that it counts something.

    >>> counts_something("of those on the line 61 are moving", 21, 23), counts_something("the film in room 2", 17, 18)
    (True, False)
    """
    things = _COUNTED.match(folded, end) or _OF_THINGS.match(folded, end)
    if things and _VERB_BEFORE.search(folded, max(0, start - 24), start):
        return True
    return any(form.match(folded, end) for form in (_SEVERAL, _TO_ANOTHER, _ENGLISH_UNIT))


def leads_to_a_figure(folded: str, start: int) -> bool:
    """Return whether the word before a number has one behind it: of whom 52."""
    return _BEFORE_A_FIGURE.search(folded, max(0, start - 12), start) is not None


def are_years(folded: str, first: tuple[int, int], last: tuple[int, int]) -> bool:
    """Return if two numbers are the years from which to which something lasted: between 1850 and 1870."""
    ends = (folded[slice(*place)] for place in (first, last))
    return all(_YEAR.fullmatch(end) for end in ends) and _BEFORE_YEARS.search(folded, 0, first[0]) is not None
