"""Phrases about the documents that a chat brings along."""

from collections.abc import Mapping

from bot.phrases.phrase import Phrase
from retrieval.model import Value

OWN, SHARED, NAMED = "own", "shared", "named:"
"""The names of the libraries that a chat may be answered from; NAMED stands before a name from the catalog."""


class CollectionPhrases(Value):
    """Offers to add a file, and reports of what became of it."""

    left: Phrase
    offer: Phrase
    offer_group: Phrase
    add: Phrase
    text: Phrase
    several: Phrase
    add_several: Phrase
    fetching: Phrase
    at_work: Phrase
    added: Phrase
    older_kept: Phrase
    older: Phrase
    present: Phrase
    same_text: Phrase
    name_taken: Phrase
    replace: Phrase
    keep: Phrase
    pages: Phrase
    slides: Phrase
    sheets: Phrase
    sections: Phrase
    passages: Phrase
    left_out: Phrase
    left_out_kind: Phrase
    try_asking: Phrase
    remove: Phrase
    removed: Phrase
    not_there: Phrase
    retry: Phrase
    not_allowed: Phrase
    add_what: Phrase
    own: Phrase
    shared: Phrase
    in_collection: Phrase
    none: Phrase
    listed: Phrase
    listed_left: Phrase
    listed_none: Phrase
    moved: Phrase
    exported: Phrase
    confirm_delete: Phrase
    deleted: Phrase
    head: Phrase
    more: Phrase
    answered_from: Phrase
    searched: Mapping[str, Phrase]
    who: Mapping[str, Phrase]
