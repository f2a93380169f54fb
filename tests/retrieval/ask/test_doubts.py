"""Yes and no: what decides a question for either."""

import pytest

from tests.conftest import LibraryOf

CAMP = (
    "营地须知\n\n狗可以进入营地，须全程牵绳。\n场外停车场免费，场内每辆车每晚收三十元。\n烟花一律禁止携带入场。\n"
    "每人至多带两只睡袋。\n厨房晚上十点关灯。\n"
)


@pytest.mark.parametrize(
    ("question", "words"),
    [("能带狗吗", "狗可以进入"), ("停车收钱吗", "停车场免费"), ("能放烟花吗", "禁止携带")],
)
def test_a_sentence_that_says_yes_or_no_to_what_is_named_decides(
    library_of: LibraryOf, question: str, words: str
) -> None:
    """However few words the question has; the verb is in the yes or no."""
    answer = library_of(a__txt=CAMP).ask(question)
    assert answer.status == "answered"
    assert words in answer.quotes[0].text


@pytest.mark.parametrize("question", ["能给狗洗澡吗", "能放风筝吗"])
def test_a_yes_to_something_else_decides_nothing(library_of: LibraryOf, question: str) -> None:
    """All that is named must be there."""
    assert library_of(a__txt=CAMP).ask(question).status != "answered"
