"""`yinju eval`: how well a set of questions is answered."""

from collections.abc import Callable
from pathlib import Path

import click
from opencc import OpenCC

from bot.commands.open_library import open_library
from bot.phrases import terminal_phrases
from bot.settings import Settings
from bot.terminal.progress import progress
from retrieval import Answer, Library
from retrieval.errors import QuestionError
from retrieval.evaluation.claims import evaluate_claims, read_claims
from retrieval.evaluation.passages import evaluate_passages, read_contexts
from retrieval.evaluation.questions import Figures, Item, evaluate, judge, read_questions
from retrieval.language.tokenizer import Analyzer
from retrieval.runtime import each


@click.command("eval")
@click.argument("questions", type=click.Path(path_type=Path))
@click.option("--misses", is_flag=True)
@click.option("--passages", is_flag=True)
@click.option("--claims", is_flag=True)
@click.option("--convert", type=click.Choice(["s2t", "t2s"]))
@click.pass_obj
def command(
    settings: Settings, questions: Path, misses: bool, passages: bool, claims: bool, convert: str | None
) -> None:
    """Ask every question of a JSON-lines file and print how many were answered well."""
    if passages:
        _print_passages(settings, questions, convert)
        return
    if claims:
        _print_claims(settings, questions, misses)
        return
    items = read_questions(questions)
    library = open_library(settings)
    with progress(terminal_phrases()) as shown:
        answers = [_ask(library, item) for item in each(items, "answering", shown)]
    click.echo(_table(evaluate(items, answers, library.text)))
    for item, answer in zip(items, answers, strict=True) if misses else ():
        if judge(item, answer, library.text) < 1:
            wanted = " / ".join(item.answers or item.all_of) or "not_found"
            got = " | ".join(quote.text for quote in answer.quotes) or answer.status
            click.echo(f"{item.id} {item.kind}: {item.question}\n  wanted {wanted}\n  got {got}")


def _print_claims(settings: Settings, file: Path, misses: bool) -> None:
    items = read_claims(file)
    library = open_library(settings)
    with progress(terminal_phrases()) as shown:
        verdicts = [library.check(item.claim) for item in each(items, "answering", shown)]
    figures = evaluate_claims(items, verdicts, library.text)
    rows = (("verdict", figures.accuracy), ("wrong value named", figures.named), ("evidence quoted", figures.quoted))
    click.echo(f"{figures.claims} claims\n" + "\n".join(f"  {name:<18} {share:.3f}" for name, share in rows))
    for item, verdict in zip(items, verdicts, strict=True) if misses else ():
        if item.verdict != verdict.verdict:
            click.echo(f"  {item.id}  {item.verdict}, not {verdict.verdict}  {item.claim}")


def _print_passages(settings: Settings, path: Path, convert: str | None) -> None:
    contexts = read_contexts(path)
    put: Callable[[str], str] = OpenCC(convert).convert if convert else str
    with progress(terminal_phrases()) as shown:
        rows = list(evaluate_passages(contexts, Analyzer(settings.cache_dir), put, shown))
    click.echo(f"{'':<12}{'questions':>10}{'R@1':>8}{'MRR@10':>8}{'picked':>8}")
    for found in rows:
        picked = "-" if found.picked is None else f"{100 * found.picked:.2f}"
        shares = f"{100 * found.recall_at_1:>8.2f}{100 * found.mrr_at_10:>8.2f}{picked:>8}"
        click.echo(f"{found.name:<12}{found.questions:>10}{shares}")


def _ask(library: Library, item: Item) -> Answer:
    try:
        return library.ask(item.question, item.history)
    except QuestionError:
        return Answer(question=item.question, status="not_found")


def _table(figures: Figures) -> str:
    rows: list[tuple[str, float | int | None]] = [
        ("questions", figures.questions),
        ("hit@1", figures.hit_at_1),
        ("hit@3", figures.hit_at_3),
        ("parts@1", figures.parts_at_1),
        ("parts@3", figures.parts_at_3),
        ("abstain precision", figures.abstain_precision),
        ("abstain recall", figures.abstain_recall),
        ("abstain F1", figures.abstain_f1),
        ("characters an answer", figures.characters),
        ("quotes not verbatim", figures.not_verbatim),
    ]
    kinds = [f"{kind:<24}{one:>8.3f}{three:>8.3f}" for kind, (one, three) in figures.by_kind.items()]
    head = f"{'by kind':<24}{'at 1':>8}{'at 3':>8}"
    return "\n".join([*(f"{name:<24}{_cell(value):>8}" for name, value in rows), head, *kinds])


def _cell(value: float | None) -> str:
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.3f}"
