"""Printed timeline: every figure with its date and quote, and bars in a terminal."""

from collections.abc import Sequence

from rich.bar import Bar
from rich.table import Table

from bot.phrases import Phrases
from bot.replies.timeline import comparable, figure_of, head_lines, step_line, steps_of
from bot.terminal.console import LineConsole, console
from bot.terminal.print import print_quote
from retrieval import Library, Point, Timeline

_BAR_CELLS = 32
_LEAST_BARS = 2


def print_timeline(found: Timeline, library: Library, phrases: Phrases) -> None:
    """Print the figures by date, each with the quote that proves it."""
    out = console()
    for line in head_lines(found, library, phrases):
        out.say(line)
    if found.points:
        out.say()
    for number, step in enumerate(steps_of(found), 1):
        out.say(step_line(step, phrases), style="bold")
        print_quote(number, step.quote, library, phrases, out)
    if out.is_terminal:
        _print_bars(comparable(found, _LEAST_BARS), phrases, out)


def _print_bars(points: Sequence[Point], phrases: Phrases, out: LineConsole) -> None:
    """Print one bar for each figure that can be compared with the others; a fall has another colour."""
    if not points:
        return
    size = max(point.high for point in points) or 1.0
    table = Table.grid(padding=(0, 2))
    for point in points:
        colour = "red" if point.change == "fall" else "cyan" if point.date else "bright_black"
        bar = Bar(size, 0, point.high, width=_BAR_CELLS, color=colour)
        table.add_row(point.date or phrases.undated, figure_of(point), bar)
    out.print(table)
