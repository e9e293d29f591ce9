"""The expressions that make a sentence a promise wherever it stands, and those that leave it to people to say so.

Patterns are for folded text; each expression has its reason and examples.
"""

from __future__ import annotations

from measures.extraction.commitments.expressions import expression
from measures.extraction.commitments.future_cues import CLAUSE, DEED, HOW, NO_OBJECT, TIME, WE

# 市财政局, 区交警大队, 市残联; who speaks for a higher level is told apart by DOUBTS
_OFFICE = (
    r"(?:[省市县区州旗镇乡]|街道)[\u4e00-\u9fff]{0,10}?(?:厅|局|委|办|政府|院|会|中心|大队|支队|残联|科协|团委)|各[\u4e00-\u9fff()、]{1,8}?(?:局|厅|部门|单位|街道|政府)|属地[\u4e00-\u9fff]{2}"
    r"|[省市县区镇乡]里|[\u4e00-\u9fff]{2,4}(?:大学|学院|集团)"
)
_WHO = f"(?:{WE}|{_OFFICE})"
_BETWEEN = "(?:也|还|都|均|再|下一?步|今年|明年|近期|初步|表示|届时)*"
_DO = f"(?:{HOW}|{DEED}|{TIME})"
_FINISH = (
    "完成|建成|完工|竣工|开工|动工|投[入用产]|启[动用]|印发|出台|公布|发布|开放|运行|交付|通车|达到|实现|新增|新建"
)

SURE = (
    expression(
        "写明了下一步要做的事",
        rf"{CLAUSE}(?:同时|为此)?,?(?:在)?(?:下一?步(?!骤)|今后(?![五十三两]年)|接下来|下一?阶段)[^。;]{{0,30}}?(?:{HOW}|{DEED}|将|拟|打算|计划|力争|需)",
        "目前运行良好,下一步拟扩大范围", "为下一步改革打下基础",
    ),
    expression(
        "写明了谁“将”“会”去做", rf"{_WHO}{_BETWEEN}(?:将|会(?!同|议)){_BETWEEN}(?:{_DO}|[把对]){NO_OBJECT}",
        "市财政局将会同我局研究设立资金池", "我局将企业纳入名单",
    ),
    expression(
        "写明了“拟”“计划”做的事", rf"(?:{_WHO}{_BETWEEN}|{CLAUSE}(?:{TIME}|现)?)(?:拟(?![定订](?!于)|[人态合制真])|计划(?!单列|生育|任务)|力[争求]|打算|准备|决定)(?:{_DO}|[在于对把将用到通让]|[定订]于)",
        "拟对首店给予奖励", "科技发展计划项目",
    ),
    expression("“将”说的是要去做", rf"{CLAUSE}(?:同时,?|此外,?|还|并|也){{0,5}}将(?:{HOW}|于|在)(?!使|有力)", "完成12个,将于年底全部建成", "将退休教师引入课堂"),
    expression("“还将”“并将”说的是要去做", rf"[还并也]将(?!其|会议)(?:{_DO}|[\u4e00-\u9fff]){NO_OBJECT}", "还将聘请监督员", "将其纳入"),
    expression("说的是条件具备以后", rf"{CLAUSE}(?:待|等)(?!遇|业)[^,;。]{{2,24}}后,[^。;]{{0,12}}?(?:将|再|及时|尽快|立即|适时|优先)", "待标准出台后,我局将组织宣贯", "待遇落实后"),
    expression("说的是条件具备以后", r"(?:资金|条件|项目|手续|政策)[\u4e00-\u9fff]{0,6}(?:到位|具备|成熟|批复|出台|建成)[后时],?(?:将|再|及时|尽快|立即|适时|优先|我)", "资金到位后立即施工", "条件成熟的项目"),
    expression("说的是预计做到", rf"预计(?:在|于|到)?(?:{TIME})[^,;。]{{0,8}}(?:前|底)?[^,;。]{{0,12}}(?:{_FINISH})", "预计今年年底前开工建设", "预计受益3万人"),
    expression("写明了定下的日子", rf"定于(?:{TIME})", "定于10月26日举行", "定于一尊"),
    expression("写明了从何时起做", r"从(?:明年|后年|20\d\d年)起,?[^。;]{0,6}将", "从明年起我们将公开", "从去年起"),
)  # fmt: skip

# What leaves it to people: plans that are past, rules, conditions, the plans of others
DOUBTS = (
    expression("说的是原来的打算", r"原(?:计划|定|拟|先)|此前|曾(?:计划|打算)|(?:去年|上年|当时)[^,;。]{0,12}(?:计划|拟|力争)|(?:计划|力争)(?:安排|投资|治理|建设|实施)?的", "原计划去年建成", "计划今年建成"),
    expression("说的是规定", r"规定|应当|依法|责令|罚款|违者|起(?:正式)?施行|的,[^,;。]{0,10}将|(?:提出|要求|明确|指出|印发)[^,;。]{0,8},到", "违者将处罚款", "将严格执行"),
    expression(
        "说的是上级或别人的打算",
        r"据了解|据悉|专家|(?:国家|国务院|中央|全国|教育部|科技部|财政部)[^,;。]{0,14}(?:将|拟|计划|即将)|公司[^,;。]{0,6}(?:将|拟|计划)|即将", "国家计划评选", "我局计划评选",
    ),
    expression("说的是上级或别人的要求", r"(?:提出|要求|明确|指出|预计|预测),", "区委提出,到明年", "提出建议"),
    expression("是问句", r"[?]|如何|怎么|怎样|能否|是否", "下一步怎么办?", "下一步打算"),
    expression("说的是您的意见", r"^(?:您|你们?|委员|代表)(?:还|也)?(?:建议|提出|希望|认为)(?!的)", "您建议将企业纳入范围", "您提出的建议"),
)  # fmt: skip
# Behind what was done: what that was meant for, unless a time is named
PURPOSE = expression(
    "说的是当时的打算",
    rf"(?:还|并)?(?:拟|计划|力[争求]|打算)(?![在于到]?(?:{TIME})(?!年时间))(?!对|将|通过)",
    "计划利用3年时间",
    "拟于9月底前完成",
)
# Of the whole sentence: what follows is promised on a condition
CONDITION = expression(
    "说的是假设", r"^(?:如(?!期|何)|若|凡|倘若|一旦)|如果|(?:^|[,;])如[^,;。]{2,20},", "如企业逾期未整改", "如期完成"
)
# For a letter of a city, county or district the province's plans are those of others
OF_PROVINCE = expression(
    "说的是省里的打算", r"(?:省[委政里厅局][^,;。]{0,8}|省)(?:将|拟|计划|提出)", "省里提出", "省会城市"
)
# 近年来, 已完成, 去年; not 已建成的平台, 在已有基础上
PAST = expression(
    "说的是已经做的事",
    r"(?:^|[,;。])(?:目前|截至|截止|近年来|近[三五两]年|去年|今年以来|20\d\d年以来|今年\d月,|先后|累计|现已)|已(?![^,;。]{0,10}的)(?:经|将|于|在|由|被|对|把|向|完成|建成|实现|开展|出台|累计|有|全|开|纳|列|采)|(?<!为)了(?!解)|实际(?=完成|建成|支持|治理|改造|投入|新增)|超额|提前完成",
    "目前已建成9家", "在已建成的平台基础上",
)  # fmt: skip
