"""RST, AsciiDoc, Org and TeX -> Markdown: headings are marked, other markup is taken off; lines keep their numbers."""

import re
from collections.abc import Callable, Container, Sequence
from pathlib import Path

from retrieval.documents.convert.markdown import Converted, line_by_line
from retrieval.documents.convert.markup_header import MAX_HEADER_LINES, header
from retrieval.documents.convert.markup_tables import with_tables
from retrieval.documents.folder import decode

MAX_MARKUP_CHARACTERS = 4000
_FENCE = "```"
_BREAK = re.compile(r"\r\n|\n|\r")
_ADORNMENT = re.compile(r"([=\-`:.'\"~^_*+#<>])\1{2,}\s*")
# Two signs are one only below a line that stands by itself.
_SHORT_ADORNMENT = re.compile(r"([=\-~^\"'#*+])\1\s*")
_RST_DIRECTIVE = re.compile(r"\s*\.\. (?P<name>[\w-]+)::[ \t]*(?P<words>.*)")
# Directives whose argument is no text.
_RST_SILENT = frozenset((
    "image", "figure", "contents", "code-block", "code", "sourcecode", "literalinclude", "include", "toctree", "raw",
    "highlight", "index", "currentmodule", "module", "math", "default-role",
    "role", "class", "container", "only", "meta", "tabularcolumns", "sectnum", "parsed-literal",
))  # fmt: skip
# Directives whose content is no text either; of the others it may be code or a caption.
_RST_HIDDEN = frozenset(("toctree", "raw", "index", "meta"))
_RST_COMMENT = re.compile(r"\s*\.\.(?:[ \t]+(?!_|\||\[[^\]\n]{1,60}\](?:[ \t]|$)|[\w:+-]{1,60}::).*)?")
_RST_OPTION = re.compile(r"\s+:[\w -]+:(\s.*)?")
_RST_FIELD = re.compile(r"^\s*:([^:`\s][^:`\n]{0,40}):\s+(\S.*)$")
_RST_LINE = re.compile(r"\s*(\.\. _.*:.*|:[\w -]+:|\.\.)")
_RST_INLINE = re.compile(
    r":[\w:-]{1,60}:`([^`<]+?)(?: <[^`>]*>)?`|``(.+?)``|`([^`<]+?)(?: <[^`>]*>)?`_{0,2}|\*\*(.+?)\*\*"
)
# Inline markup that runs on into the next line.
_RST_BROKEN = re.compile(
    r"(?<![\w`*])(?P<mark>``|`|\*\*)(?=[^\s`*])(?P<one>[^`*\n]{1,200})\n(?P<in>[ \t]*)"
    r"(?P<two>[^\s`*][^`*\n]{0,200})(?P=mark)(?![`*])"
)
_RST_TARGET = re.compile(r"\s*\.\. _([^:`]{1,60}):")
_RST_REFERENCE = re.compile(r"(?<![\w`])(\w(?:[\w.+-]{0,58}[^\W_])?)__?(?!\w)")
# A note below the text, a reference to one, and what a name between bars stands for.
_RST_NOTE = re.compile(r"^(\s*)\.\. \[#?([^\]\n]{0,60})\](?:[ \t]+|$)")
_RST_NOTE_REFERENCE = re.compile(r"\[#?([\w*.-]{0,60})\]_(?!\w)")
_RST_SUBSTITUTION = re.compile(r"\s*\.\. \|([^|\s](?:[^|\n]{0,58}[^|\s])?)\| (?:(replace|unicode)|[\w-]+)::[ \t]*(.*)")
_ADOC_LINE = re.compile(r":[\w-]+!?:.*|\[[^\]]*\]|\[\[[^\]]*\]\]|//.*|(={4,}|\*{4,}|_{4,})\s*|include::.*|image::.*")
# Code and printed text stand between two of these.
_ADOC_LISTING = re.compile(r"(?P<mark>-{4,}|\.{4,}|`{3})(?P<language>\w*)\s*")
_ADOC_INLINE = re.compile(
    r"(?:link:|https?:)\S+?\[([^\]]+)\]|<<[^,<>]*,([^<>]+)>>|<<[^,<>]+>>|\(\(\([^()]*\)\)\)|\(\(([^()]+)\)\)"
    r"|\[\[[^\[\]]*\]\]|``([^`']+)''|\*{1,2}([^\s*](?:[^*\n]*[^\s*])?)\*{1,2}|`(.+?)`"
)
_ORG_LINE = re.compile(r"\s*(#\+.*|:[A-Z_]+:.*|# .*)")
_ORG_HEADING = re.compile(r"(\*+)\s+(\S.*)")
_ORG_TAGS = re.compile(r"(?<!\s)\s+:[\w@#%:]+:\s*$")
# States of tasks, which a file may name itself: `#+TODO: OPEN(o) WAITING | CLOSED(c)`.
_ORG_STATES = re.compile(r"(?i)\s*#\+(?:todo|seq_todo|typ_todo):(.*)")
_ORG_PRIORITY = re.compile(r"\[#[A-Z\d]{1,2}\]\s+(?=\S)")
_ORG_INLINE = re.compile(
    r"\[\[[^\]]*\]\[([^\]]+)\]\]|\[\[([^\]]+)\]\]|(?<!\w)\*(\S[^*\n]*?\S|\S)\*(?!\w)|(?<!\w)[=~](\S[^=~\n]*?)[=~](?!\w)"
    r"|\{\{\{[\w-]{1,40}(?:\(([^{}\n]{0,300}?)\))?\}\}\}"
)
_TEX_HEADING = re.compile(r"\\(part|chapter|section|subsection|subsubsection|title)\*?\{(.*)\}\s*(\\label\{.*\})?")
# What a document states of itself may stand on one line.
_TEX_STATED = re.compile(r"(?<=\})\s*(?=\\(?:title|author|date)\{)")
_TEX_LEVELS = {"title": 1, "part": 1, "chapter": 1, "section": 2, "subsection": 3, "subsubsection": 4}
_TEX_LINE = re.compile(
    r"\s*\\(?:documentclass|usepackage|bibliography\w*|input|include|newcommand|includegraphics)\b.*"
)
# Commands that say nothing, beside which there may be text; columns, widths and numbers are none.
_TEX_SILENT = re.compile(
    r"\\(?:begin\{(?:tabular[x*]?|longtable|tabulary|array|minipage|multicols\*?|wrapfigure|thebibliography)\}"
    r"(?:\[[^\]]*\]|\{(?:[^{}]|\{[^{}]*\})*+\})*+|begin\{[^{}]*\}(?:\[[^\]]*\]?)?|end\{[^{}]*\}|label\{[^{}]*\}"
    r"|(?:maketitle|tableofcontents|centering)\b)\s*"
)
_TEX_INLINE = re.compile(
    r"\\(?:text\w+|emph|footnote|caption|author|date|href\{[^}]*\}|underline|url)\{([^{}]*)\}|(?<!\\)\$([^$\\\n]{1,40}?)\$"
)


