"""What people had decided in the bases of earlier versions, and where the program says so: a table for each dump.

An address may go on by the words of links: `/admin/ > 用户`. So nothing here depends on what models and modules are called.
"""

from __future__ import annotations

from typing import NamedTuple

ANYONE, READER, EDITOR, ADMINISTRATOR = "", "duzhe", "bianji", "guanli"
FIRST_ADMINISTRATOR = "admin"
REFUSED, GONE = 403, 404


class Decision(NamedTuple):
    """`who` is answered with the status, all the words of `says` and none of `hides`; white space does not count.

    `posted` is a form's fields: then it is the answer to them that is looked at.
    """

    what: str
    who: str
    address: str
    says: tuple[str, ...] = ()
    hides: tuple[str, ...] = ()
    status: int = 200
    posted: dict[str, str] | None = None


BEFORE_OUTBOX = (
    Decision("the withdrawn letter is not found", ANYONE, "/api/search?q=王宇辉", ('"count":0,', '"notice":null')),
    Decision("the others are", ANYONE, "/api/search?q=技术经纪人", ('"count":4,', '"notice":null')),
    Decision("set aside", FIRST_ADMINISTRATOR, "/commitments/2/", ("不是承诺", "理由：是介绍情况，不是承诺")),
    Decision("set aside, and nothing else", ANYONE, "/commitments/?set_aside=yes", ("共1项",)),
    Decision("corrected", FIRST_ADMINISTRATOR, "/letters/2/", ("吉科发区〔2020〕91号", "人工改定提案题目")),
    Decision("withdrawn", FIRST_ADMINISTRATOR, "/entry/?status=withdrawn", ("已撤回1", "吉科发规划〔2024〕56号")),
)

BEFORE_KEYS = (
    Decision("one person", ANYONE, "/delegates/", ("共7位", "买买提·吐尔逊"), ("买买提•吐尔逊", "买买提∙吐尔逊")),
    Decision(
        "the person's letters",
        ANYONE,
        "/delegates/5/",
        (
            "买买提·吐尔逊委员",
            "共5份",
            "吉科发成〔2026〕21号",
            "吉科发成【2026】22号",
            "〔2026〕23号",
            "〔2026〕24号",
            "〔2026〕25号",
        ),
    ),
    Decision("found by any dot", ANYONE, "/api/letters?delegate=買買提･吐尔逊", ('"count":5,',)),
    Decision("found by initials", ANYONE, "/api/suggest?q=mmttex", ("买买提·吐尔逊委员",)),
    Decision("the name as printed", ANYONE, "/api/letters/6", ('"delegates":["买买提•吐尔逊"]',)),
    Decision(
        "the names that a person wrote", EDITOR, "/letters/8/", ("买买提∙吐尔逊委员、李锐委员", "人工改定委员、代表")
    ),
    Decision("two names of one person", EDITOR, "/letters/9/", ("提出人买买提·吐尔逊委员", "人工改定委员、代表")),
    Decision(
        "what people did to a row that was joined",
        ADMINISTRATOR,
        "/admin/ > 委员和代表 > 买买提·吐尔逊 > 历史",
        ("周明", "已修改地方"),
    ),
    Decision("two who are called otherwise", ANYONE, "/delegates/?name=王昇", ("共1位",)),
    Decision("one proposal", ANYONE, "/api/letters?number=３０１", ('"count":2,', "〔2026〕21号", "〔2026〕23号")),
    Decision(
        "what the proposal was",
        ADMINISTRATOR,
        "/admin/ > 提案和建议 > 关于加强人才引进的提案 > 历史",
        ("周明", "题目：关于加强高层次人才引进的提案→关于加强人才引进的提案"),
    ),
    Decision("a code in brackets", ANYONE, "/api/search?q=吉科(提)字[2026]5号", ('"jumps":[{', "第306号")),
    Decision("a wide index number", ANYONE, "/api/search?q=11220000013544429K/2026-00302", ('"why":"索引号"',)),
    Decision("a topic by another dash", ANYONE, "/topics/?q=2021-2025年", ("人才计划（2021—2025年）",)),
    Decision("a topic's mentions", ANYONE, "/api/topics/110", ('"words":"人才计划（2021—2025年）"',)),
    Decision("a wording by another dash", ANYONE, "/indicators/?q=2016~2020年引进人才", ("共1个指标",)),
)

