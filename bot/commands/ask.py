"""`yinju ask`: one question, or a stream of them as JSON lines."""

import sys
from collections.abc import Iterable, Iterator
from itertools import takewhile

import click

from bot.commands.open_library import open_asked
from bot.phrases import Phrases, terminal_phrases
from bot.replies.answers import notes_of
from bot.settings import Settings
from bot.terminal.json_output import print_json, quote_object, requests
from bot.usage import Misuse
from retrieval import Answer, Library, YinjuError
from retrieval.errors import QuestionEmpty, QuestionError

_MOST_EARLIER = 10
_LONGEST_EARLIER = 2000


class QuestionCommand(click.Command):
    """Takes a word with a single dash, such as -5度, for a word of the question; a mistyped --option stays an error."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse options that there are not; click passes on what is left as the question.

        Raises NoSuchOption.
        """
        known = {name for option in self.get_params(ctx) for name in option.opts}
        for word in takewhile(lambda word: word != "--", args):
            if word.startswith("--") and word.partition("=")[0] not in known:
                raise click.NoSuchOption(word, ctx=ctx)
        return super().parse_args(ctx, args)


@click.command("ask", cls=QuestionCommand, context_settings={"ignore_unknown_options": True})
@click.argument("question", nargs=-1)
@click.option("--json", "as_json", is_flag=True)
@click.option("--jsonl", is_flag=True)
@click.option("--explain", is_flag=True)
@click.pass_obj
def command(settings: Settings, question: tuple[str, ...], as_json: bool, jsonl: bool, explain: bool) -> None:
    """Answer QUESTION, or what comes on standard input, with quotes and their sources.

    After -- everything is the question, also what begins with a dash.
    """
    phrases = terminal_phrases()
    if (jsonl and question) or (explain and (jsonl or as_json)):
        raise Misuse(phrases.usage.question)
    asked = "" if jsonl else given(question, phrases.usage.question, QuestionEmpty)
    library = open_asked(settings)
    if jsonl:
        for answered in answer_lines(sys.stdin.buffer, library, phrases):
            print_json(answered)
    elif as_json:
        print_json(_answered(library, asked, [], phrases))
    else:
        _print(asked, library, phrases, explain)


def given(words: tuple[str, ...], missing: str, empty: type[YinjuError]) -> str:
    """Return the words of a command, or for want of any the text on standard input.

    Raises Misuse with the sentence `missing` where standard input is a terminal, and `empty` where nothing is on it.
    """
    if words:
        return " ".join(words)
    if sys.stdin is None or sys.stdin.isatty():
        raise Misuse(missing)
    text = sys.stdin.read().strip()
    if not text:
        raise empty()
    return text


def _print(question: str, library: Library, phrases: Phrases, explain: bool) -> None:
    # Scripts do not wait for what sets colours.
    from bot.dispatch.wish import remark_on
    from bot.terminal.console import console
    from bot.terminal.print import print_answer, print_explanation

    remark = remark_on(question, phrases)
    if remark:
        console().say(remark)
    elif explain:
        print_explanation(library.explain(question), phrases)
    elif not _told_by_date(question, library, phrases):
        print_answer(library.ask(question), library, phrases)


def _told_by_date(question: str, library: Library, phrases: Phrases) -> bool:
    """Print the figures of a thing, if the question asks how it changed and there are some to compare."""
    from bot.replies.timeline import MIN_ANSWERED_FIGURES
    from bot.terminal.timeline import print_timeline
    from retrieval.facts.subject import asked_term

    term = asked_term(question)
    found = library.timeline(term) if term else None
    if found is None or len(found.points) < MIN_ANSWERED_FIGURES:
        return False
    print_timeline(found, library, phrases)
    return True


def answer_lines(lines: Iterable[bytes], library: Library, phrases: Phrases) -> Iterator[dict[str, object]]:
    """Answer JSON lines in order, one object for each that is not blank; a bad one gets an object with "error"."""
    for request in requests(lines, lambda found: _fault(found, phrases), phrases):
        if isinstance(request, str):
            yield {"question": None, "status": "not_found", "quotes": [], "notes": [], "error": request}
        else:
            # Of a long history the last entries are used, and of a long entry the beginning.
            history = (request.get("history") or [])[-_MOST_EARLIER:]
            earlier = [question[:_LONGEST_EARLIER] for question in history]
            yield _answered(library, request["question"], earlier, phrases)


def _fault(found: object, phrases: Phrases) -> str:
    if not isinstance(found, dict) or not isinstance(found.get("question"), str):
        return phrases.no_question_field
    history = found.get("history") or []
    listed = isinstance(history, list) and all(isinstance(earlier, str) for earlier in history)
    return "" if listed else phrases.bad_history_field


def _answered(library: Library, question: str, history: list[str], phrases: Phrases) -> dict[str, object]:
    try:
        return answer_object(library.ask(question, history), phrases)
    except QuestionError as error:
        silent = Answer(question=question, status="not_found", notes=(phrases.error(error),))
        return answer_object(silent, phrases)


def answer_object(answer: Answer, phrases: Phrases) -> dict[str, object]:
    """Return an answer as the object that scripts rely on, with its keys in the documented order."""
    return {
        "question": answer.question,
        "status": answer.status,
        "confidence": answer.confidence,
        "missing": answer.missing,
        "absent": answer.absent,
        "outline": answer.outline,
        "follows": answer.follows,
        "quotes": [quote_object(quote) for quote in answer.quotes],
        "notes": [*answer.notes, *notes_of(answer, phrases)],
        "milliseconds": answer.milliseconds,
    }
