"""The inner loops in C, or None if they were not compiled: each has an equal in numpy, beside which it is called."""

from contextlib import suppress
from importlib import import_module
from typing import Any

compiled: Any = None
with suppress(ImportError):
    compiled = import_module("retrieval.arrays._kernels")
