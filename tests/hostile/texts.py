"""Pieces of hostile input, each of which means something to one part of the program or another."""

import json
from typing import Any

from hypothesis import strategies as st

WORDS = (
    "阿里云", "云收入", "增长", "下降", "收入", "88VIP", "会员", "骑手", "2024年", "3月", "今年", "去年同期", "同比", "二", "十", "百万",
    "亿", "万亿", "34%", "3.5", "1,200", "约", "近", "超", "不到", "翻倍", "从", "到", "至", "不", "没有", "是", "的", "了", "谁", "多少",
    "为什么", "哪些", "对比", "和", "变化", "作者", "这篇文章", "双11", "revenue", "how much", "A", "é", "ﬁ", "㍿", "１２", "雲", "裡",
)  # fmt: skip
SIGNS = (
    "。", "，", "、", "；", "：", "！？", "……", "——", "“", "”", "「", "」", "《", "》", "（", "）", "(", ")", "[", "]", "【", "】", ".", ",", ":",
    "-", "~", "–", "%", "$", "¥", "&", "&amp;", "&#0;", "<", ">", "<b>", "</blockquote>", "\"", "'", "\\", "`", "*", "_", "|", "=", "#",
    "@", "/", " ", "\u3000", "\t", "\n", "\r\n", "\r", "\x0c", "\x00", "\x1b[2J", "\x7f", "\x85", "\u2028", "\u200b", "\u200d", "\u202e",
    "\u2066", "\ufe0f", "\u0301", "\ufeff", "\ufffd", "😀", "👨\u200d👩", "\U0002a6a5", "\U000e0041", "𠮷",
)  # fmt: skip
LINES = (
    "# 标题\n", "## 一、\n", "> ", "- ", "1. ", "01 ", "（一）", "---\n", "title: a\n", "标题: a\n", "来源：", "作者：记者", "发布时间：2024-02-30",
    "2024年13月45日", "首页 > 新闻 > ", "<<<<<<< a\n", "=======\n", ">>>>>>> b\n", "{% hint %}\n", "![](", "[a](https://e.example/)", "](",
    "<!-- page 3 -->\n", "<html>", "<p>", "</p>", "<a href=", "<script>", "<!--", "]]>", "责任编辑", "（图片来源：", "关注公众号", "评论 3",
    "```\n", "IP属地：", "■", "原创出品", "\n\n",
)  # fmt: skip
PIECES = (*WORDS, *SIGNS, *LINES)

texts = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=30).map("".join)
lone_surrogates = st.text(st.characters(categories=["Cs"]), max_size=3)
# A question as Python may get it: halves of surrogate pairs come from JSON and from odd file names.
said = st.tuples(texts, lone_surrogates, texts).map("".join)
# Long runs of one piece are what makes a careless regular expression slow.
runs = st.tuples(st.sampled_from(PIECES), st.integers(1, 400), texts).map(lambda run: run[0] * run[1] + run[2])
hostile = texts | said | runs
written = texts | runs

names = st.lists(
    st.sampled_from(["a", "报告", ".", "..", " ", "\n", "\x1b[2J", "\u202e", "%s", "{}", "<b>", "'", '"', "\\", ":", "~", "-", "😀", "é"])
    | st.text(max_size=3),
    min_size=1,
    max_size=12,
).map("".join).filter(lambda name: name.strip("./") and "/" not in name and "\0" not in name)  # fmt: skip

json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | hostile,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(hostile, inner, max_size=4),
    max_leaves=12,
)


def lines_of(field: str) -> st.SearchStrategy[bytes]:
    """Return a line of JSON that may be one with this field, something else, or nothing of the kind."""
    objects = st.fixed_dictionaries({field: hostile}, optional={"history": st.lists(hostile, max_size=3) | json_values})
    encoded = (objects | json_values).map(lambda value: json.dumps(value).encode())
    plain = objects.map(lambda value: json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return encoded | plain | st.binary(max_size=60) | st.tuples(encoded, st.binary(max_size=4)).map(b"".join)
