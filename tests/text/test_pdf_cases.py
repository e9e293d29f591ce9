"""Made-up PDFs after public fault reports: what each of them says, read as text."""

from __future__ import annotations

from pathlib import Path

import pytest

from kejiting.text.clean import strip_whitespace
from tests.text.reading import pdf_text

CASES = Path(__file__).parents[1] / "cases"
TITLE = "对省政协十三届三次会议第157号委员提案的答复"
OPENING = "王洪福委员：|您提出的《关于推动科技成果转化的建议》收悉，现答复如下："
MEASURES = "（一）落实举措|1.我厅出台了办法，支持高校建设技术转移机构。|2.组织培训，形成长效机制。"
OUTCOMES = "（二）取得成效|1.全省技术经纪人达到2518人。|（三）下一步工作|1.将继续加大支持力度。"
THANKS = "感谢您对我省科技工作的关心和支持！"
FOOT = "吉林省科学技术厅|2025年6月18日"
ANSWER = f"{OPENING}|一、关于“建立技术转移机构”的建议|{MEASURES}|{OUTCOMES}|2.将加强培训。|{THANKS}|{FOOT}"
CLEAN = f"{TITLE}|吉科发成〔2025〕84号|{ANSWER}"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("36_watermark_level", CLEAN),
        ("37_letter_spaced", f"{CLEAN}|（联系人：陆言，联系电话：0431-88975566）"),
        ("38_outside_cropbox", CLEAN),
        ("39_hidden_layer_3pt", CLEAN),
        ("40_hidden_layer_8pt", CLEAN),
        ("41_acroform_number", f"{TITLE}|文号：JKFC-2025-84|{ANSWER}"),
        ("42_two_columns", f"{TITLE}|吉科发成〔2025〕84号|{OPENING}|{MEASURES}|{OUTCOMES}|{THANKS}|{FOOT}"),
        ("44_vector_seal", CLEAN),
    ],
)
def test_a_case_says_line_by_line(name: str, said: str) -> None:
    lines = map(strip_whitespace, pdf_text((CASES / f"{name}.pdf").read_bytes()).split("\n"))
    assert "|".join(lines) == said
