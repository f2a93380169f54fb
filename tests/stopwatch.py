"""Time that a step takes, for tests of how it grows."""

import gc
import time
from collections.abc import Callable


def processor_seconds(step: Callable[[], object], tries: int = 3) -> float:
    """Return the shortest of some runs, in time of this thread's processor, without what collecting garbage takes."""
    found = float("inf")
    gc.disable()
    try:
        for _ in range(tries):
            started = time.thread_time()
            step()
            found = min(found, time.thread_time() - started)
    finally:
        gc.enable()
    return found
