"""Rooms that have inner loops in C are tested with these and with their equals in numpy."""

from collections.abc import Iterator

import pytest

from retrieval.arrays import kernels

# Mark of a test or module that calls both loops itself, or has another subject: it is run once.
ONCE = pytest.mark.parametrize("loops", ["compiled" if kernels.compiled else "numpy"], indirect=True)


@pytest.fixture(scope="module", params=["compiled", "numpy"])
def loops(request: pytest.FixtureRequest) -> Iterator[str]:
    """Choose the loops of a module of tests, first those in C and then those in numpy."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "numpy":
            patch.setattr(kernels, "compiled", None)
        elif not kernels.compiled:
            pytest.skip("the inner loops are not compiled here")
        yield request.param
