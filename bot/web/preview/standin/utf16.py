"""UTF-16 code units, in which Telegram counts every offset and length; used wherever text is measured."""


def length(text: str) -> int:
    """Return how many UTF-16 code units `text` takes; an emoji outside the basic plane takes two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, offset: int, units: int) -> str:
    """Return the piece of `text` that starts at UTF-16 `offset` and is `units` code units long."""
    data = text.encode("utf-16-le", "surrogatepass")
    return data[2 * offset : 2 * (offset + units)].decode("utf-16-le", "surrogatepass")


def offset_of(text: str, index: int) -> int:
    """Return the UTF-16 offset of the character at `index`, which counts code points."""
    return length(text[:index])


def valid_span(text: str, offset: int, units: int) -> bool:
    """Tell whether the span is not empty, lies inside `text` and splits no surrogate pair."""
    if offset < 0 or units < 1 or offset + units > length(text):
        return False
    try:
        cut(text, offset, units).encode("utf-8")
        cut(text, 0, offset).encode("utf-8")
    except UnicodeError:
        return False
    return True
