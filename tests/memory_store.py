"""Another machine that holds an index in blocks, in memory."""

from collections.abc import Mapping, Sequence
from typing import Any

from retrieval.arrays.blocks import BLOCK_BYTES, Held


class MemoryStore:
    """A `BlockStore` in this process; `puts` counts how often something was put there."""

    uri = "memory"

    def __init__(self) -> None:
        self._containers: dict[str, bytes] = {}
        self._held = Held((), {})
        self.puts = 0

    def hold(self, containers: Mapping[str, memoryview], told: Mapping[str, Any]) -> None:
        """Hold containers beside those of before."""
        self._containers |= {name: data.tobytes() for name, data in containers.items()}
        self._held = Held(tuple((name, len(data)) for name, data in containers.items()), told)
        self.puts += 1

    def held(self) -> Held:
        """Return what is held."""
        return self._held

    def blocks(self, container: str, numbers: Sequence[int]) -> list[bytes]:
        """Return blocks of a container."""
        data = self._containers[container]
        return [data[number * BLOCK_BYTES : (number + 1) * BLOCK_BYTES] for number in numbers]

    def close(self) -> None:
        """Do nothing."""
