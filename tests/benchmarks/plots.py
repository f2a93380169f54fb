"""Figures of engines -> the pictures in the README."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, NullFormatter

Figures = Mapping[str, Mapping[str, Mapping[str, float]]]
# Distinct also for people who cannot tell red from green (Okabe and Ito), ours darkest and thickest.
_COLOURS = {
    "yinju": "#000000", "tantivy": "#D55E00", "bm25s numba": "#0072B2", "bm25s numpy": "#56B4E9",
    "SQLite FTS5": "#009E73", "rank-bm25": "#CC79A7",
}  # fmt: skip
_COSTS = {
    "build seconds": "building, seconds of one core",
    "first answer seconds": "first answer of a fresh process, seconds",
    "index MB": "index on disk, MB",
    "peak MB": "memory while answering, MB",
}
_MANY = 100
_SETTINGS: dict[Any, Any] = {"svg.hashsalt": "yinju", "svg.fonttype": "none", "font.size": 10}


def draw(figures: Figures, folder: Path) -> None:
    """Write `latency.svg` and `costs.svg`."""
    import matplotlib as mpl

    sizes = sorted(figures, key=int)
    with mpl.rc_context(_SETTINGS):
        _write(_latency(figures, sizes), folder / "latency.svg")
        _write(_costs(figures, sizes), folder / "costs.svg")


def _latency(figures: Figures, sizes: list[str]) -> Figure:
    picture = Figure(figsize=(7.5, 4.6), layout="constrained")
    axes = picture.subplots()
    for name, colour in _COLOURS.items():
        own = [(int(size), figures[size][name]) for size in sizes if name in figures[size]]
        if own:
            at = [size for size, _ in own]
            width = 2.4 if name == "yinju" else 1.4
            axes.plot(at, [one["median ms"] for _, one in own], "o-", color=colour, label=name, lw=width, ms=4)
            many = [(size, one["p99 ms"]) for size, one in own if one["queries"] >= _MANY]
            axes.plot([size for size, _ in many], [p99 for _, p99 in many], ":", color=colour, lw=1)
    axes.set(xscale="log", yscale="log", xlabel="passages", ylabel="milliseconds a query")
    axes.set_title("Best ten passages for eight words: median (—) and 99th percentile (···)", fontsize=10)
    _finish(axes)
    axes.legend(frameon=False)
    return picture


def _costs(figures: Figures, sizes: list[str]) -> Figure:
    picture = Figure(figsize=(9, 6.4), layout="constrained")
    for axes, (column, title) in zip(picture.subplots(2, 2).flat, _COSTS.items(), strict=True):
        for name, colour in _COLOURS.items():
            own = [(int(size), figures[size][name][column]) for size in sizes if name in figures[size]]
            width = 2.4 if name == "yinju" else 1.4
            axes.plot([s for s, _ in own], [one for _, one in own], "o-", color=colour, label=name, lw=width, ms=4)
        axes.set(xscale="log", yscale="log", xlabel="passages")
        axes.set_title(title, fontsize=10)
        _finish(axes)
    handles, labels = picture.axes[0].get_legend_handles_labels()
    picture.legend(handles, labels, loc="outside lower center", ncols=len(labels), frameon=False)
    return picture


def _finish(axes: Any) -> None:
    axes.grid(which="major", color="#DDDDDD", lw=0.7)
    for one in (axes.xaxis, axes.yaxis):
        one.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.9g}"))
        one.set_minor_formatter(NullFormatter())
    axes.spines[["top", "right"]].set_visible(False)


def _write(picture: Figure, path: Path) -> None:
    # Without a date, so that the same figures give the same file; white, because GitHub may show it on black.
    picture.savefig(path, metadata={"Date": None}, facecolor="white")
