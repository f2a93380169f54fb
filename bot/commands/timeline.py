"""`yinju timeline`: every figure that the documents give for a thing, by date."""

from pathlib import Path

import click

from bot.commands.ask import QuestionCommand
from bot.commands.open_library import open_asked
from bot.phrases import Phrases, terminal_phrases
from bot.replies.chart import ChartsMissing, chart
from bot.replies.timeline import MIN_DRAWN_FIGURES, comparable
from bot.settings import Settings
from bot.terminal.json_output import print_json, quote_object
from bot.terminal.timeline import print_timeline
from bot.text import one_line
from retrieval import Timeline
from retrieval.facts.subject import asked_term


@click.command("timeline", cls=QuestionCommand, context_settings={"ignore_unknown_options": True})
@click.argument("word", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True)
@click.option("--chart", "file", type=click.Path(path_type=Path), metavar="FILE")
@click.pass_obj
def command(settings: Settings, word: tuple[str, ...], as_json: bool, file: Path | None) -> None:
    """List every figure for WORD by date, with the quotes that prove it: 阿里云收入, or 阿里云收入的变化."""
    library, phrases = open_asked(settings), terminal_phrases()
    asked = " ".join(word)
    found = library.timeline(asked_term(asked) or asked)
    if as_json:
        print_json(_object(found))
    else:
        print_timeline(found, library, phrases)
    if file:
        _write(found, file, phrases)


def _write(found: Timeline, file: Path, phrases: Phrases) -> None:
    """Write the chart, or say why there is none and raise SystemExit with status 1."""
    said, name = phrases.timeline, one_line(str(file))
    points = comparable(found)
    try:
        if not points:
            told = said.chart_too_few.format(least=MIN_DRAWN_FIGURES)
        else:
            file.write_bytes(chart(found.term, points, phrases))
            click.echo(said.chart_saved.format(file=name), err=True)
            return
    except ChartsMissing:
        told = said.chart_needs_extra.format()
    except OSError as error:
        told = said.chart_unwritable.format(file=name, reason=phrases.cause(str(error.strerror)))
    click.echo(told, err=True)
    raise SystemExit(1)


def _object(found: Timeline) -> dict[str, object]:
    points = [{**point.model_dump(exclude={"quote"}), "quote": quote_object(point.quote)} for point in found.points]
    return {
        "term": found.term,
        "points": points,
        "missing": found.missing,
        "milliseconds": found.milliseconds,
    }
