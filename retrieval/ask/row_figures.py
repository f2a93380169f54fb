"""Figure of a row that a question asks for: the one under the header that means it.

A row has figures under many headers: `数学 三年级 16 2880` tells the lessons and the price. That one is asked for whose
header has most words of the question, and of several such the first.
"""

from retrieval.ask.figure_forms import Place, figures_in
from retrieval.ask.intent import FIGURES
from retrieval.ask.query import Query
from retrieval.ask.rows import HeadedCell, cells_in, shows_in_cell
from retrieval.corpus.corpus import Material
from retrieval.language.stems import holds
from retrieval.language.tokenizer import content

# A longer cell says more than a figure.
_MAX_FIGURE_CHARACTERS = 16


def figures_of_row(entry: int, asked: Query, material: Material) -> list[Place]:
    """Return the place in a row of the figure that is asked for; none in any other sentence, or if no cell shows it."""
    kinds = [cue for cue in asked.cues if cue.name in (*FIGURES, "unit")]
    cells = cells_in(entry, material) if kinds else []
    said = asked.parts[0].text
    new = [cell for cell in cells if cell.value and cell.value not in said]
    for kind in kinds:
        if shown := [cell for cell in new if shows_in_cell(kind, cell.header, cell.value)]:
            return [_figure(max(shown, key=lambda cell: _words_in(cell.header, asked)))]
    return []


def _words_in(header: str, asked: Query) -> int:
    return sum(holds(header, token.text) for token in content(asked.parts[0].tokens))


def _figure(cell: HeadedCell) -> Place:
    """Return the place of the figure of a cell: all of a short one, else the first figure in it."""
    whole = (cell.start, cell.start + len(cell.value))
    if len(cell.value) <= _MAX_FIGURE_CHARACTERS:
        return whole
    found = next(iter(figures_in(cell.value, cell.value)), None)
    return (cell.start + found.start, cell.start + found.end) if found else whole
