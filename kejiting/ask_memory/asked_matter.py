"""What an ask is about: its words without those in which anything is asked for, 加大…力度, 完善…政策措施, 摆上重要位置."""

from __future__ import annotations

from kejiting.text.lazy_re import lazy_re

# Whole words only: 建设, 服务, 管理, 创新 are of the matter as often as of the frame
_FRAME = lazy_re(
    "为此|建议|希望|应当|应该|尽快|进一步|切实|着力|大力|积极|不断|持续|全面|充分|更加|更好地?|高度|有效|有关|相关|具体|"
    "加快|加大|加强|强化|增强|提高|提升|优化|完善|健全|建立健全|建立|构建|制定|出台|支持|鼓励|引导|推动|推进|促进|带动|深化|"
    "拓宽|拓展|扩大|做好|抓好|重视|关注|统筹|协调|指导|牵头|补齐|短板|摆上|摆在|重要|突出|位置|工作|力度|水平|政策|措施|"
    "举措|办法|意见|长效|机制|高质量|发展"
)


def matter_of(folded: str) -> str:
    """Return what is left of the folded words between those of the frame, a line each; "" if there is nothing else."""
    return "\n".join(run for run in _FRAME.sub("\n", folded).split() if len(run) > 1)
