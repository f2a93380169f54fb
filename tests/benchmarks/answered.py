"""Make folders of claims out of questions with answers, for `tests.benchmarks.verdicts`.

    python -m tests.benchmarks.answered SET.jsonl FOLDER

Each line of the set has `title`, `context` and `questions`, each of these `question` and `answers`, as the public sets
CMRC and DRCD converted. People put such questions in words of their own, so that a question with its answer in the
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
from typing import NamedTuple

import jieba.posseg

PARAGRAPHS, LEFT_OUT, SWAPPED = 20, 6, 0.6
MOST_ANSWER, MOST_CLAIM = 15, 60

_WHEN = "什么时候|什麼時候|什么时间|什麼時間|何时|何時|哪一?年|[几幾]年"
_WHERE = "哪里|哪裡|哪儿|何处|何處|何地|什么地方|什麼地方"
_WHO = "谁|誰|何人|什么人|什麼人"
_COUNTED = "个個位座種种间間家所支届屆本部条條國国项項类類"
_WHICH = f"哪一?[{_COUNTED}]|哪|什么|什麼|何"
_ASKS = re.compile(f"(?P<when>{_WHEN})|(?P<where>{_WHERE})|(?P<who>{_WHO})|(?P<many>多少|[几幾])|(?P<which>{_WHICH})")
# Questions for a reason, a way, a list or a yes.
_OTHERWISE = re.compile("[为為][什何]|怎|如何|哪些|哪[几幾]|[吗嗎]|是否|[几幾][个個]|分[别別]|有何|什么意思")
_YEAR = re.compile(r"(?:\d{3,4}年)?(?:\d+月)?(?:\d+日)?")
_DIGITS = re.compile(r"\d[\d,.]*")


class Asked(NamedTuple):
    """A question in two halves, what kind of thing it asks for, and the answer."""

    before: str
    behind: str
    kind: str
    answer: str

    def said(self, answer: str) -> str:
        """Return the question as a statement with an answer."""
        return self.before + answer + self.behind


def asked(question: str, answer: str) -> Asked | None:
    """Take a question apart; None if it has not one word that asks for a thing."""
    question = question.strip().rstrip("？?。 呢")
    found = list(_ASKS.finditer(question))
    if _OTHERWISE.search(question) or len(found) != 1 or not 0 < len(answer) <= MOST_ANSWER:
        return None
    word = found[0]
    behind, kind = question[word.end() :], str(word.lastgroup)
    if kind in ("many", "which"):
        thing = _thing(behind)
        if kind == "many" and not re.search(r"[\d一二三四五六七八九十百千万萬]", answer):
            return None
        if not (kind == "many" and re.fullmatch(r"[\d.,一二三四五六七八九十百千万萬兩两亿億]+", answer)):
            behind = behind[len(thing) :]
        kind += "-" + thing[:2]
    return Asked(question[: word.start()], behind, kind, answer)


def _thing(behind: str) -> str:
    """Return the nouns that a word that asks is before."""
    thing = ""
    for word, tag in jieba.posseg.cut(behind):
        if not tag.startswith(("n", "q", "m")):
            break
        thing += word
    return thing


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
        found = {a for a in like if a not in answer and answer not in a and 1 < len(a) <= MOST_ANSWER}
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
        if (one := asked(item["question"], item["answers"][0])) and len(one.said(one.answer)) <= MOST_CLAIM
    ]
    for number, context, one in taken:
        wrong = other(one, context, [k for _, _, k in taken]) if random.random() < SWAPPED else None
        absent = number % LEFT_OUT == LEFT_OUT - 1
        yield {
            "claim": one.said(one.answer if absent else wrong or one.answer),
            "verdict": "not_found" if absent else "contradicted" if wrong else "supported",
            "wrong": [wrong] if wrong and not absent else [],
        }


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
