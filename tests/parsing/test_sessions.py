"""Sessions in every form that letters print."""

from __future__ import annotations

from time import process_time

import pytest

from proposals.parsing.parsed import ParsedSession
from proposals.parsing.sessions import read_session


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对省政协十三届三次会议第157号委员提案的答复", ParsedSession("政协", "省", "省", 13, 3)),
        ("您在省十四届人大四次会议上提出的", ParsedSession("人大", "省", "省", 14, 4)),
        ("马关县交通运输局关于马关县第十八届人大二次会议第64号", ParsedSession("人大", "县", "马关县", 18, 2)),
        ("政协第十四届全国委员会第二次会议", ParsedSession("政协", "全国", "全国", 14, 2)),
        ("教育部对十二届全国人大五次会议第7508号", ParsedSession("人大", "全国", "全国", 12, 5)),
        ("第十四届全国人民代表大会第三次会议", ParsedSession("人大", "全国", "全国", 14, 3)),
        ("全国政协十四届二次会议", ParsedSession("政协", "全国", "全国", 14, 2)),
        ("关于图们市政协九届五次会议", ParsedSession("政协", "市", "图们市", 9, 5)),
        ("向阳区政协九届五次会议", ParsedSession("政协", "区", "向阳区", 9, 5)),
        ("根据天府区十六届人大三次会议", ParsedSession("人大", "区", "天府区", 16, 3)),
        ("贵溪市政协九届五次会议", ParsedSession("政协", "市", "贵溪市", 9, 5)),
        ("确定你单位为市政协七届五次会议", ParsedSession("政协", "市", "市", 7, 5)),
        ("政协白山地区工作委员会六届三次会议", ParsedSession("政协", "地区", "白山地区", 6, 3)),
        ("区十九届人大第六次会议", ParsedSession("人大", "区", "区", 19, 6)),
        ("关于对市政协一届一次会议第68号", ParsedSession("政协", "市", "市", 1, 1)),
        ("对唐山市丰润区第五届人民代表大会第四次会议", ParsedSession("人大", "区", "唐山市丰润区", 5, 4)),
        ("关于兴庆区人大四届三次会议", ParsedSession("人大", "区", "兴庆区", 4, 3)),
        ("您委在政协保山市第三届五次会议上", ParsedSession("政协", "市", "保山市", 3, 5)),
        ("政协吉林省第十三届委员会第三次会议", ParsedSession("政协", "省", "吉林省", 13, 3)),
        ("中国人民政治协商会议吉林省第十三届委员会第三次会议", ParsedSession("政协", "省", "吉林省", 13, 3)),
        ("维西傈僳族自治县十八届人大第三次会议", ParsedSession("人大", "县", "维西傈僳族自治县", 18, 3)),
        ("内蒙古自治区政协十三届一次会议", ParsedSession("政协", "自治区", "内蒙古自治区", 13, 1)),
        ("延边州政协 14 届 2 次会议", ParsedSession("政协", "州", "延边州", 14, 2)),
        ("市政协十三届提案", ParsedSession("政协", "市", "市", 13, None)),
        ("临沂市第十二届政协第五次会议", ParsedSession("政协", "市", "临沂市", 12, 5)),
        ("区七届二次人代会", ParsedSession("人大", "区", "区", 7, 2)),
        ("县八届二次政协会议", ParsedSession("政协", "县", "县", 8, 2)),
        ("区政协五届二次全委会", ParsedSession("政协", "区", "区", 5, 2)),
        ("十四届人大四次会议", ParsedSession("人大", "", "", 14, 4)),
    ],
)
def test_a_session_is_read(text: str, expected: ParsedSession) -> None:
    assert read_session(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "省政协委员",
        "党的第十四届三中全会",
        "第十届博览会第三次会议",
        "省委十届七次全会",
        "市十五届三次党代会",
        "人大代表三次会议",
        "第三届技术经纪人大赛",
        "",
    ],
)
def test_other_meetings_are_none(text: str) -> None:
    assert read_session(text) is None


def test_one_that_names_its_meeting_comes_before_one_that_does_not() -> None:
    found = read_session("市政协十三届委员，您在市政协十三届三次会议上提出")
    assert found == ParsedSession("政协", "市", "市", 13, 3)


@pytest.mark.parametrize("numeral", ["1", "一", "十", "二〇"])
def test_a_long_run_of_numerals_is_read_in_good_time(numeral: str) -> None:
    started = process_time()
    assert read_session(f"关于第{numeral * 8000}号提案的答复") is None
    assert process_time() - started < 2