LETTERS = (
    Decision("a title and a number", ANYONE, "/letters/3/", ("关于推动科技创新工作的建议的答复", "编号第59号")),
    Decision("they stay people's", EDITOR, "/letters/3/", ("人工改定编号、标题",)),
    Decision("a proposal's title", ANYONE, "/letters/1/", ("关于建立区域科技创新中心的建议（更正）",)),
    Decision("a day", ANYONE, "/api/letters/1", ('"published_on":"2025-06-26"',)),
    Decision("an ask's title", ANYONE, "/letters/1/", ("落实现有政策，选派高校干部赴地方挂职（更正）",)),
    Decision("a passage's part", EDITOR, "/entry/1/", ('name="part-33"data-submits><optionvalue="measures"selected>',)),
    Decision(
        "a passage's part, in the API", ANYONE, "/api/letters/1", ('"measures","items":["2.科技成果评价模式逐步形成',)
    ),
    Decision(
        "a letter's fields, in the administration",
        ANYONE,
        "/letters/4/",
        ("索引号JL-2024-56", "办理类别B（正在解决或列入计划）", "人工改定办理类别、索引号"),
    ),
    Decision(
        "judged sentences",
        EDITOR,
        "/entry/2/",
        ("不同程度的资金支持。认定：举措", "落实科技投入只增不减要求。认定：成效"),
    ),
    Decision("each letter's status", EDITOR, "/entry/", ("待处理（2）", "待核对1", "草稿1", "已撤回1")),
    Decision("arrived", EDITOR, "/entry/9/", ("还没有入库", 'value="待补"')),
    Decision("arrived: for no reader", READER, "/letters/9/", status=GONE),
    Decision("given up", EDITOR, "/entry/10/", status=GONE),
    Decision(
        "a draft, and what a later reading offers for it",
        EDITOR,
        "/entry/7/",
        ("草稿，尚未发布", 'value="待查"', 'value="take:index_number"', 'value="B"selected'),
        ('value="take:category"',),
    ),
    Decision("a draft: for no reader", READER, "/letters/7/", status=GONE),
    Decision("withdrawn", EDITOR, "/letters/8/", ("吉科发成〔2026〕13号", "已撤回：没有写明原因")),
    Decision("withdrawn: its address says so", ANYONE, "/letters/8/", ("吉科发成〔2026〕13号", "已撤回"), status=410),
    Decision("withdrawn: not found", ANYONE, "/api/search?q=黑土地实验站", ('"count":0,', '"notice":null')),
    Decision("replaced", ANYONE, "/letters/5/", ("3600万元", "支持冰雪装备项目18项", "委员提案;更正"), ("旧版",)),
    Decision("replaced: found", ANYONE, "/api/search?q=冰雪装备项目18项", ('"count":1,',)),
    Decision("the version before", READER, "/letters/5/ > 与现在的比较", ("由吴芳替换", "3000万元", "15项")),
    Decision("by hand", EDITOR, "/letters/11/", ("设立量子信息专项资金500万元。人工改定", "继续做好量子信息产业规划")),
)

