"""`yinju gaps`: the questions that the running bot did not answer, or not well."""

import click

from bot.phrases import terminal_phrases
from bot.replies.feedback import gap_line
from bot.settings import Settings
from bot.storage.database import Database
from bot.storage.gaps import Gap, gaps_in
from bot.storage.storage import FILE
from bot.terminal.json_output import print_json
from bot.text import one_line

_LINE_UNITS = 300


@click.command("gaps")
@click.option("--questions", is_flag=True)
@click.pass_obj
def command(settings: Settings, questions: bool) -> None:
    """List what people asked in Telegram and were not answered, or voted against; most met first."""
    phrases = terminal_phrases()
    gaps = kept_gaps(settings)
    if questions:
        for number, gap in enumerate(gaps, 1):
            print_json(question_object(number, gap))
    elif not gaps:
        click.echo(phrases.gaps_none if settings.privacy_log else phrases.nothing_kept)
    for gap in () if questions else gaps:
        click.echo(one_line(gap_line(gap, phrases, _LINE_UNITS)))


def kept_gaps(settings: Settings) -> list[Gap]:
    """Return the gaps in the data folder; none where no bot has run yet, and no file is made then.

    Raises OSError where the data folder is none, such as a file.
    """
    path = settings.data_dir / FILE
    try:
        path.stat()
    except FileNotFoundError:
        return []
    database = Database(path)
    try:
        return gaps_in(database)
    finally:
        database.close()


def question_object(number: int, gap: Gap) -> dict[str, object]:
    """Return a gap as an item of a question set; missed until a person fills in the answer or says that there
    is none.
    """
    return {
        "id": f"gap-{number:03}",
        "kind": "unanswered" if gap.unanswered else "disliked",
        "question": gap.question,
        "history": list(gap.history),
        "answerable": True,
        "answers": [],
        "evidence": [],
        "times": gap.times,
        "votes": gap.votes,
        "reasons": dict(gap.reasons),
    }
