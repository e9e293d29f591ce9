"""Characters that are taken for each other in names, by the eye: 宇 and 字, 福 and 褔."""

from __future__ import annotations

from functools import cache

# Groups of characters, as they are misread on paper and picked wrongly from a list
_GROUPS = """
福褔副幅逼 宇字 锐税悦脱说 王玉 伟炜纬韦 洪供拱哄 辉晖挥 松忪 丈文 博搏傅 凯恺剀 丽俪 娟涓绢捐 田由甲申 未末朱 己已巳
千干于 日曰目 大太犬 人入八 土士 白百自 杨扬汤 林材 李季孝 陈阵 张弘弛 海悔梅 建健键 平乎 国固 志忘 强疆 敏繁 静净
莉利俐 峰锋烽蜂 波坡披 涛祷 晓烧浇 舟丹 清请情晴倩 永水 立力 成戊戌咸 春舂 玲铃伶 珍诊 贵责 庆厌 雪雷 霞露 欣掀 颖颍
秀透 萍苹坪 鹏腾 良艮 凤风 琴芩 慧惠 旭旮 昊吴 佳住 嘉喜 怡治 瑞端 祥详 振震 彬杉 彪彰 冬各 冶治 仁任 什件 代伐 侯候
俊峻骏 刚钢岗 厚原 哲皙 坤伸 婷停 媛嫒 宁守 安宴 宏宠 宗宋 官宫 少小 巍魏 帅师 庄压 徐涂除 忠患 恒垣 愚遇 戴截 捷睫
政攻 敬警 昌吕 晨晟辰 智知 曼蔓 朗郎 柏拍 柳卯 桂佳 梁粱 楠南 模漠 民氏 泽择 洁结 浩皓 润闰 淑叔 温湿 渊洲 滨宾 澜阑
然燃 煜昱 熙照 牛午 珊册 琦绮 琪棋 瑶遥 璐路 甫浦 程呈 稳隐 策荣 维唯惟 翔详 耀跃 肖省 胜性 航杭 芬岔 茂荗 荣荥 莹营
菲韭 蕾雷 薇微 虎虑 裕浴 谦嫌 超起 邓郑 郝赫 钟钊 铭名 锦棉 长张 陆陈 霄宵 靖清 韬滔 馨磬 骥冀 鲁鱼 麟鳞 龙尤
"""


@cache
def _groups() -> dict[str, set[int]]:
    groups: dict[str, set[int]] = {}
    for number, group in enumerate(_GROUPS.split()):
        for char in group:
            groups.setdefault(char, set()).add(number)
    return groups


def look_alike(one: str, other: str) -> bool:
    """王字辉, 王宇辉: each character is the other's or is easily taken for it."""
    groups = _groups()
    return len(one) == len(other) and all(
        a == b or groups.get(a, set()) & groups.get(b, set()) for a, b in zip(one, other, strict=True)
    )
