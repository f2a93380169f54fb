"""Sentences of which one decides a verdict."""

import pytest

from tests.conftest import LibraryOf

TEXT = """员工休假办法
第七条 病假应当提交证明。
（一）三天以内的，由班长批准；
（二）三天以上的，由人事处批准；
（三）三十天以上的，由厂长批准。
第八条 婚假为十五天。
第九条 产假按照第八条规定的程序申请，为一百五十八天。
除周一外，阅览室每天开放。
青年公寓常住人口1,313人，户籍人口1,090人。
营收由2024年同期的936万元增长到955万元。
"""


@pytest.mark.parametrize(
    ("honest", "false"),
    [
        ("婚假为十五天", "婚假为158天"),
        ("三天以上的病假由人事处批准", "三天以上的病假由厂长批准"),
        ("阅览室除周一外每天开放", "阅览室周一开放"),
        ("青年公寓户籍人口1,090人", "青年公寓户籍人口1,313人"),
        ("2024年同期的营收是936万元", "2025年同期的营收是936万元"),
    ],
)
def test_a_sentence_on_the_thing_itself_decides(library_of: LibraryOf, honest: str, false: str) -> None:
    """A figure or a doer of the neighbour's, which only its surroundings tie to the claim, is no proof."""
    library = library_of(a__md=TEXT)
    assert library.check(false).verdict == "contradicted"
    assert library.check(honest).verdict in ("supported", "not_found")
