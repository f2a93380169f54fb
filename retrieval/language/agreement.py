"""Agreement of figures: the same value, within what the words of both leave open."""

from retrieval.language.quantities import Quantity

# 71度 of a temperature.
_DEGREES = {"degree", "celsius"}
_MONTH = 2592000.0
# A share in tenths may be off by this, in per cent.
_TENTH, _OFF = 10.0, 1.5


def agree(claimed: Quantity, found: Quantity) -> bool:
    """Return whether a figure that is found bears out a claimed one: the same value, within what the words
    leave open.
    """
    if not alike(claimed, found):
        return _without_its_unit(claimed, found)
    claimed, found = _as_growth(claimed, found), _as_growth(found, claimed)
    if found.holds and not claimed.bound and found.holds[0] <= claimed.low == claimed.high <= found.holds[1]:
        return True
    if _same(claimed.low, found.low) and _same(claimed.high, found.high):
        return True
    if claimed.kind == "duration" and min(claimed.step, found.step) >= _MONTH and _months(claimed) == _months(found):
        return True
    if claimed.low != claimed.high or found.low != found.high:
        return _within(claimed, found) or _is_end(claimed, found)
    if _rounded(claimed, found) or _in_tenths(claimed, found):
        return True
    if found.bound in ("over", "under"):
        return False
    return (
        (claimed.bound == "over" and claimed.low <= found.low < claimed.low + claimed.step)
        or (claimed.bound == "under" and claimed.low - claimed.step < found.low <= claimed.low)
        or (claimed.bound == "near" and claimed.step > found.step and abs(claimed.low - found.low) <= 0.05 * found.low)
    )


def alike(claimed: Quantity, found: Quantity) -> bool:
    """Return whether two figures could be of the same thing: of one kind, and counted in the same unit where
    both name one.
    """
    kinds = {claimed.kind, found.kind}
    if kinds == {"percentage", "times"}:
        return True
    if len(kinds) == 2:
        bare = claimed if claimed.kind == "number" else found
        return kinds == {"number", "money"} and bare.unit == ""
    if claimed.kind == "number":
        return claimed.unit == found.unit or bool({claimed.unit, found.unit} & {"", "个"})
    return claimed.kind != "size" or claimed.unit == found.unit or {claimed.unit, found.unit} == _DEGREES


def same_unit(claimed: Quantity, found: Quantity) -> bool:
    """Return whether two figures that are alike are told in one currency, as far as both say."""
    return claimed.kind != "money" or found.kind != "money" or claimed.unit == found.unit


def _as_growth(one: Quantity, other: Quantity) -> Quantity:
    """翻倍 and 增长一倍 beside a percentage: growth by 100 %; beside each other: twice as much as before."""
    if one.kind != "times":
        return one
    before = 0 if one.unit == "growth" else 1
    if other.kind == "percentage":
        return one._replace(low=(one.low - before) * 100, high=(one.high - before) * 100, step=one.step * 100)
    if one.unit != other.unit and not (_same(one.low, other.low) and _same(one.high, other.high)):
        # Many say 增长两倍 for 翻两倍: either is borne out.
        return one._replace(low=one.low + 1 - before, high=one.high + 1 - before)
    return one


def _within(claimed: Quantity, found: Quantity) -> bool:
    """Return whether a value lies within a range that is claimed."""
    return found.low == found.high and claimed.low < found.low < claimed.high


def _is_end(claimed: Quantity, found: Quantity) -> bool:
    """Return whether a value is claimed as the least or the most, and is that end of a range."""
    end = {"over": found.low, "under": found.high}.get(claimed.bound)
    return end is not None and claimed.low == claimed.high and _same(claimed.low, end)


def _months(duration: Quantity) -> tuple[int, int]:
    """Return the least and the most months of a duration in months or years: 12 for a year."""
    return round(duration.low / (_MONTH * 365 / 360)), round(duration.high / (_MONTH * 365 / 360))


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-9 * max(abs(one), abs(other), 1.0)


def _without_its_unit(claimed: Quantity, found: Quantity) -> bool:
    """Return whether a number is claimed bare that is found with the unit of a measure: 3.1万 of 4.6万平方米."""
    bare = claimed.kind == "number" and claimed.unit == "" and claimed.low == claimed.high >= 10 * claimed.step
    return bare and found.kind == "size" and found.unit != "clock" and _same(claimed.low, found.low)


def _in_tenths(claimed: Quantity, found: Quantity) -> bool:
    """Return whether a share is claimed in whole tenths that is found hardly off them: 四成 for 41 %."""
    tenths = claimed.kind == found.kind == "percentage" and claimed.step == _TENTH > found.step
    return tenths and not claimed.bound and 0 < abs(claimed.low - found.low) <= _OFF


def _rounded(short: Quantity, long: Quantity) -> bool:
    """Return whether one value is the other rounded to fewer digits, of which at least two are left."""
    return short.step > long.step and short.low >= 10 * short.step and abs(short.low - long.low) <= short.step / 2
