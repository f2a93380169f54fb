"""Words typed in a terminal that ask nothing of the documents, and the remark on them."""

from bot.dispatch.wish import Wish, wish_of
from bot.phrases import Phrases

_SEEN = "👌"


def remark_on(words: str, phrases: Phrases) -> str | None:
    """Return the line that answers thanks, an objection, laughter, or the question who one is; None for other words."""
    remarks: dict[Wish, str] = {
        Wish.THANKS: phrases.thanks,
        Wish.WHO: phrases.who_am_i,
        Wish.OBJECTION: phrases.try_again,
        Wish.NOISE: _SEEN,
    }
    return remarks.get(wish_of(words)) if any(character.isalnum() for character in words) else None


def points_at_answer(words: str) -> bool:
    """Return True for words such as “source?” or “really?”, which are about the answer before them."""
    return wish_of(words) in (Wish.SOURCE, Wish.CHECK)
