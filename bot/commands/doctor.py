"""`yinju doctor`: whether everything is ready for `yinju run`, and what to do where it is not."""

import asyncio

import click

from bot.commands.open_library import open_library
from bot.doctor.finding import Finding, bad
from bot.doctor.machine import look_at_documents, look_at_machine, look_at_running
from bot.doctor.telegram import look_at_telegram
from bot.phrases import Phrases, terminal_phrases
from bot.settings import Settings
from bot.terminal.json_output import print_json
from bot.text import one_line
from retrieval import YinjuError
from retrieval.cache.cache import IndexCache
from retrieval.collection import Collection
from retrieval.documents.convert.store import Conversions
from retrieval.documents.reader import FolderReader

_SIGNS = {"ok": "✔", "warning": "!", "failure": "✘"}


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True)
@click.pass_obj
def command(settings: Settings, as_json: bool) -> None:
    """Check token, groups, documents, data, clock, extras and the running bot; status 1 if the bot cannot run."""
    phrases = terminal_phrases()
    findings = [
        *asyncio.run(look_at_telegram(settings)),
        _documents(settings, phrases),
        *look_at_machine(settings),
        *look_at_running(settings.data_dir),
    ]
    failed = any(finding.outcome == "failure" for finding in findings)
    if as_json:
        print_json({"ready": not failed, "findings": [_object(finding, phrases) for finding in findings]})
    else:
        for finding in findings:
            click.echo(f"{_SIGNS[finding.outcome]} {sentence(finding, phrases)}")
        click.echo(phrases.doctor.not_ready if failed else phrases.doctor.ready)
    if failed:
        raise SystemExit(1)


def sentence(finding: Finding, phrases: Phrases) -> str:
    """Return what was found and what to do about it, in words."""
    values = {name: phrases.cause(str(value)) if name == "reason" else value for name, value in finding.values.items()}
    return phrases.doctor.found[finding.found].format(**values)


def _documents(settings: Settings, phrases: Phrases) -> Finding:
    try:
        return look_at_documents(_collection(settings), settings.seeds_dir)
    except YinjuError as error:
        return bad("documents", "documents_unusable", reason=phrases.error(error))
    except OSError as error:
        folder = one_line(str(settings.seeds_dir))
        told = phrases.unusable_folder.format(folder=folder, reason=phrases.cause(str(error.strerror)))
        return bad("documents", "documents_unusable", reason=told)


def _collection(settings: Settings) -> Collection:
    """Read the folder; what was converted for the index is not converted again. Without one, ask where the index is."""
    if settings.index_uri and not settings.seeds_dir.exists():
        return open_library(settings).material.collection
    kept = Conversions(IndexCache(settings.index_dir, settings.seeds_dir).conversions)
    return FolderReader(settings.seeds_dir, kept).read()


def _object(finding: Finding, phrases: Phrases) -> dict[str, object]:
    return {
        "check": finding.check,
        "outcome": finding.outcome,
        "found": finding.found,
        "values": dict(finding.values),
        "sentence": sentence(finding, phrases),
    }
