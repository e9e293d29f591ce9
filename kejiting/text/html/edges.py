"""Lines of page furniture at the edges of an article: tools, the path to the page, other articles, the footer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from kejiting.text.html.fields import paired, without_counters
from kejiting.text.lazy_re import lazy_re

_TOOL = (
    r"(?:打印(?:本页|此页|本文|文章|内容)?|关闭(?:窗口|本页|页面)?|字体(?:大小)?|字号|大|中|小|默认|加入收藏|收藏(?:本页)?|分享(?:到|至)?"
    r"|微信|微博|新浪微博|QQ空间|朋友圈|返回(?:顶部|列表|首页|上一页)?|回到顶部|顶部|首页|纠错|下载|无障碍(?:浏览|阅读)?|长者(?:模式|版)"
    r"|繁體|简体|English|登录|注册|搜索|扫一扫在?手机(?:上)?(?:打开|浏览)(?:当前|本|此)?页面?|用手机浏览|PDF|Word)"
)
# 【打印】【关闭】, 字体：[大 中 小], 分享到：; not 大力推动, 打印机
_TOOLS = lazy_re(rf"(?:[\s【】\[\]()（）|｜:：/·+\-]*{_TOOL})+[\s【】\[\]()（）|｜:：/·+\-]*", re.IGNORECASE)
# 您现在的位置：首页 > 建议提案, 首页 >> 公开; not 首页设计
_PATH = lazy_re(
    r"(?:您|你|当前|现在|目前|所在|的|是|在){0,4}位置\s*(?:[:：是>»›].{0,80})?|(?:网站)?首页\s*[>»›/\\-].{0,80}"
)
# 浏览次数：22, 阅读量 [22] 次, 您是第22位访客; not 浏览全文
_COUNTER = lazy_re(
    r"(?:浏览|阅读|点击|访问)(?:量|次数|数|人数)?\s*+[:：\[【(（]?\s*+\d*+\s*+[\]】)）]?\s*+次?|您是第\s*\d+\s*[位个].*"
)
# What is left between links: |, >; not 一
_MARKS = lazy_re(r"[\s|｜>»/·\-—_]*")
# 上一篇：关于…的答复, 相关链接, 主办：…, 吉ICP备…; not 上一条线路, 主办方认真
_AFTER = lazy_re(
    r"[【\[]?\s*(?:上|下)\s*一\s*(?:篇|条|页|个|则)\s*(?:[:：】\]]|文章|信息|$)"
    r"|[【\[]?\s*(?:相关|推荐|热门|最新|延伸|猜你|更多)(?:链接|新闻|文章|信息|阅读|稿件|解读|文档|内容|推荐|政策|资讯|喜欢)\s*[】\]]?\s*(?:[:：]|$)"
    r"|友情链接|网站(?:地图|声明|标识码|维护|管理|备案|支持|联系|首页)|版权(?:所有|声明)|Copyright|©|关于我们|联系我们|常见问题|隐私声明"
    r"|(?:主办|承办|协办|维护|技术支持|运维|建设)(?:单位|机构)?\s*[:：].*|\S{0,12}(?:ICP备|公网安备|网安备)|建议使用.*浏览器",
    re.IGNORECASE,
)
_SENTENCE = 30
# A longer line that begins like the footer is a letter on one line.
_LONGEST_EDGE = 150
_LONGEST_HEAD = 200


def without_edges(lines: Sequence[str]) -> list[str]:
    """Return the lines without those of the page around the article; what stands inside it stays."""
    last = next((place for place in range(len(lines) - 1, -1, -1) if _is_sentence(lines[place])), -1)
    head, tail = lines[: last + 1], lines[last + 1 :]
    # without any sentence nothing tells the footer from fields: 承办单位：县卫生健康局
    kept = [*head, *(takewhile(lambda line: not _AFTER.match(line.strip()), tail) if head else tail)]
    begins = next((place for place, line in enumerate(kept[:_LONGEST_HEAD]) if _is_sentence(line)), _LONGEST_HEAD)
    above = [bare for line in paired(kept[:begins]) if (bare := without_counters(line)).strip()]
    return [line for line in (*above, *kept[begins:]) if not _is_furniture(line.strip())]


def _is_sentence(line: str) -> bool:
    return "。" in line and len(line) >= _SENTENCE and (len(line) > _LONGEST_EDGE or not _AFTER.match(line.strip()))


def _is_furniture(line: str) -> bool:
    return any(pattern.fullmatch(line) for pattern in (_TOOLS, _PATH, _COUNTER, _MARKS))
