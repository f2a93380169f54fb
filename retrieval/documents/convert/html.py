"""HTML -> Markdown: a saved web page by trafilatura, the pages inside of other formats by markdownify."""

from pathlib import Path

from retrieval.documents.convert.markdown import Converted


def convert(path: Path) -> Converted:
    """Convert a saved web page to its article. Raises ValueError with a reason where it has none."""
    import trafilatura

    source = path.read_bytes()
    article = trafilatura.extract(
        source, output_format="markdown", include_comments=False, include_images=False, include_links=False
    )
    if not article:
        raise ValueError("no article was found in it")
    found = trafilatura.extract_metadata(source)
    return Converted(
        pages=(article,),
        title=found.title if found else None,
        author=found.author if found else None,
        publisher=found.sitename if found else None,
        published=found.date if found else None,
        url=found.url if found else None,
    )


def markdown_of(source: str) -> str:
    """The text of a page as Markdown: headings and lists stay, links become their words, pictures go."""
    from markdownify import ATX, markdownify

    text: str = markdownify(
        source,
        heading_style=ATX,
        strip=["a", "img", "script", "style", "b", "strong", "i", "em"],
        escape_asterisks=False,
        escape_underscores=False,
        escape_misc=False,
    )
    return text.strip()