def convert(path: Path) -> Converted:
    """Convert a text with markup. Raises ValueError with a reason if it is damaged or empty."""
    text, reason = decode(path.read_bytes())
    if text is None:
        raise ValueError(reason)
    if not text.strip():
        raise ValueError("empty")
    kind = path.suffix.lower()
    lines = _BREAK.split(text.removeprefix("\ufeff"))
    origins: Sequence[int] = range(1, len(lines) + 1)
    if kind == ".tex":
        head = [_TEX_STATED.split(line) for line in lines[:MAX_HEADER_LINES]]
        origins = [*(n for n, pieces in enumerate(head, 1) for _ in pieces), *origins[MAX_HEADER_LINES:]]
        lines = [*(piece for pieces in head for piece in pieces), *lines[MAX_HEADER_LINES:]]
    stated = header(lines, kind)
    # What the document states of itself is no text, as in front matter.
    numbered = with_tables(["" if at in stated.lines else line for at, line in enumerate(lines)], kind)
    found = [line.text for line in numbered]
    return Converted(
        parts=(line_by_line(_KINDS[kind](found), [origins[line.number - 1] for line in numbered]),),
        author=stated.author,
        published=stated.published,
    )


def _rst(lines: list[str]) -> list[str]:
    lines = _RST_BROKEN.sub(r"\g<mark>\g<one>\g<mark>\n\g<in>\g<mark>\g<two>\g<mark>", "\n".join(lines)).split("\n")
    lines = _substituted(lines)
    out: list[str] = []
    levels: dict[str, int] = {}
    targets = {match[1].lower() for line in lines if (match := _RST_TARGET.match(line))}
    in_directive, in_head = False, True
    hidden = _hidden_lines(lines)
    for at, line in enumerate(lines):
        directive = _RST_DIRECTIVE.fullmatch(line)
        if at in hidden:
            out.append("")
        elif _adorns(lines, at):
            if out and out[-1].strip() and not out[-1].startswith(("#", "|")):
                style = line[0] * (2 if at > 1 and _adorns(lines, at - 2) else 1)
                out[-1] = "#" * levels.setdefault(style, min(6, len(levels) + 1)) + " " + out[-1].strip()
            out.append("")
        elif directive:
            out.append("" if directive["name"] in _RST_SILENT else _taken_off(_RST_INLINE, directive["words"]))
        elif _RST_LINE.fullmatch(line) or (in_directive and _RST_OPTION.fullmatch(line)):
            out.append("")
        elif in_head and _RST_FIELD.match(line):
            out.append("")  # what the document states of itself, as front matter does
        else:
            out.append(_rst_words(line, targets))
            in_head = in_head and (not line.strip() or _adorns(lines, at + 1))
        in_directive = directive is not None or (in_directive and out[-1] == "" and line.strip() != "")
    return out