VOCABULARY = (
    Decision("renamed and merged delegates", ANYONE, "/delegates/", ("共5位", "林清禾"), ("林清和", "王洪富")),
    Decision("a merged delegate's letters", ANYONE, "/delegates/1/", ("王洪福委员", "共2份", "吉科发成〔2026〕7号")),
    Decision("a draft's merged delegate", EDITOR, "/letters/8/", ("提出人王洪福委员",)),
    Decision("merged by", ADMINISTRATOR, "/admin/ > 委员和代表 > 王洪福 > 历史", ("周明", "合并了：王洪富委员")),
    Decision("a renamed delegate's initials", ANYONE, "/api/suggest?q=lqh", ("林清禾",)),
    Decision("a proposal", ANYONE, "/letters/11/", ("关于建设量子信息实验室（中心）的建议",)),
    Decision(
        "what a proposal was",
        ADMINISTRATOR,
        "/admin/ > 提案和建议 > 关于建设量子信息实验室（中心）的建议 > 历史",
        ("周明", "题目：关于建设量子信息实验室的建议→关于建设量子信息实验室（中心）的建议"),
    ),
    Decision(
        "what a letter was",
        ADMINISTRATOR,
        "/admin/proposals/replyletter/ > 对省政协十三届三次会议第157号委员提案的答复 > 历史",
        ("吴芳", "发布日期：2025-06-25→2025-06-26", "共4次"),
    ),
    Decision("a session's year", ANYONE, "/letters/1/", ("省政协十三届三次会议（2021年）",)),
    Decision("synonyms", ANYONE, "/?q=科创专员", ("科创专员=科技特派员（2023年起改称）",)),
    Decision("synonyms, in the API", ANYONE, "/api/search?q=人参", ('"other":"棒槌"', '"note":"民间的叫法"')),
    Decision("a synonym's history", ADMINISTRATOR, "/admin/ > 同义词和改名 > 人参 > 历史", ("周明", "已修改说明")),
    Decision(
        "asked in vain", ADMINISTRATOR, "/admin/ > 没有找到的检索词", ("可控核聚变2", "脑机接口1", "2个中0个被选")
    ),
    Decision("a plan's head", ANYONE, "/plans/1/", ("规划期2016—2020年",)),
    Decision("a plan is published", ANYONE, "/api/plans", ('"count":1,',)),
    Decision("a plan is found", ANYONE, "/api/search?q=促进科技成果转移转化实施方案", ('"plan":{"id":1,',)),
)

TOPICS = (
    Decision(
        "a new topic", ANYONE, "/topics/110/", ("也写作：冰雪装备专项、冰雪装备检测平台", "冰雪运动和旅游用的装备")
    ),
    Decision("a new topic's mentions", ANYONE, "/api/topics/110", ('"words":"冰雪装备检测平台"', '"count":5')),
    Decision("a topic's file", ANYONE, "/topics/export/?format=csv", ("冰雪装备,冰雪装备检测平台,下一步",)),
    Decision("a topic's sheet", ANYONE, "/topics/export/?format=xlsx", ("新建冰雪装备检测平台2个",)),
    Decision("another name", ANYONE, "/topics/74/", ("主题校企联合创新实验室", "共3份答复函提到")),
    Decision(
        "what the name was",
        EDITOR,
        "/topics/74/history/",
        ("吴芳：", "系统：", "名称：校企联合技术创新实验室→校企联合创新实验室"),
    ),
    Decision("a deleted topic", ANYONE, "/topics/56/", status=GONE),
    Decision("it stays deleted", ANYONE, "/topics/?q=科技成果服务平台", ("共0个主题",)),
)

INDICATORS = (
    Decision("a new indicator", ANYONE, "/indicators/83/", ("含筹建的省实验室", "说法省实验室、省级实验室", "数据2个")),
    Decision(
        "who made it",
        EDITOR,
        "/indicators/83/history/",
        ("吴芳：修改", "吴芳：由数据新建", "名称：省实验室数→省实验室"),
    ),
    Decision("a new indicator, in the API", ANYONE, "/api/indicators/83", ('"count":2', "省级实验室")),
    Decision("its sheet", ANYONE, "/indicators/83/export/?format=xlsx", ("吉科发规划〔2024〕56号",)),
    Decision(
        "its history", ADMINISTRATOR, "/admin/measures/indicator/ > 省实验室 > 历史", ("名称：省实验室数→省实验室",)
    ),
    Decision(
        "a settled figure", ANYONE, "/figures/export/?format=csv", ("2个,2,2,个,国防重点实验室,,,,国防重点实验室",)
    ),
    Decision("a figure of no indicator", EDITOR, "/indicators/offers/?figure=72", ("现认定为不属于任何指标",)),
    Decision("a figure taken off", ANYONE, "/indicators/6/", ("900余人", "数据1个"), ("2518人",)),
    Decision("it is offered again", EDITOR, "/indicators/offers/?figure=5", ("认定为“合格技术经纪人”",), ("取消认定",)),
    Decision("a split indicator", ANYONE, "/indicators/86/", ("职务科技成果改革首批试点单位", "18家", "高校院所")),
    Decision("an indicator merged into", ANYONE, "/indicators/18/export/?format=csv", ("281个", "529个")),
    Decision("who merged it", EDITOR, "/indicators/18/history/", ("吴芳：并入了“中试项目”",)),
    Decision("a merged indicator", ANYONE, "/indicators/19/", ("“中试项目”已并入“概念验证项目”",), status=GONE),
    Decision("a deleted indicator", ANYONE, "/indicators/85/", ("“省市数”已删除",), status=GONE),
    Decision(
        "a closed check",
        EDITOR,
        "/indicators/checks/4/",
        ("核对完毕（吴芳）：2025年5月的数只算到2024年底", "转化职务成果633个，科技成果转化合同金额"),
    ),
    Decision("the closed checks", ANYONE, "/indicators/checks/?state=closed", ("共1处", "“1239个”")),
    Decision("a closed check, in the API", ANYONE, "/api/indicators/2", ("2025年5月的数只算到2024年底",)),
    Decision(
        "a check opened again",
        EDITOR,
        "/indicators/checks/5/",
        ("核对完毕（吴芳）：口径相同，先记下", "重新打开（吴芳）：还要问规划处"),
    ),
    Decision("it is open", ANYONE, "/indicators/checks/", ("“超3.2亿元”",), ("“1239个”",)),
)

