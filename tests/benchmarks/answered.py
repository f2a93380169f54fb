"""Make folders of claims out of questions with answers, for `tests.benchmarks.verdicts`.

    python -m tests.benchmarks.answered SET.jsonl FOLDER

Each line of the set has `title`, `context` and `questions`, each of these `question` and `answers`, as the public sets
CMRC, DRCD and XQuAD converted. People put such questions in words of their own, so that a question with its answer in the
place of the word that asks is a claim in natural wording. About half of the claims have the answer to another such
question instead, or another figure or year of the paragraph; every sixth paragraph is left out of the documents, and
what its questions say is in none of them. The same set makes the same folders.
"""

import argparse
import json
import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks.asked import Asked, asked

PARAGRAPHS, LEFT_OUT, SWAPPED = 20, 6, 0.6
MOST_CLAIM, MOST_CLAIM_ENGLISH = 60, 160

_YEAR = re.compile(r"(?:\d{3,4}年)?(?:\d+月)?(?:\d+日)?|\b\d{4}\b")
_DIGITS = re.compile(r"\d[\d,.]*")


def other(one: Asked, context: str, known: Sequence[Asked]) -> str | None:
    """Return what might be mistaken for an answer: another year or figure, or the answer to a like question."""
    answer = one.answer
    if one.kind == "when" and any(c.isdigit() for c in answer):
        found = {m for m in _YEAR.findall(context) if m and m != answer and _form(m) == _form(answer)}
    elif one.kind.startswith("many"):
        unit = _DIGITS.sub("", answer)
        found = {m for m in re.findall(_DIGITS.pattern + re.escape(unit), context) if unit and m not in answer}
    else:
        like = (k.answer for k in known if k.kind == one.kind)
        found = {a for a in like if a not in answer and answer not in a and len(a) > 1}
        found = {a for a in found if a in context} or found
    return random.choice(sorted(found)) if found else None


def _form(date: str) -> str:
    return _DIGITS.sub("0", date)


def claims(group: Sequence[dict[str, object]]) -> Iterator[dict[str, object]]:
    """Yield the claims of some paragraphs."""
    taken = [
        (number, str(paragraph["context"]), one)
        for number, paragraph in enumerate(group)
        for item in paragraph["questions"]  # type: ignore[attr-defined]
        if (one := asked(item["question"], item["answers"][0])) and len(one.said(one.answer)) <= _most(item["question"])
    ]
    for number, context, one in taken:
        wrong = other(one, context, [k for _, _, k in taken]) if random.random() < SWAPPED else None
        absent = number % LEFT_OUT == LEFT_OUT - 1
        yield {
            "claim": one.said(one.answer if absent else wrong or one.answer),
            "verdict": "not_found" if absent else "contradicted" if wrong else "supported",
            "wrong": [wrong] if wrong and not absent else [],
        }


def _most(question: str) -> int:
    return MOST_CLAIM_ENGLISH if question.isascii() else MOST_CLAIM


def write(group: Sequence[dict[str, object]], folder: Path) -> None:
    """Write a folder of documents, one for a title, with its claims."""
    texts: dict[str, list[str]] = {}
    for number, paragraph in enumerate(group):
        if number % LEFT_OUT != LEFT_OUT - 1:
            texts.setdefault(str(paragraph["title"]), []).append(str(paragraph["context"]))
    (folder / "docs").mkdir(parents=True)
    for number, (title, contexts) in enumerate(texts.items()):
        text = f"# {title}\n\n" + "\n\n".join(contexts) + "\n"
        (folder / "docs" / f"{number:02}.md").write_text(text, "utf-8")
    lines = [json.dumps(claim, ensure_ascii=False) + "\n" for claim in claims(group)]
    (folder / "claims.jsonl").write_text("".join(lines), "utf-8")


def main() -> None:
    """Write the folders of a set, each of 20 paragraphs."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("set", type=Path)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    random.seed(0)
    paragraphs = [json.loads(line) for line in arguments.set.read_text("utf-8").splitlines()]
    for at in range(0, len(paragraphs), PARAGRAPHS):
        write(paragraphs[at : at + PARAGRAPHS], arguments.folder / f"{arguments.set.stem}{at // PARAGRAPHS:03}")


if __name__ == "__main__":
    main()
