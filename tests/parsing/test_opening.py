"""Whom a letter addresses, and the sentence that names the proposal."""

from __future__ import annotations

import pytest

from proposals.parsing.citing import numbers_in, read_number, read_proposal_title
from proposals.parsing.lines import lines_of
from proposals.parsing.opening import find_opening
from proposals.parsing.salutation import read_proposers

SAID = "您提出的《关于甲的建议》收悉，现答复如下："


@pytest.mark.parametrize(
    ("salutation", "delegates"),
    [
        ("王洪福委员：", ("王洪福",)),
        ("尊敬的林清禾委员:", ("林清禾",)),
        ("尊敬陆思衿代表:", ("陆思衿",)),
        ("王洪福、李锐、王松伟委员：", ("王洪福", "李锐", "王松伟")),
        ("王洪福委员、李锐委员：", ("王洪福", "李锐")),
        ("程瑾行等8名代表:", ("程瑾行",)),
        ("阿依古丽·买买提代表：", ("阿依古丽·买买提",)),
        ("王洪福政协委员：", ("王洪福",)),
        ("王洪福、李锐、王松伟三位委员：", ("王洪福", "李锐", "王松伟")),
        ("王洪福委员", ("王洪福",)),
        ("王*福代表：", ("王*福",)),
        ("致王洪福委员：", ("王洪福",)),
        ("省政协王洪福委员：", ("王洪福",)),
        ("尊敬的高秀莲代表，您好！", ("高秀莲",)),
        ("陈金辉（福鼎代表团）代表：", ("陈金辉",)),
        ("方明（召集人）、朱丽、钱伟长委员：", ("方明", "朱丽", "钱伟长")),
        ("市人大代表邓志勇：", ("邓志勇",)),
        ("王洪福同志：", ("王洪福",)),
        ("民盟市委、市工商联：", ("民盟市委", "市工商联")),
        ("县政协经济科技委：", ("县政协经济科技委",)),
        ("金怀瑾、石映雪两位代表：", ("金怀瑾", "石映雪")),
        ("李锐 王松伟代表：", ("李锐", "王松伟")),
        ("市政协办公室并谢宁远委员：", ("谢宁远",)),
        ("医药卫生界委员：", ("医药卫生界",)),
        ("特邀界别委员：", ("特邀界别",)),
        ("段清扬委员、孟浩然委员、贺知章委员：", ("段清扬", "孟浩然", "贺知章")),
        ("各位政协委员、人大代表：", ()),
        ("农工党保山市委:", ("农工党保山市委",)),
        ("民革吉林省委员会：", ("民革吉林省委员会",)),
        ("省工商联：", ("省工商联",)),
        ("各位代表：", ()),
        ("有关委员：", ()),
        ("各市州人民政府：", ()),
    ],
)
def test_a_salutation(salutation: str, delegates: tuple[str, ...]) -> None:
    opening = find_opening(lines_of(f"对甲的答复\n{salutation}\n{SAID}\n我厅"))
    assert opening is not None
    assert opening.delegates == delegates


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (f"王洪福委员：\n{SAID}\n我厅高度重视。", "我厅高度重视。"),
        ("你们提出的《关于甲的建议》收悉，现答复如下：\n我厅", "我厅"),
        ("王洪福委员：\n首先感谢您。您提出的“甲”的提案收悉。现结合实际，答复如下:\n我局", "我局"),
        ("王洪福委员：\n您提出的《关于甲的建议》已交我局办理。\n现答复如下：\n我局", "我局"),
        ("王洪福委员：\n您提出的《关于甲的建议》收悉。我局高度重视。", "我局高度重视。"),
        ("王洪福委员：\n您提出的《关于甲的建议》收悉，现提出如下会办意见：\n我局", "我局"),
        ("王洪福委员：\n我局答复", "我局答复"),
    ],
)
def test_the_answer_begins_after_the_opening(text: str, answer: str) -> None:
    opening = find_opening(lines_of(text))
    assert opening is not None
    assert text[opening.said.end :].strip() == answer


