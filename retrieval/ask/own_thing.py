"""Own thing of a short question: a word that few sentences have, so that it stands without the question before it."""

from collections.abc import Sequence

import numpy as np

from retrieval.index.index import Index
from retrieval.language.tokenizer import Token, content

_FEW_SENTENCES = 6


def has_own_thing(asked: Sequence[Token], earlier: Sequence[Token], index: Index) -> bool:
    """Tell if a question has a word of few sentences (房租) that no document has together with such a word before it.

    How long something keeps is asked of the bread before it where a document tells both.
    """
    own = _documents(asked, index)
    return bool(own) and not own & _documents(earlier, index)


def _documents(tokens: Sequence[Token], index: Index) -> set[int]:
    """Return the numbers of the documents that have one of the rare words of a question."""
    held = (index.holding(token.text) for token in content(tokens) if len(token.text) > 1)
    few = [np.asarray(entries, np.intp) for entries in held if 0 < len(entries) <= _FEW_SENTENCES]
    return {int(document) for entries in few for document in index.documents_of_entries(entries)}
