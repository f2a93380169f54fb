"""Lease on a file that is mapped: a program that would write into it, or make it shorter, waits until it is returned.

Linux knows leases, on the files of one's own; other systems, and some file systems, have none.
"""

import os
import signal
from typing import Any
from weakref import finalize

fcntl: Any
try:
    import fcntl
except ImportError:
    fcntl = None


class Lease:
    """A lease, returned when nobody holds this object any more; Linux waits for that for 45 s by default.

    Its holder looks now and then if it `is_recalled`, and lets go. No signal does that: arrays that somebody reads just
    then have to stay.
    """

    def __init__(self, descriptor: int) -> None:
        """Keep a descriptor of the leased file."""
        self._descriptor = descriptor
        finalize(self, os.close, descriptor)

    @property
    def is_recalled(self) -> bool:
        """Return whether another program is waiting for the lease, or has been told that it cannot write now."""
        return bool(fcntl.fcntl(self._descriptor, fcntl.F_GETLEASE) != fcntl.F_RDLCK)


def lease(descriptor: int) -> Lease | None:
    """Return a lease on an open file, or None if there are none here.

    Raises BlockingIOError if another program may write to the file.
    """
    if not hasattr(fcntl, "F_SETLEASE"):
        return None
    own = os.dup(descriptor)
    try:
        # The signal that tells of a recall would end a process that does not expect it; this one does nothing.
        fcntl.fcntl(own, fcntl.F_SETSIG, signal.SIGURG)
        fcntl.fcntl(own, fcntl.F_SETLEASE, fcntl.F_RDLCK)
    except BlockingIOError:
        os.close(own)
        raise
    except OSError:
        os.close(own)
        return None
    return Lease(own)
