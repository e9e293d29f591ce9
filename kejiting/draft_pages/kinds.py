"""What kinds and levels of findings are called on the screen."""

from __future__ import annotations

from kejiting.draft_checks import LEVEL_NAMES

ASIDE = "aside"
"""Instead of its level, of what people set aside."""
LEVEL_LABELS = {**{str(level): label for level, label in LEVEL_NAMES.items()}, ASIDE: "已搁置"}

KIND_LABELS: dict[str, str] = {
    "F1": "文号、编号",
    "F2": "届次、称谓、标题不一致",
    "F3": "姓名",
    "F4": "日期",
    "F5": "缺少的部分",
    "F6": "序号和标题",
    "C1": "建议没有答复",
    "C2": "会办单位",
    "N1": "与已认定的数据不同",
    "N2": "文内数据不一致",
    "N3": "数量级、单位",
    "N4": "数字用法",
    "N5": "方案目标",
    "P1": "未了的承诺没有提到",
    "P2": "承诺重复或没有进展",
    "P3": "承诺不能核对",
    "R1": "沿用旧函的时间词",
    "R2": "别的答复留下的内容",
    "E1": "引用的文件",
    "E2": "名称不规范",
    "X1": "文中遗留",
    "X2": "个人信息",
    "L1": "版式",
}
