"""Front matter of Markdown: YAML between two lines of dashes, or TOML between two of plus signs."""

import re
import tomllib
from typing import NamedTuple

import yaml

from retrieval.documents.metadata import Many, MetadataBuilder, One, date, stated

# libyaml, where it is built in, reads ten times as fast and gives the same nodes.
_LOADER: type[yaml.SafeLoader] | type[yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OPENING = re.compile(r"\ufeff?(?P<fence>---|\+\+\+)[ \t]*\r?\n")
_CLOSING = {fence: re.compile(rf"^(?:{mark})[ \t]*(?:\r?\n|\Z)", re.MULTILINE) for fence, mark in (
    ("---", r"---|\.\.\."), ("+++", r"\+\+\+"),
)}  # fmt: skip
_MAX_CHARACTERS = 20_000
_FIELD = re.compile(
    r"^(?P<key>[A-Za-z_][\w-]{0,30}):(?:[ \t]+(?P<value>\S(?:.*[^ \t\r\n])?))?[ \t]*+\r?$", re.MULTILINE
)
_ONE_KEYS: dict[str, One] = {
    "published": "published", "date": "published", "pubdate": "published", "publishdate": "published",
    "日期": "published", "发布": "published", "發布": "published", "发布日期": "published", "發布日期": "published",
    "publisher": "publisher", "source": "publisher", "来源": "publisher", "來源": "publisher",
    "original": "url", "url": "url", "link": "url", "原文": "url", "链接": "url", "連結": "url",
    "title": "title", "标题": "title", "標題": "title",
}  # fmt: skip
MANY_KEYS: dict[str, Many] = {
    "author": "authors", "authors": "authors", "作者": "authors",
    "editor": "editors", "editors": "editors", "编辑": "editors", "編輯": "editors",
}  # fmt: skip

FIELD_KEYS = frozenset((*_ONE_KEYS, *MANY_KEYS))
# Fields that sort a page among others; as links to those they state nothing of it.
CLASS_KEYS = frozenset(("category", "categories", "tag", "tags", "分类", "分類", "类别", "類別", "标签", "標籤"))
_ADDRESS = re.compile(r"https?://\S+$")
# A page of questions and answers may have its question here, and only its answer below; a title comes before it.
_QUESTION_KEYS = frozenset(("question", "问题", "問題"))


def stated_by(key: str, value: str) -> One | None:
    """Return what a field states, if it is of a kind that has one value; a source that is an address is the page's."""
    name = _ONE_KEYS.get(key)
    return "url" if name == "publisher" and _ADDRESS.match(value) else name


class FrontMatter(NamedTuple):
    """The front matter of a file: the text goes on at `end`."""

    start: int
    end: int


def front_matter(text: str, gathering: MetadataBuilder) -> FrontMatter | None:
    """Read the front matter and gather what it states; return None if the text begins with none.

    What is not YAML is front matter nevertheless if its first line is a field.
    """
    opening = _OPENING.match(text)
    closing = opening and _CLOSING[opening["fence"]].search(text, opening.end(), opening.end() + _MAX_CHARACTERS)
    if not opening or not closing:
        return None
    start, end = opening.end(), closing.start()
    body = text[start:end]
    if opening["fence"] == "+++":
        if not _read_toml(body, start, gathering):
            return None
    elif not _read_yaml(body, start, gathering):
        if not _FIELD.match(body.lstrip("\r\n")):
            return None
        for match in _FIELD.finditer(body):
            if match["value"]:
                _state(match["key"], match["value"], start + match.start("value"), gathering)
    return FrontMatter(start=opening.start("fence"), end=closing.end())


def _read_yaml(body: str, start: int, gathering: MetadataBuilder) -> bool:
    try:
        node = yaml.compose(body, _LOADER)
    except (yaml.YAMLError, RecursionError, ValueError):
        return False
    if node is None:
        # Nothing but comments; after a blank line, a heading between two rules.
        return not body.strip() or not body[0].isspace()
    if not isinstance(node, yaml.MappingNode):
        return False
    for key, value in sorted(node.value, key=lambda field: field[0].value in _QUESTION_KEYS):
        if isinstance(key, yaml.ScalarNode):
            for scalar in _scalars(value):
                at = scalar.start_mark.index + (scalar.style in ("'", '"'))
                _state(key.value, scalar.value, start + at, gathering)
    return True


def _scalars(node: yaml.Node) -> list[yaml.ScalarNode]:
    """Return a scalar, those of a list, and the names of a list of people."""
    if isinstance(node, yaml.ScalarNode):
        return [node]
    if isinstance(node, yaml.SequenceNode):
        return [scalar for item in node.value for scalar in _scalars(item) if not isinstance(item, yaml.SequenceNode)]
    if isinstance(node, yaml.MappingNode):
        return [v for k, v in node.value if k.value == "name" and isinstance(v, yaml.ScalarNode)]
    return []


def _read_toml(body: str, start: int, gathering: MetadataBuilder) -> bool:
    try:
        found = tomllib.loads(body.replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError):
        return False
    for key, value in sorted(found.items(), key=lambda field: field[0] in _QUESTION_KEYS):
        for one in value if isinstance(value, list) else [value]:
            words = str(one)
            at = body.find(words if isinstance(one, str) else words[:10])
            if at >= 0 and not isinstance(one, dict):
                _state(key, words, start + at, gathering)
    return True


def _state(key: str, value: str, start: int, gathering: MetadataBuilder) -> None:
    key, value = key.strip().lower(), value.strip().strip("\"'")
    if not value:
        return
    name = stated_by(key, value)
    if name == "published":
        found = date(value, 0, len(value))
        if found and found.span:
            span = found.span.model_copy(update={"start": start + found.span.start, "end": start + found.span.end})
            gathering.state("published", found.model_copy(update={"span": span}))
    elif name:
        gathering.state(name, stated(start, value))
    elif key in _QUESTION_KEYS:
        gathering.state("title", stated(start, value))
    elif key in MANY_KEYS:
        gathering.name(MANY_KEYS[key], stated(start, value))
