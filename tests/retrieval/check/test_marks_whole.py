"""Marks of a checked sentence: whole words, also where the dictionary has only their characters."""

from tests.conftest import LibraryOf

CARDS = "铜卡读者享九五折，累计借满两千本升级为铁卡，享九折；铁卡读者生日当月续借一次。\n\n大床房里有书桌。\n"


def marks(library_of: LibraryOf, claim: str) -> list[str]:
    """Return what is marked in the first quote of a verdict."""
    quote = library_of(a__md=CARDS).check(claim).quotes[0]
    return [quote.text[start:end] for start, end in quote.highlights]


def test_the_character_of_another_card_is_not_marked(library_of: LibraryOf) -> None:
    """Of the card that the claim names both are."""
    found = marks(library_of, "铁卡读者享九折")
    assert any("铁卡" in one for one in found)
    assert not any(one.startswith("卡") or one.endswith(("铁", "铜")) for one in found)


def test_what_differs_is_marked_whole(library_of: LibraryOf) -> None:
    """A card of another name, say."""
    found = marks(library_of, "铜卡读者享九折")
    assert not any(one.startswith("卡") or one.endswith(("铁", "铜")) for one in found)
