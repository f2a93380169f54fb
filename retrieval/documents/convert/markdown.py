"""What a converter hands over, and the Markdown file that is made of it."""

from retrieval.model import Value


class Converted(Value):
    """A document as Markdown pages; a kind of file without pages has one page and `paged` False."""

    pages: tuple[str, ...]
    paged: bool = False
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None


def markdown_file(found: Converted, file: str, sha256: str) -> str:
    """The whole Markdown file: front matter that names the original and its SHA-256, then the text with page marks."""
    stated = {
        "title": found.title,
        "author": found.author,
        "publisher": found.publisher,
        "published": found.published,
        "url": found.url,
        "file": file,
        "sha256": sha256,
    }
    fields = [f"{name}: {' '.join(value.split())}" for name, value in stated.items() if value and value.strip()]
    pages = [
        f"<!-- page {number} -->\n\n{page.strip()}" if found.paged else page.strip()
        for number, page in enumerate(found.pages, 1)
        if page.strip()
    ]
    return "\n".join(["---", *fields, "---", "", "\n\n".join(pages), ""])
