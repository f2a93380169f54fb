"""Every test of this room is run with the inner loops in C and with those in numpy, unless it is marked ONCE."""

import pytest

from tests.retrieval.conftest import loops as loops


@pytest.fixture(scope="module", autouse=True)
def both(loops: str) -> str:
    """Return which loops are tested."""
    return loops
