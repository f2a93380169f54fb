"""Documents of any length that are as bad as a document can be for one part of the reading or another."""

from collections.abc import Callable, Mapping

Shape = Callable[[int], str]


def row(form: str, head: str = "") -> Shape:
    """Return a row of one piece, with its number in place of {}, behind a beginning."""

    def of_length(length: int) -> str:
        pieces, characters = [head], len(head)
        while characters < length:
            pieces.append(form.format(len(pieces)))
            characters += len(pieces[-1])
        return "".join(pieces)

    return of_length


def under_a_long_heading(heading: str, section: str) -> Shape:
    """Half of it one heading, half of it short sections under that."""
    return lambda length: heading.format("字" * (length // 2)) + row(section)(length // 2)


TEXTS: Mapping[str, Shape] = {
    "names in a record": row("作者: 王{}\n", "标题: 甲\n链接: https://e.example/\n"),
    "names on a news page": row("作者：王{}\n", "首页 > 新闻\n"),
    "records in a conflict": row("标题: 甲{0}\n来源: 乙\n<<<<<<< a\n乙\n=======\n乙\n>>>>>>> b\n"),
    "headings": row("## 第{}节\n"),
    "bold names": row("**作者：** 王{}\n", "# 甲\n"),
    "brackets": row("（字）"),
    "marks of code": row("`", "# 甲\n字"),
    "long heading": under_a_long_heading("# 甲\n# {}\n", "## {}\n字。\n"),
}
PAGES: Mapping[str, Shape] = {
    "headings of pictures": row("<h2>![](a)</h2>"),
    "long heading": under_a_long_heading("<h1>甲</h1><h1>{}</h1>", "<h2>{}</h2>字。\n"),
}
# A kind of file, a name, a shape.
SHAPES = [(".md", name, shape) for name, shape in TEXTS.items()] + [(".html", n, s) for n, s in PAGES.items()]
