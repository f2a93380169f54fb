"""Visitor of a page in a browser: the language to speak to them."""

from starlette.datastructures import Headers

from bot.phrases import Language, language_of, terminal_phrases


def language_of_visitor(headers: Headers) -> Language:
    """Return the language that the browser asks for first, or without one the terminal's."""
    first = headers.get("accept-language", "").split(",")[0].partition(";")[0].strip()
    return language_of(first) if first not in ("", "*") else terminal_phrases().language