TARGETS = (
    Decision(
        "a linked figure", ANYONE, "/plans/1/targets/3/", ("已超过", "2518人", "认定“合格技术经纪人(经理人)2518人”")
    ),
    Decision("a refused figure", EDITOR, "/plans/1/targets/3/", ("有1个数据已认定不对应", "吴芳于")),
    Decision("a linked figure's file", READER, "/plans/1/export/?format=csv", ("专业化技术转移人才,等于,500", "吴芳")),
    Decision("a linked figure's sheet", READER, "/plans/1/export/?format=xlsx", ("2518人", "吴芳")),
    Decision("a linked figure, in the API", ANYONE, "/api/plans/1", ("2518人", "分市场已由2021年的规划重新布局")),
    Decision("a link taken off", EDITOR, "/plans/1/targets/14/", ("508人", "取下“技术经纪人队伍900余人”")),
    Decision("a superseded target", READER, "/plans/1/targets/11/", ("已调整", "分市场已由2021年的规划重新布局")),
    Decision("a target that holds again", READER, "/plans/1/targets/1/", ("恢复为适用", "标为不再适用：误标")),
    Decision("the scoreboard", ANYONE, "/plans/1/", ("报告的数据已达到2个", "已调整1个")),
)

COMMITMENTS = (
    Decision(
        "added by people",
        ANYONE,
        "/commitments/?origin=person",
        ("共2项", "围绕战略性先进材料等领域继续谋划7个新的重大科技专项", "并谋划筹建长白山实验室"),
    ),
    Decision("added by people, in the API", ANYONE, "/api/commitments/43", ('"origin":"person"', '"deed":"added"')),
    Decision("set aside", READER, "/commitments/9/", ("吴芳认定", "理由：只是介绍做法，不是承诺")),
    Decision("it is out of the list", ANYONE, "/commitments/?set_aside=yes", ("共1项", "科创专员")),
    Decision("set aside, in the API", ANYONE, "/api/commitments/9", ('"set_aside":true', "只是介绍做法，不是承诺")),
    Decision("restored", READER, "/commitments/8/", ("理由：先当作介绍", "理由：细看还是承诺")),
    Decision("restored, in the API", ANYONE, "/api/commitments/8", ('"set_aside":false', '"deed":"restored"')),
    Decision(
        "a step with a passage",
        READER,
        "/commitments/15/",
        ("吴芳认定", "首次列入吉林省新职业(新业态)职称评审序列。出处：吉科发成〔2025〕84号，2025年6月18日，第一项"),
    ),
    Decision(
        "a step with a passage, in the API", ANYONE, "/api/commitments/15", ('"state":"under_way"', '"passage":4')
    ),
    Decision("a step with a reason", READER, "/commitments/4/", ("已落实", "说明：已按期完成项目征集，资料在成果处")),
    Decision(
        "a step with both", READER, "/commitments/12/", ("说明：引导基金已并入省级创业投资基金", "合格技术经纪人")
    ),
    Decision("steps in a file", ANYONE, "/commitments/export/?format=csv", ("已落实：已按期完成项目征集", "人工认定")),
    Decision("steps in a sheet", ANYONE, "/commitments/export/?format=xlsx", ("引导基金已并入省级创业投资基金",)),
    Decision("the board", ANYONE, "/commitments/", ("有进展1", "已落实1", "调整或终止1")),
)

