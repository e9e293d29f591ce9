"""The index finds what plain scanning finds, no less and no more."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kejiting.search import SearchIndex, SearchQuery, SearchTerms
from kejiting.text.fold import fold
from tests.search.corpus import ask, built, letter, passages, scanned, seeds

# Each stands somewhere in the seeds.
THERE = """
省 的 科 一 。 、 ( 2 % 1928个 2518人 2309人 209人 17期 38人 26人 3人 9942万元 1200万元 540万元 39项 18项 27.27% 70％
2021年 2024年 2025年 １２００万元 6个地区 9市(州)和梅河口市 50-500万元 157 第157号 第１５７号 84号 〔2025〕84号
吉科发成[2025]84号 吉科发成【2025】84号 吉科发规划（2025）59号 体制改革 科技体制改革 成果转化 科技成果转化 转移转化 技术经纪人
技術經紀人 技术经纪人（经理人） 技术经纪人(技术经理人) 王洪福 王洪福委员 王松伟 省科技厅和省人社厅 主要措施 主要成效 下一步工作
下步打算 落实举措 “赛马”机制 「赛马」 "赛马" 《吉林省新职业(新业态)职称评审实施意见(试行)》 一是 二是 持续推进创新型省份建设
实际需求，合力解决 优先保障，不断加大投入力度 不断提高地方科技创新能力 “互联网＋” 互联网+ 1+N 1+n”政策 科技特派员 省政协十三届三次会议
奖励给成果完成人（团队） 3年内保留 现答复如下： 索引号: 吉林省科学技术厅 高校院所联合开展“技术经纪人(经理人)培训
"""
# None of them does, though all their characters or most of their pairs do.
NOT_THERE = (
    "928个 518人 942万元 00万元 5号 7.27% 27% 27 体制转化 经纪技术 措施主要 福洪王 二一是 1+N+1 术经纪人2518 zzz 〇"
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    return built(tmp_path_factory.mktemp("literal"), *seeds())


def found(index: SearchIndex, term: str) -> set[int]:
    """All passages with the term, asked for as it is: reading what people type is another test's business."""
    return set(passages(index.search(SearchQuery(SearchTerms(((fold(term),),)), size=50))))


@pytest.mark.parametrize("term", THERE.split())
def test_a_term_is_found_wherever_it_stands(index: SearchIndex, term: str) -> None:
    expected = scanned(seeds(), term)
    assert expected
    assert found(index, term) == expected


@pytest.mark.parametrize("term", NOT_THERE.split())
def test_a_term_is_not_found_where_it_does_not_stand(index: SearchIndex, term: str) -> None:
    assert found(index, term) == scanned(seeds(), term)


TEXTS = [entry.text for document in seeds() for entry in document.entries]


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_any_piece_of_the_texts_is_found_just_where_it_stands(index: SearchIndex, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(TEXTS))
    start = data.draw(st.integers(0, len(text) - 1))
    piece = text[start : start + data.draw(st.integers(1, 30))]
    if fold(piece):
        assert found(index, piece) == scanned(seeds(), piece)


NUMBERS = ["增长27.27%", "共1,928份", "27.", "个.27", ".27", "2.7,2.7", "27", "127,", "a.b", "1." + "2" * 80, "2" * 70]


@pytest.fixture(scope="module")
def numbers(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    return built(tmp_path_factory.mktemp("numbers"), letter(1, *NUMBERS))


@settings(max_examples=400)
@given(
    term=st.text(alphabet="1279.,%a个", min_size=1, max_size=6) | st.sampled_from(["2" * 70, "2" * 80, "." + "2" * 80])
)
def test_points_and_commas_of_numbers(numbers: SearchIndex, term: str) -> None:
    assert found(numbers, term) == scanned([letter(1, *NUMBERS)], term)


def test_a_term_may_not_reach_from_the_text_into_the_heading(tmp_path: Path) -> None:
    index = built(tmp_path, letter(1, "推动成果", heading="转化"))
    assert found(index, "成果转化") == set()
    assert found(index, "转化") == {100}


def test_a_term_whose_end_stands_before_it_in_the_first_passage_is_found(tmp_path: Path) -> None:
    """Its last pairs stand nearer to the beginning of all than the term is long."""
    index = built(tmp_path / "index", letter(1, "成果转化、科技成果转化"))

    assert passages(ask(index, "科技成果转化")) == [100]
    assert passages(ask(index, "成果转化、科技")) == [100]
