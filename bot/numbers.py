"""What a person types or a button holds where a number is wanted."""

_LONGEST = 9


def number_in(text: str) -> int | None:
    """The number, in whatever digits it is written; None where it is none, or longer than any that is wanted."""
    digits = text.strip()
    return int(digits) if digits.isdecimal() and len(digits) <= _LONGEST else None