def _adorns(lines: list[str], at: int) -> bool:
    """Tell if a line underlines the one above it, or is over one that is underlined."""
    if at >= len(lines) or not _SHORT_ADORNMENT.fullmatch(lines[at]):
        return at < len(lines) and _ADORNMENT.fullmatch(lines[at]) is not None
    line, above = lines[at].rstrip(), lines[max(0, at - 2) : at]
    underlines = bool(above) and above[-1][:1].strip() != "" and (len(above) < 2 or above[0].strip() in ("", line))
    return underlines or (at + 2 < len(lines) and lines[at + 1].strip() != "" and lines[at + 2].rstrip() == line)


def _rst_words(line: str, targets: Container[str]) -> str:
    """Return a line of text without its markup; `targets` are the names, in small letters, that lines define."""
    note = _RST_NOTE.match(line)
    if note:
        line = f"{note[1]}[{note[2]}] {line[note.end() :]}" if note[2] else note[1] + line[note.end() :]
    words = _RST_FIELD.sub(r"\1：\2", re.sub(r"^(\s*)#\. ", r"\1- ", re.sub(r"::$", ":", line)))
    words = _RST_NOTE_REFERENCE.sub(lambda found: f"[{found[1]}]" if found[1] else "", _taken_off(_RST_INLINE, words))
    # Nothing but a defined name is a reference: an underscore ends many a name in code.
    return _RST_REFERENCE.sub(lambda found: found[1 if found[1].lower() in targets else 0], words)


def _substituted(lines: list[str]) -> list[str]:
    """Return lines with the words that names between bars stand for, and without what defines them."""
    found = [_RST_SUBSTITUTION.fullmatch(line) for line in lines]
    words = {match[1]: match[3] if match[2] else "" for match in found if match}
    if not words:
        return lines
    names = re.compile("|".join(rf"\|{re.escape(name)}\|_{{0,2}}" for name in words))
    return [
        "" if match else names.sub(lambda name: words[name[0].rstrip("_")[1:-1]], line)
        for match, line in zip(found, lines, strict=True)
    ]


