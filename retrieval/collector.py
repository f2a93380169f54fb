"""Python's collector of cycles, and when it only gets in the way."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collector() -> Iterator[None]:
    """Leave the collector off inside of the block, for the whole process.

    Reading and analysing make values by the million and no cycles: looking for some again and again would take longer
    than the work itself.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def loading() -> Iterator[None]:
    """Leave the collector off while modules are imported, and have it pass over what there is from then on.

    Modules stay as long as the process does. Looking through what they made takes a tenth of the time of a start.
    """
    with without_collector():
        yield
        gc.freeze()
