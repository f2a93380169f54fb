"""`yinju check`: what the documents say to a claim, or to a stream of them as JSON lines."""

import sys
from collections.abc import Iterable, Iterator

import click

from bot.commands.ask import QuestionCommand, given
from bot.commands.open_library import open_asked
from bot.phrases import Phrases, terminal_phrases
from bot.settings import Settings
from bot.terminal.check import print_verdict
from bot.terminal.json_output import print_json, quote_object, requests
from bot.usage import Misuse
from retrieval import Library, Verdict
from retrieval.errors import ClaimEmpty, ClaimError


@click.command("check", cls=QuestionCommand, context_settings={"ignore_unknown_options": True})
@click.argument("claim", nargs=-1)
@click.option("--json", "as_json", is_flag=True)
@click.option("--jsonl", is_flag=True)
@click.pass_obj
def command(settings: Settings, claim: tuple[str, ...], as_json: bool, jsonl: bool) -> None:
    """Say what the documents say to CLAIM, or to what comes on standard input: the same, something else, or nothing.

    After -- everything is the claim, also what begins with a dash.
    """
    phrases = terminal_phrases()
    if jsonl and claim:
        raise Misuse(phrases.usage.claim)
    checked = "" if jsonl else given(claim, phrases.usage.claim, ClaimEmpty)
    library = open_asked(settings)
    if jsonl:
        for verdict in verdict_lines(sys.stdin.buffer, library, phrases):
            print_json(verdict)
    elif as_json:
        print_json(_checked(library, checked, phrases))
    else:
        print_verdict(library.check(checked), library, phrases)


def verdict_lines(lines: Iterable[bytes], library: Library, phrases: Phrases) -> Iterator[dict[str, object]]:
    """Check JSON lines in order, one object for each that is not blank; a bad one gets an object with "error"."""

    def fault(found: object) -> str:
        claimed = isinstance(found, dict) and isinstance(found.get("claim"), str)
        return "" if claimed else phrases.checking.no_claim_field

    for request in requests(lines, fault, phrases):
        if isinstance(request, str):
            yield {"claim": None, "verdict": "not_found", "mismatches": [], "quotes": [], "error": request}
        else:
            yield _checked(library, request["claim"], phrases)


def _checked(library: Library, claim: str, phrases: Phrases) -> dict[str, object]:
    try:
        return verdict_object(library.check(claim))
    except ClaimError as error:
        return {**verdict_object(Verdict(claim=claim, verdict="not_found")), "error": phrases.error(error)}


def verdict_object(verdict: Verdict) -> dict[str, object]:
    """Return a verdict as the object that scripts rely on, with its keys in the documented order."""
    return {
        "claim": verdict.claim,
        "verdict": verdict.verdict,
        "mismatches": [mismatch.model_dump() for mismatch in verdict.mismatches],
        "quotes": [quote_object(quote) for quote in verdict.quotes],
        "milliseconds": verdict.milliseconds,
    }
