"""DOCX -> Markdown by mammoth, with the properties, automatic numbers and formulas that it leaves out."""

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from retrieval.documents.convert.html import markdown_of
from retrieval.documents.convert.markdown import Converted, Part, believable_author, believable_title
from retrieval.documents.convert.sandbox import open_archive

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_DUBLIN = "{http://purl.org/dc/elements/1.1/}"
_DIGITS = "零一二三四五六七八九"


def core_properties(data: bytes) -> tuple[str | None, str | None]:
    """Return the title and the author that the properties state."""
    if not data:
        return None, None
    root = _parsed(data)
    title, author = (root.findtext(f"{_DUBLIN}{name}") for name in ("title", "creator"))
    return title or None, author


def written_out(files: Mapping[str, bytes]) -> bytes:
    """Return the body with the number of each numbered paragraph and each formula as text."""
    from lxml import etree

    body = _parsed(files["word/document.xml"])
    for formula in list(body.iter(f"{_M}oMath")):
        run = etree.Element(f"{_W}r")
        etree.SubElement(run, f"{_W}t").text = f"${latex(formula)}$"
        run.tail = formula.tail
        formula.getparent().replace(formula, run)
    for wrapper in list(body.iter(f"{_M}oMathPara")):
        parent = wrapper.getparent()
        for run in list(wrapper):
            parent.insert(parent.index(wrapper), run)
        parent.remove(wrapper)
    if "word/numbering.xml" in files:
        _number(body, _levels(_parsed(files["word/numbering.xml"])), _numbered_styles(files))
    written: bytes = etree.tostring(body, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _parsed(data: bytes) -> Any:
    """Parse a part of a DOCX file. Raises ValueError for one with a document type."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    root = etree.fromstring(data, parser)
    if root.getroottree().docinfo.doctype:
        raise ValueError("damaged")
    return root


def _value(element: Any, path: str) -> str | None:
    found = None if element is None else element.find("/".join(_W + step for step in path.split("/")))
    return None if found is None else found.get(f"{_W}val")


def _levels(numbering: Any) -> dict[str, dict[int, tuple[str, str, int]]]:
    """Return for each list and level the form of its numbers, the text around them, and the first."""
    abstract = {
        each.get(f"{_W}abstractNumId"): {
            int(level.get(f"{_W}ilvl")): (
                _value(level, "numFmt") or "decimal",
                _value(level, "lvlText") or "",
                int(_value(level, "start") or 1),
            )
            for level in each.iter(f"{_W}lvl")
        }
        for each in numbering.iter(f"{_W}abstractNum")
    }
    return {num.get(f"{_W}numId"): abstract.get(_value(num, "abstractNumId"), {}) for num in numbering.iter(f"{_W}num")}


def _numbered_styles(files: Mapping[str, bytes]) -> dict[str, tuple[str, int]]:
    if "word/styles.xml" not in files:
        return {}
    return {
        style.get(f"{_W}styleId"): (number, int(_value(style, "pPr/numPr/ilvl") or 0))
        for style in _parsed(files["word/styles.xml"]).iter(f"{_W}style")
        if (number := _value(style, "pPr/numPr/numId"))
    }


def _number(
    body: Any, lists: Mapping[str, Mapping[int, tuple[str, str, int]]], styles: Mapping[str, tuple[str, int]]
) -> None:
    """Write the number before each numbered paragraph; bullets stay what they are."""
    from lxml import etree

    counts: dict[str, dict[int, int]] = defaultdict(dict)
    for paragraph in body.iter(f"{_W}p"):
        properties = paragraph.find(f"{_W}pPr")
        of_style = styles.get(_value(properties, "pStyle") or "", (None, 0))
        name = _value(properties, "numPr/numId") or of_style[0]
        level = int(_value(properties, "numPr/ilvl") or of_style[1])
        if name is None or name not in lists or level not in lists[name] or lists[name][level][0] in ("bullet", "none"):
            continue
        if lists[name][level][:2] == ("decimal", f"%{level + 1}."):
            continue  # mammoth numbers plain lists by itself
        own, levels = counts[name], lists[name]
        own[level] = own.get(level, levels[level][2] - 1) + 1
        for deeper in [each for each in own if each > level]:
            del own[deeper]

        def number(found: re.Match[str], own: dict[int, int] = own, levels: Any = levels) -> str:
            at = int(found[1]) - 1
            form, _, first = levels.get(at, ("decimal", "", 1))
            return _written(own.get(at, first), form)

        label = re.sub(r"%(\d)", number, levels[level][1])
        run = etree.Element(f"{_W}r")
        text = etree.SubElement(run, f"{_W}t")
        text.text = label + " "
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        paragraph.insert(0 if properties is None else 1, run)
        if properties is not None and (direct := properties.find(f"{_W}numPr")) is not None:
            properties.remove(direct)


def _written(number: int, form: str) -> str:
    if form.startswith(("chinese", "taiwanese", "ideograph", "japaneseCounting")) and 0 < number < 1000:
        return chinese(number)
    if form in ("upperLetter", "lowerLetter") and 0 < number <= 26:
        return chr((64 if form == "upperLetter" else 96) + number)
    if form in ("upperRoman", "lowerRoman") and 0 < number < 40:
        roman = "X" * (number // 10) + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]
        return roman if form == "upperRoman" else roman.lower()
    return str(number)


def chinese(number: int) -> str:
    """Return a number from 1 to 999 as it is read in Chinese: 十二, 一百零三."""
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    head = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if not tens:
        return head + ("零" if hundreds and ones else "") + (_DIGITS[ones] if ones else "")
    return head + ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def latex(element: Any) -> str:
    """Return a formula of Office as LaTeX."""
    name = element.tag.removeprefix(_M) if isinstance(element.tag, str) else ""

    def part(child: str) -> str:
        found = element.find(_M + child)
        return "" if found is None else latex(found)

    match name:
        case "t":
            return element.text or ""
        case "f":
            return rf"\frac{{{part('num')}}}{{{part('den')}}}"
        case "sSup":
            return f"{part('e')}^{{{part('sup')}}}"
        case "sSub":
            return f"{part('e')}_{{{part('sub')}}}"
        case "sSubSup":
            return f"{part('e')}_{{{part('sub')}}}^{{{part('sup')}}}"
        case "rad":
            degree = part("deg")
            return rf"\sqrt{f'[{degree}]' if degree else ''}{{{part('e')}}}"
        case "nary":
            sign = element.find(f"{_M}naryPr/{_M}chr")
            symbol = {"∑": r"\sum", "∏": r"\prod"}.get("" if sign is None else sign.get(f"{_M}val"), r"\int")
            return f"{symbol}_{{{part('sub')}}}^{{{part('sup')}}}{part('e')}"
        case "d":
            return f"({', '.join(latex(child) for child in element.findall(_M + 'e'))})"
    return "".join(latex(child) for child in element if isinstance(child.tag, str) and child.tag.startswith(_M))


_BODY = "word/document.xml"
# Lines of a table of contents name what follows, with its page, and say nothing themselves.
_STYLES = """
p[style-name^='toc '] => !
p[style-name='table of figures'] => !
p[style-name='Title'] => h1:fresh
p[style-name='标题'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
"""


def convert(path: Path) -> Converted:
    """Convert a Word document. Raises ValueError with a reason if it is encrypted, damaged or empty."""
    import mammoth

    with open_archive(path) as archive:
        files = {file.filename: archive.read(file) for file in archive.infolist()}
    if _BODY in files:
        files[_BODY] = written_out(files)
    rewritten = io.BytesIO()
    with zipfile.ZipFile(rewritten, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    page = markdown_of(mammoth.convert_to_html(rewritten, style_map=_STYLES).value)
    if not page:
        raise ValueError("empty")
    title, author = core_properties(files.get("docProps/core.xml", b""))
    return Converted(parts=(Part(text=page),), title=believable_title(title), author=believable_author(author))
