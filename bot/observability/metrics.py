"""The figures of a running bot, as Prometheus reads them."""

import time
from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

from bot.transport.handled import HandledUpdate

_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """Counts what was handled; ids and words of people are never among the labels."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._updates = self._counter("updates", "Updates that were handled, by their kind.", "kind")
        self._questions = self._counter("questions", "Questions, by whether they were answered or refused.", "status")
        self._errors = self._counter("errors", "Updates whose handling failed, by the kind of the error.", "error")
        self._answering = self._histogram("answer", "From the arrival of a question until its answer was sent.")
        self._searching = self._histogram("search", "The part of it that looking for the answer took.")
        for status in ("answered", "near", "not_found"):
            self._questions.labels(status)

    def handled(self, update: HandledUpdate, seconds: float) -> None:
        """Count an update that was handled."""
        self._updates.labels(update.numbers["kind"]).inc()
        facts = update.facts
        if "status" in facts:
            self._questions.labels(facts["status"]).inc()
            self._answering.observe(seconds)
            self._searching.observe(float(facts["search_ms"]) / 1000)
        if "error" in facts:
            self._errors.labels(facts["error"]).inc()

    def measure(self, name: str, about: str, value: Callable[[], float]) -> None:
        """Ask for a value whenever figures are read."""
        Gauge(f"yinju_{name}", about, registry=self._registry).set_function(value)

    def text(self) -> bytes:
        """All figures, in the format that Prometheus reads."""
        return generate_latest(self._registry)

    def _counter(self, name: str, about: str, label: str) -> Counter:
        return Counter(f"yinju_{name}", about, [label], registry=self._registry)

    def _histogram(self, name: str, about: str) -> Histogram:
        return Histogram(f"yinju_{name}_seconds", about, buckets=_SECONDS, registry=self._registry)


def age_of(moment: Callable[[], float]) -> Callable[[], float]:
    """Return the seconds that have passed since a moment, which is told in seconds since 1970."""
    return lambda: time.time() - moment()
