"""Share of a phone's screen that an answer takes: `python -m tests.benchmarks.glances [QUESTIONS]`.

A phone of 390 × 844 shows about 26 lines of text between the bars, of about 40 columns, where a Chinese character takes
two. Of what is folded it shows three lines; a row of buttons takes two.
"""

import sys
from pathlib import Path

from rich.cells import cell_len

from bot.phrases import phrases
from bot.replies.answers import answer_message
from bot.replies.feedback import with_votes
from bot.replies.message import Message
from bot.replies.rest import with_rest
from bot.web.preview.standin.entities import of_client
from bot.web.preview.standin.utf16 import cut
from retrieval.evaluation.questions import read_questions
from retrieval.library import Library
from tests.conftest import QUESTIONS, SEEDS

SCREEN_LINES, COLUMNS, FOLDED_LINES, BUTTON_LINES = 26, 40, 3, 2


def lines_of(message: Message) -> int:
    """Return how many lines of a phone a message takes before anything is unfolded."""
    parsed = of_client(message.html, "HTML")
    text, folded = parsed.text, 0
    for entity in parsed.entities:
        if entity.type == "expandable_blockquote":
            hidden = cut(parsed.text, entity.offset, entity.length)
            text, folded = text.replace(hidden, "", 1), folded + min(_wrapped(hidden), FOLDED_LINES)
    return _wrapped(text) + folded + BUTTON_LINES * len(message.buttons)


def _wrapped(text: str) -> int:
    return sum(max(1, -(-cell_len(line) // COLUMNS)) for line in text.splitlines())


def main() -> None:
    """Print the share of questions whose answer fits one screen, and the lines at the median and the 90th per cent."""
    speech, library = phrases("zh-hans"), Library.open(SEEDS)
    questions = read_questions(Path(sys.argv[1]) if len(sys.argv) > 1 else QUESTIONS)
    lines = []
    for item in questions:
        answer = library.ask(item.question)
        message = answer_message(answer, library, speech)
        lines.append(lines_of(with_rest(with_votes(message, speech)) if answer.quotes else message))
    lines.sort()
    fits = sum(one <= SCREEN_LINES for one in lines)
    print(f"{fits} of {len(lines)} answers fit one screen ({fits / len(lines):.0%})")  # noqa: T201
    print(f"lines: median {lines[len(lines) // 2]}, 90 % {lines[len(lines) * 9 // 10]}, most {lines[-1]}")  # noqa: T201


if __name__ == "__main__":
    main()
