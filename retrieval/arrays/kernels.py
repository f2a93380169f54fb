"""The inner loops in C, or None if they were not compiled: each has an equal in numpy or in Python,
beside which it is called.

A build of an older source, as is left where only the source is brought up to date, is not used.
"""

from contextlib import suppress
from importlib import import_module
from typing import Any

# As `contract` in _kernels.c.
_CONTRACT = 18

compiled: Any = None
with suppress(ImportError, AttributeError):
    found = import_module("retrieval.arrays._kernels")
    compiled = found if found.contract() == _CONTRACT else None