PEOPLE = (
    Decision("people of each role", ADMINISTRATOR, "/admin/ > 用户", ("吴芳", "郑和", "周明", "4个中0个被选")),
    Decision("an editor's administration", EDITOR, "/admin/", ("同义词和改名", "指标", "承诺"), ("用户", "检索词")),
    Decision("an editor opens a letter", EDITOR, "/entry/1/", ("保存改动",)),
    Decision("an editor opens a topic", EDITOR, "/topics/74/edit/", ("保存",)),
    Decision("an editor opens figures", EDITOR, "/indicators/offers/", ("待认定的数据",)),
    Decision("an editor opens an ask", EDITOR, "/commitments/passages/87/", ("记下这项承诺",)),
    Decision("an editor opens a session", EDITOR, "/admin/ > 届次 > 省政协十三届三次会议", ("保存",)),
    Decision("a reader opens no letter", READER, "/entry/1/", status=REFUSED),
    Decision("a reader opens no topic", READER, "/topics/74/edit/", status=REFUSED),
    Decision("a reader opens no figures", READER, "/indicators/offers/", status=REFUSED),
    Decision("a reader opens no ask", READER, "/commitments/passages/87/", status=REFUSED),
)

_LINK = {
    "action": "link",
    "figure": "64",
    "expected_figure": "技术经纪人队伍900余人",
    "expected_version": "",
}
_CLOSE = {"action": "close", "reason": "口径不同，已问清", "expected_version": "2", "back": "/indicators/checks/5/"}
_STEP = {"state": "under_way", "reason": "已开座谈会", "expected_version": "0"}
_SET_ASIDE = {"action": "set_aside", "reason": "只是意向", "expected_version": "0"}
_SETTLE = {"action": "none", "figures": "46:unsettled", "back": "/indicators/offers/?figure=46"}
_TOPIC = {"name": "黑土地实验站", "aliases": "", "what": ""}
_PUBLISH = {"version": "4"}

DEEDS = (
    Decision("links", READER, "/plans/1/targets/14/", status=REFUSED, posted=_LINK),
    Decision("links", EDITOR, "/plans/1/targets/14/", ("900余人", "不对应，取下：技术经纪人队伍900余人"), posted=_LINK),
    Decision("closes", READER, "/indicators/checks/5/", status=REFUSED, posted=_CLOSE),
    Decision("closes", EDITOR, "/indicators/checks/5/", ("核对完毕（吴芳）：口径不同，已问清",), posted=_CLOSE),
    Decision("settles", READER, "/indicators/offers/", status=REFUSED, posted=_SETTLE),
    Decision("settles", EDITOR, "/indicators/offers/", ("现认定为不属于任何指标",), posted=_SETTLE),
    Decision("follows", READER, "/commitments/10/", status=REFUSED, posted=_STEP),
    Decision("follows", EDITOR, "/commitments/10/", ("说明：已开座谈会",), posted=_STEP),
    Decision("rules", READER, "/commitments/11/verdict/", status=REFUSED, posted=_SET_ASIDE),
    Decision("rules", EDITOR, "/commitments/11/verdict/", ("理由：只是意向",), posted=_SET_ASIDE),
    Decision("names", READER, "/topics/new/", status=REFUSED, posted=_TOPIC),
    Decision("names", EDITOR, "/topics/new/", ("已保存主题“黑土地实验站”",), posted=_TOPIC),
    Decision("publishes", READER, "/entry/8/publish/", status=REFUSED, posted=_PUBLISH),
    Decision("publishes", EDITOR, "/entry/8/publish/", ("现在就能检索到",), posted=_PUBLISH),
    Decision("what is published is found", ANYONE, "/api/search?q=黑土地实验站", ('"count":1,', '"notice":null')),
)

BEFORE_WORDS = (*LETTERS, *VOCABULARY, *TOPICS, *INDICATORS, *TARGETS, *COMMITMENTS, *PEOPLE, *DEEDS)
