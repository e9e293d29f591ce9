"""The expressions that say how checkable a commitment is, each with its reason, an example and a counter-example.

Patterns are for folded text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kejiting.text.lazy_re import lazy_re


@dataclass(frozen=True, slots=True)
class Expression:
    """`says`: what people are told; `pattern` is found in `example` and not in `other`."""

    says: str
    pattern: re.Pattern[str]
    example: str
    other: str


def expression(says: str, pattern: str, example: str, other: str) -> Expression:
    return Expression(says, lazy_re(pattern), example, other)


# What hedges a deed in its own clause: others are to do it, or it is only tried out
_HEDGE = r"(?<!积极)(?<!持续)(?<!不断)(?<!稳步)(?<!有序)(?<!继续)(?<!探索)(?<!适时)(?<!谋划)(?<!加强)"
_CLAUSE_BEFORE = r"(?:^|(?<=[,;。:]))(?:(?!支持|鼓励|引导(?!基金)|探索|尝试|谋划|指导|帮助)[^,;。:])*?"
_REST = "(?:(?!支持|鼓励|引导(?!基金)|高水平|高能级|各类|更多)[^,;。:《]){0,40}?"
_RULES = "办法|方案|意见(?!建议)|条例|细则|规划|指南|指引|标准(?!化)|目录|清单|名单|榜单|报告|案例集|汇编|若干政策|若干措施|政策措施|升级版"
_PLACES = (
    "平台|系统|中心(?!城)|基地|基金|数据库|资源库|专家库|培育库|实验室|研究院|学院|科技园|产业园|联盟|联合体|委员会|服务站|服务队"
    "|办公室|研究所|绿色通道|热线|网站|专栏|窗口|场景|课程|产品"
)
_EVENTS = "大赛|会议|推进会|座谈会|对接会|发布会|论坛|博览会|展览会|培训班|现场会|年会|交易会|展示会"

NUMBERS = (
    expression("写明了要全部做到", "全覆盖|全部(?:完成|建成|办结|达标)|(?:动态)?清零|覆盖所有", "实现市县全覆盖", "扩大覆盖面"),
    expression("写明了多久一次", "每(?:年|半年|季度|月|周|两年)|(?:按季度|按月)", "每年举办一届", "每个项目"),
    expression("写明了翻番", "翻(?:一|两)?番|(?:增长|提高)[一两三]倍", "规模翻一番", "翻新改造"),
    expression(
        "写明了数量", "(?<![\\d一二三四五六七八九十百第])[二三四五六七八九十百两]{1,4}[余多]?(?:家|个(?!方面|领域|月)|项(?!目)|名|场|所|期(?!建设)|户|件)",
        "新建十二家工作站", "二期建设、第三项",
    ),
)  # fmt: skip

DELIVERABLES = (
    expression(
        "写明了要出台的文件",
        f"{_CLAUSE_BEFORE}{_HEDGE}(?P<words>(?:出台|印发|制发|制定|制订|修订|修改完善|编制|编写|起草|发布|公布|推出)(?:{_REST}(?:{_RULES})|[^,;。:《]{{0,12}}《[^《》]+》)(?!时))",
        "制定省级中试基地管理办法", "落实《国家技术转移专业人员能力等级培训大纲》",
    ),
    expression(
        "写明了要建成的平台、机构",
        f"{_CLAUSE_BEFORE}{_HEDGE}(?P<words>(?:建成|建设(?!水平)|共建|筹建|建立|设立|组建|成立|搭建|开发|开通|上线|开设|增设|开办|推出|打造){_REST}(?:{_PLACES}))(?=[^\u4e00-\u9fff]|[和与及并以等]|$)",
        "搭建人才分类信息系统", "支持高校设立技术转移中心",
    ),
    expression(
        "写明了要建设的平台、机构",
        f"{_CLAUSE_BEFORE}{_HEDGE}(?P<words>(?:推进|启动|加快){_REST}(?:中心|平台|系统|资源库|数据库|研究院|科技园)(?:体系)?建设)(?!水平)",
        "推进知识产权运营服务中心建设", "积极推动国家级平台建设",
    ),
    expression(
        "写明了要举办的会议、活动", f"{_CLAUSE_BEFORE}(?P<words>(?:召开|举办|承办|主办|组织){_REST}(?:{_EVENTS}))",
        "组织召开职务科技成果改革座谈会", "支持企业举办大赛",
    ),
    expression(
        "写明了要签订的协议", "(?P<words>(?:签订|签署)[^,;。]{0,20}(?:协议|议定书|备忘录|合同))", "签订科技创新合作框架协议", "合同签订情况",
    ),
    expression(
        "写明了要列入的计划、考核", "(?P<words>[把将][^;。]{2,60}(?:列入|纳入|列为)[^,;。]{1,30})", "将研发投入纳入高质量发展考核", "已列入计划",
    ),
    expression("写明了要提请审议", "(?P<words>(?:提请|报请|报送)[^,;。]{2,20}(?:审议|审定|批准))", "提请省人大常委会审议", "审议通过"),
)  # fmt: skip

VAGUE = (
    expression("只说加大力度", "加大[^,;。]{0,30}(?:力度|投入|支持|投放)", "加大对园区的支持力度", "加大马力"),
    expression("只说比现在更进一步", "进一步|更好|更加", "进一步完善体系", "第一步"),
    expression("只说继续做", "持续|继续|不断|长期|常态化|一如既往", "持续推进改革", "连续三年"),
    expression("只说态度", "积极|认真|大力|努力|切实|着力|全力|充分|深入|坚持|严格", "积极推动建设", "面积"),
    expression("只说加强、推进，未说做到什么程度", "加强|强化|深化|推[动进]|促进|加快|提[高升]|优化|完善|健全|扩大|丰富|改进|弘扬|拓[展宽]", "加强组织领导", "强度"),
    expression("只说探索、研究", "探索|研究(?!院|所|生)|谋划|考虑|适时|密切关注|稳步|逐步|有序", "适时开展试点", "研究院"),
    expression("只说支持、引导别人做", "支持|鼓励|引导|指导|帮助|督促|争取|协调|配合|跟踪", "引导金融机构投放", "引进"),
    expression("只说营造氛围、形成合力", "营造|形成[^,;。]{0,10}(?:合力|格局|氛围|局面)|发挥[^,;。]{0,20}作用|破[解除]|落实|推广", "营造良好氛围", "形成报告"),
)  # fmt: skip
