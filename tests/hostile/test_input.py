"""No input makes an exception, a broken message or a quote that stands nowhere.

A few inputs of each kind here; YINJU_FUZZ=N takes N of each, and `python -m tests.benchmarks.fuzzing` as many as fit into a
time.
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from retrieval.language.tokenizer import Analyzer
from retrieval.library import Library
from tests.hostile.targets import targets

EXAMPLES = int(os.environ.get("YINJU_FUZZ", "4"))
NAMES = ("documents", "libraries", "file names", "catalogs", "questions", "claims", "JSON lines")


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="YINJU_FUZZ" not in os.environ,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)
def test_nothing_escapes(library: Library, analyzer: Analyzer, name: str, data: st.DataObject) -> None:
    """Whatever is given."""
    target = targets(library, analyzer)[name]
    target.run(data.draw(target.inputs))


def test_every_target_is_tried(library: Library, analyzer: Analyzer) -> None:
    """By name."""
    assert tuple(targets(library, analyzer)) == NAMES
