"""Folders of questions made of public sets, for `tests.benchmarks.rerank` and `tests.benchmarks.sureness`.

    python -m tests.benchmarks.public_folders SET.jsonl FOLDER

A set has the format of `yinju eval --passages`, with a `title` for each context. The contexts of one title become one
document, and `QUESTIONS` of the questions, evenly taken, the questions.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

QUESTIONS = 300


def write_folder(path: Path, folder: Path) -> None:
    """Write `docs/` and `questions.jsonl`."""
    documents: dict[str, list[str]] = {}
    items = []
    for context in map(json.loads, path.read_text("utf-8").splitlines()):
        name, text = context["title"], context["context"]
        documents.setdefault(name, []).append(text)
        for asked in context["questions"]:
            evidence = [{"file": _file(list(documents).index(name)), "quote": text}]
            items.append({"question": asked["question"], "answers": asked["answers"], "evidence": evidence})
    (folder / "docs").mkdir(parents=True)
    for number, (name, texts) in enumerate(documents.items()):
        (folder / "docs" / _file(number)).write_text("\n\n".join([f"# {name}", *texts]) + "\n", "utf-8")
    some = items[:: -(-len(items) // QUESTIONS)]
    lines = [json.dumps(item, ensure_ascii=False) for item in some]
    (folder / "questions.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


def _file(number: int) -> str:
    return f"{number:04}.md"


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the folder."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("set", type=Path)
    parser.add_argument("folder", type=Path)
    given = parser.parse_args(arguments)
    write_folder(given.set, given.folder)


if __name__ == "__main__":
    main()