def _hidden_lines(lines: list[str]) -> set[int]:
    """Return the lines of comments, and those below directives that hold no text: all that is indented further."""
    hidden: set[int] = set()
    beyond: int | None = None
    for at, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        if beyond is not None and (not line.strip() or indent > beyond):
            hidden.add(at)
            continue
        directive = _RST_DIRECTIVE.fullmatch(line)
        opens = directive["name"] in _RST_HIDDEN if directive else bool(_RST_COMMENT.fullmatch(line))
        # Two points above a blank line end what is above them, and begin nothing.
        bare = line.strip() == ".." and (at + 1 == len(lines) or not lines[at + 1].strip())
        beyond = indent if opens and not bare else None
        if opens:
            hidden.add(at)
    return hidden


def _adoc(lines: list[str]) -> list[str]:
    def one(line: str) -> str:
        heading = re.match(r"(={1,6})\s+(\S.*)", line)
        if heading:
            return f"{'#' * len(heading[1])} {heading[2]}"
        if step := re.match(r"(\.{1,5}|\*{2,5})\s+(?=\S)", line):
            return f"{'  ' * (len(step[1]) - 1)}- {_taken_off(_ADOC_INLINE, line[step.end() :])}"
        title = re.match(r"\.(?=[^\s.])", line)
        return "" if _ADOC_LINE.fullmatch(line) else _taken_off(_ADOC_INLINE, line[title.end() :] if title else line)

    out: list[str] = []
    listing = ""
    for line in lines:
        edge = _ADOC_LISTING.fullmatch(line)
        if edge and (edge["mark"] == listing if listing else not edge["language"] or edge["mark"] == _FENCE):
            listing = "" if listing else edge["mark"]
            out.append(_FENCE)
        else:
            out.append(line if listing else one(line))
    return out


def _org(lines: list[str]) -> list[str]:
    stated = [word for line in lines if (found := _ORG_STATES.match(line)) for word in found[1].split() if word != "|"]
    states = frozenset(word.split("(")[0] for word in stated) or {"TODO", "DONE"}

    def one(line: str) -> str:
        title = re.match(r"(?i)#\+title:\s*(\S.*)", line)
        heading = _ORG_HEADING.match(line)
        if title:
            return f"# {title[1]}"
        if heading:
            words = _ORG_TAGS.sub("", heading[2])
            state, _, rest = words.partition(" ")
            words = rest.lstrip() if state in states and rest.strip() else words
            return f"{'#' * min(6, len(heading[1]) + 1)} {_ORG_PRIORITY.sub('', words, count=1)}"
        return "" if _ORG_LINE.fullmatch(line) else _taken_off(_ORG_INLINE, line)

    return [one(line) for line in lines]


def _tex(lines: list[str]) -> list[str]:
    def one(line: str) -> str:
        line = re.sub(r"(?<!\\)%.*", "", line)
        if heading := _TEX_HEADING.fullmatch(line.strip()):
            return f"{'#' * _TEX_LEVELS[heading[1]]} {heading[2]}"
        if _TEX_LINE.fullmatch(line):
            return ""
        # No space stays before a stop after a reference, and no note runs on from the sentence before it.
        line = re.sub(r"(?<![~\s])[~\s]*+\\(?:cite|ref)\w*+\{[^{}]*\}(?=[.,;:])", "", line)
        line = re.sub(r"(?<=[.!?])(?=\\footnote\{)", " ", line)
        line = re.sub(r"^\s*\\item\s*", "- ", _taken_off(_TEX_INLINE, _TEX_SILENT.sub("", line)))
        line = re.sub(r"\\[,;:! ]", " ", re.sub(r"(?<!\s)\s*\\and\b\s*", "、", line))
        return re.sub(r"\\([%&_#${}])", r"\1", re.sub(r"\\(cite|ref|label)\w*\{[^}]*\}", "", line)).replace("~", " ")

    return [one(line) for line in lines]


def _taken_off(markup: re.Pattern[str], line: str) -> str:
    """Return the line with each piece of markup replaced by the words in it."""
    # The expressions take time that grows with the square of a line, which no person writes so long.
    if len(line) > MAX_MARKUP_CHARACTERS:
        return line
    return markup.sub(lambda found: next((group for group in found.groups() if group is not None), ""), line)


_KINDS: dict[str, Callable[[list[str]], list[str]]] = {".rst": _rst, ".adoc": _adoc, ".org": _org, ".tex": _tex}
