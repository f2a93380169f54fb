"""Phrases about the documents that a chat brings along."""

from collections.abc import Mapping

from retrieval.model import Value

OWN, SHARED = "own", "shared"
"""The names of the two libraries that a chat may be answered from."""


class CollectionPhrases(Value):
    """Offers to add a file, and reports of what became of it."""

    left: str
    offer: str
    offer_group: str
    add: str
    fetching: str
    at_work: str
    added: str
    present: str
    same_text: str
    name_taken: str
    replace: str
    keep: str
    pages: str
    slides: str
    sheets: str
    sections: str
    passages: str
    left_out: str
    left_out_kind: str
    try_asking: str
    remove: str
    removed: str
    not_there: str
    retry: str
    not_allowed: str
    add_what: str
    own: str
    shared: str
    in_collection: str
    none: str
    listed: str
    listed_left: str
    listed_none: str
    moved: str
    exported: str
    deleted: str
    head: str
    more: str
    answered_from: str
    searched: Mapping[str, str]
    who: Mapping[str, str]
