"""Letters that faults are put into: the seeds, and full replies with all their parts."""

from __future__ import annotations

from functools import cache

from tests.conftest import seed_readings

_FULL = """公开属性：主动公开
办理类别：A类
对省政协十三届三次会议第{number}号委员提案的答复
吉科发{office}〔2025〕{serial}号
{name}委员：
您在省政协十三届三次会议上提出的第{number}号提案《关于加快{topic}发展的建议》收悉。经商省财政厅、省人力资源和社会保障厅，现答复如下：
一、关于“加大{topic}资金支持”的建议
（一）主要措施
1.设立专项资金。我厅会同省财政厅出台《吉林省科技创新专项资金管理办法》（吉财教〔2023〕312号），明确支持方向（含平台、人才和项目）。
2.优化申报流程。精简材料，压缩时限，让企业少跑腿。
3.加强绩效评价。对已立项的项目逐个开展绩效评价，并公开结果。
（二）取得成效
2024年，支持相关项目39项，带动企业投入1.2亿元，培训人员近千人次。
（三）下一步工作
一是继续加大投入。二是优化支持方式。三是加强跟踪问效，力争2026年底前建成3个示范基地。
二、关于“培养{topic}人才”的建议
（一）主要措施
1.落实“人才新政”。会同省人力资源和社会保障厅开展职称评审。
2.建设培养基地。依托高校建设培养基地6个。
（二）取得成效
全省持证人员达到2518人，同比增长12.5%。
（三）下一步工作
一是完善培养体系。二是扩大培训规模，将基地数量增加到10个。
感谢您对科技工作的关心和支持！
吉林省科学技术厅
2025年{month}月18日
联系人：陆言
联系电话：0431-88975566
抄送：省政协提案委员会，省政府办公厅。"""


@cache
def full_letters() -> tuple[str, ...]:
    rows = (
        ("201", "成", "101", "林清禾", "氢能产业", "5"),
        ("214", "区", "102", "程瑾行", "低空经济", "6"),
        ("233", "规划", "103", "袁宁源", "人工智能", "7"),
    )
    names = ("number", "office", "serial", "name", "topic", "month")
    return tuple(_FULL.format(**dict(zip(names, row, strict=True))) for row in rows)


@cache
def letters() -> tuple[str, ...]:
    return (*full_letters(), *(reading.parsed.text for reading in seed_readings().values()))
