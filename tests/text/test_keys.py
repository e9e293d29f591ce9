"""Keys: equal for what is the same, however it is printed, and for nothing else."""

from __future__ import annotations

import pytest

from kejiting.text.keys import asked_name_keys, code_key, name_key, number_key
from kejiting.text.reading_view import DOTS


@pytest.mark.parametrize(
    "name",
    [
        *(f"买买提{dot}吐尔逊" for dot in DOTS),
        "買買提・吐爾遜",
        "买\u200b买提·吐\ufe00尔逊",
        "买买提 · 吐尔逊",
    ],
)
def test_one_name(name: str) -> None:
    assert name_key(name) == "买买提·吐尔逊"


@pytest.mark.parametrize(
    ("one", "other"),
    [("⺩宇辉", "王宇辉"), ("王宇輝", "王宇辉"), ("\uf989明", "黎明"), ("民建（吉林）ＡＢＣ", "民建(吉林)abc")],
)
def test_names_printed_otherwise(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("王昇", "王升"),
        ("於文", "于文"),
        ("鍾明", "鐘明"),
        ("王著", "王着"),
        ("刘邨", "刘村"),
        ("乾明", "干明"),
    ],
)
def test_names_of_two_people(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_a_title_may_belong_to_a_name() -> None:
    assert asked_name_keys("买买提•吐尔逊委员") == {"买买提·吐尔逊委员", "买买提·吐尔逊"}
    assert asked_name_keys("委员") == {"委员"}


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("第３０１号", "301"),
        ("0301", "301"),
        ("三〇一", "301"),
        ("三○一", "301"),
        ("一百五十七号提案", "157"),
        ("（124）", "124"),
        ("ＤＨ0271", "dh0271"),
        ("集27", "集27"),
        ("15‑3－086", "15-3-086"),
        ("3\u200b01", "301"),
    ],
)
def test_one_number(number: str, key: str) -> None:
    assert number_key(number) == key


def test_one_code() -> None:
    assert code_key("吉科（提）字") == code_key("吉科〔提〕字") == code_key("吉\u200b科(提)字")
    assert code_key("１１２２00001K／2025－01259") == code_key("112200001k/2025-01259")