def test_a_text_that_answers_nobody_has_none() -> None:
    assert find_opening(lines_of("各单位：\n请认真贯彻实施。\n2016年10月31日")) is None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("提出的《关于甲的建议》收悉", "关于甲的建议"),
        ("提出的《关于落实《条例》的建议》收悉", "关于落实《条例》的建议"),
        ("提出的“关于修路的建议”,已交我局办理", "关于修路的建议"),
        ("提出的“促进小微企业发展”的提案收悉", "促进小微企业发展"),
        ("提出的关于大桥公路改造的建议收悉", "关于大桥公路改造的建议"),
        ("提出的关于加强垃圾分类工作的建议提案收悉", "关于加强垃圾分类工作的建议"),
        ("提出的关于“关于对小学扩建的建议”收悉", "关于对小学扩建的建议"),
        ("提出的《关于落实《条例》《办法》的建议（第157号）》收悉", "关于落实《条例》《办法》的建议"),
        ("您提出的《关于落实《科技进步法》的思考》的提案收悉", "关于落实《科技进步法》的思考"),
        ("您的提案《关于修订《科技进步条例》》收悉", "关于修订《科技进步条例》"),
        ("您提出的《推进《条例》修订》（第15号）已收悉", "推进《条例》修订"),
        ("您提出的《推进〈条例〉修订》收悉", "推进〈条例〉修订"),
        ("提出的关于《关于改造老旧小区的建议》已收悉", "关于改造老旧小区的建议"),
        ("提出的关于修订《条例》的建议收悉", "关于修订《条例》的建议"),
        ("提出的《关于甲的提案》（第15号）和《关于乙的提案》收悉", "关于甲的提案"),
        ("您的提案《关于加强人才培养》收悉", "关于加强人才培养"),
        ("提出的《关于加强人才培养》（第15号提案）收悉", "关于加强人才培养"),
        ("提出的修建桥梁方便群众出行的建议收悉", "修建桥梁方便群众出行的建议"),
        ("提出的《加快推进海绵城市建设》（编号：146）提案收悉", "加快推进海绵城市建设"),
        ("提出的《加快推进海绵城市建设》收悉", "加快推进海绵城市建设"),
        ("提出的宝贵建议收悉", None),
        ("提出的D022号建议收悉", None),
    ],
)
def test_the_proposals_title(said: str, expected: str | None) -> None:
    words = read_proposal_title(said, 0, len(said))
    assert (words.value if words else None) == expected
    assert words is None or (words.span is not None and words.span.of(said) == expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第157号委员提案的答复", "157"),
        ("第0920号建议", "0920"),
        ("第DH0271号", "DH0271"),
        ("第02366号（工交邮电类346号）提案", "02366"),
        ("(编号:第3011号)", "3011"),
        ("编号为20230157", "20230157"),
        ("提出的1号建议", "1"),
        ("D022号建议", "D022"),
        ("第四十五号提案", "四十五"),
        ("第15号、第16号提案", "15"),
        ("第15-3-086号提案", "15-3-086"),
        ("第2023-017号建议", "2023-017"),
        ("提案（第124号）的答复", "124"),
        ("第124、125号建议", "124"),
        ("提案124号的答复", "124"),
        ("第2023ZX124号提案", "2023ZX124"),
        ("第集27号提案", "集27"),
        ("第14、92、205号提案", "14"),
        ("教建议〔2017〕第39号", None),
        ("2016年第5号令", None),
        ("地铁2号线", None),
    ],
)
def test_the_proposals_number(text: str, expected: str | None) -> None:
    assert read_number(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("第14、92、205号提案", ("14", "92", "205")),
        ("第15号、第16号提案", ("15", "16")),
        ("第157号、158号建议", ("157", "158")),
        ("第02366号（工交邮电类346号）提案", ("02366",)),
        ("第十四届第5号令", ()),
    ],
)
def test_every_number_of_a_letter_that_answers_several(text: str, expected: tuple[str, ...]) -> None:
    assert numbers_in(text) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("关于县政协十届三次会议岳小川委员提出的第25号提案的答复", ("岳小川",)),
        ("贵委转来何以安委员“关于修缮公厕的提案”收悉", ("何以安",)),
        ("现就薛静好、陆言委员提出的《关于甲的提案》", ("薛静好", "陆言")),
        ("对政协委员提出的第25号提案的答复", ()),
        ("关于市人大代表第77号建议的答复", ()),
        ("您好，感谢代表提出的建议", ()),
    ],
)
def test_who_is_said_to_have_put_the_proposal_forward(said: str, expected: tuple[str, ...]) -> None:
    found = read_proposers(said)
    assert (found.delegates if found else ()) == expected
