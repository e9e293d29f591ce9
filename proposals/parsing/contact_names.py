"""What looks like a person's name, and what behind a label of contact surely names nobody."""

from __future__ import annotations

from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import HAN

# The surnames of nearly all people in China; used only where no label of contact stands
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段漕钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙薄伏岑习胥保和蔺"
_COMPOUND = "欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|令狐|轩辕|呼延"
# Words that begin as a surname does
_WORDS = (
    "计划|成果|检查|保障|单位|管理|应急|应用|项目|方案|方面|方式|方向|方法|文件|任务|时间|安全|安排|全省|全市|全国|全年|全部|高校|高新|高等|高度|明确|包括"
    "|经济|常规|常态|符合|卫生|广泛|和谐|石油|金融|马上|温馨|白天|能力|支持|程序|关于|于是|成立|成效|公开|平台|农业|科技|相关|有关|应当|终端|高级|时[致拨联来与]"
)
_NO_NAME_ENDS = "厅局处科室部委办会院所站区县市省州镇乡村校司心台线话号码数额量年月日人员"
TITLE = r"(?:本人|同志|先生|女士|老师|(?:副?[处科厅局所站院队]|调研)[长员]|(?:副)?主任|工程师|教授|博士|研究员)"
NAME = (
    rf"(?:(?!{_WORDS})(?:(?:{_COMPOUND})[{HAN}]{{1,2}}?|[{_SURNAMES}][{HAN}]{{1,2}}?)(?<![{_NO_NAME_ENDS}])"
    rf"|[{HAN}]{{2,12}}(?:·[{HAN}]{{1,12}}){{1,4}}|[A-Z][a-z]{{1,15}}(?: [A-Z][a-z]{{1,15}}){{1,3}})"
)
"""程哲, 欧阳娜娜, 买买提·吐尔逊, Zhang Wei."""
_PERSON_OF_COMPOUND = lazy_re(rf"(?:{_COMPOUND})[{HAN}]{{1,2}}")
# 就业促进处, 成果转化科, 吉林省科学技术厅, 成果转化处|（四楼; not 欧阳文科, who may be a person
_OFFICE = lazy_re(
    rf"[{HAN}]{{3,}}(?:厅|局|委|委员会|政府|办公室|中心|署|公司|大学|集团|银行|协会|处|学校)"
    rf"|[{HAN}]{{4,}}(?:部|办|院|科|股|室|所|站|队|组)|[{HAN}]{{2}}(?:处|局|厅|室|股)"
)
_COUNTED = r"(?:家|项|个|件|条|人次|户|万|亿|元|%|％|台|部|期|场|篇|份|次|名|余|多)"
# 已完成整改315项, 共2518家, 35%; not 88970053人事处
_AMOUNT = lazy_re(rf"(?<![\d-])\d{{1,6}}(?:[.,]\d+)?(?![\d-])[余多百千]?{_COUNTED}")
# 请登录, 将由…负责, 另行通知; not 楼明远, 王将
_SENTENCE = lazy_re(
    r"[。！？《》]|请|的|将[在由于对按]|已[经完]|并[对将]|为了|网站|工作日|制度|另行|负责|附件|http|www|^(?:无|略)$"
)
_SHORTEST_SENTENCE = 5
# 密切联系群众, 定期推送政策, 县级林长为第一责任人: words of sentences, and of no name, office or address
_PROSE = lazy_re(
    "加[强大快]|强化|提[高升供]|完善|健全|优化|深化|[设建成]立|制定|修订|出台|印发|推[进动行送广]|实[行施现]|落实|压实|开[展通]|举办|召开|[发公]布"
    "|搭建|打造|构建|组建|谋划|统筹|整合|探索|培养|支持|鼓励|引导|指导|坚持|注重|力求|做到|发挥|采取|安排|投入|选派|配备|[选确]定|明确|[担兼]任"
    "|通过|按照|根据|依托|围绕|结合|[定按]期|及时|随时|逐[步年级]|稳步|持续|不断|进一步|密切|广泛|主动|积极|严格|热情|耐心|认真|细致|一次性|向社会"
    "|普及|增[长加]|扩大|降低|减少|倾听|听取|征求|走访|回[访应]|接受|解答|告知|[启停]用|改为|保持|确保|方便|找准|批准|规范|了解|履行"
    "|(?:第一|直接|主要)责任|第一人|总责|有人|^[各每]"
)
_SHORTEST_PROSE = 4
_LENGTHS_OF_NAMES = (2, 3)
# 河长, 县级林长, 各乡镇主要负责同志: whoever it is
_ANYBODY = lazy_re(
    r"(?:(?:各|[省市县区乡镇村]级?|主要|分管|相关|有关|本|企业|单位)+[田林路街楼校院科处]长|[河湖]长|法定代表人)"
)
# chengzhe99, 88970164: no sentence with one names nobody
_HANDLE = lazy_re(r"(?!https?|www)[A-Za-z]{4}|\d{5}")
_PREFIX = rf"(?:[{HAN}]{{0,12}}?[处科厅局室院办与由找的])?"
# 程哲等3名, 成果处的程哲同志负责, 请与程哲同志联系, 程哲工作日8; 负责此项工作的程哲处长, 处里的小程
_PERSON = lazy_re(
    rf"{_PREFIX}{NAME}(?:等|{TITLE}|工作日|请|已[经在]|负责|《|{_PROSE.pattern})"
    rf"|[{HAN}]*?(?:[处科厅局室院办与由找的员长]|^){NAME}(?:{TITLE})?$|[{HAN}]*的(?!同志|合作|沟通|交流|联系|作用|工作|机制|制度|能力|水平)[{HAN}]{{2,3}}(?<![{_NO_NAME_ENDS}众策])$"
)


def is_nobody(piece: str, *, goes_on: bool = False) -> bool:
    """Tell an office, an amount, a sentence that names no person: 成果转化处, 已完成整改315项, 请登录本厅网站.

    `goes_on`: what stands before it names nobody. Else two or three characters before a word of prose may be a name with
    a rare surname: 楼明远主动对接.
    """
    if _OFFICE.fullmatch(piece):
        return _PERSON_OF_COMPOUND.fullmatch(piece) is None
    if _PERSON.match(piece):
        return False
    if _AMOUNT.search(piece) or _ANYBODY.fullmatch(piece) or piece in ("无", "略"):
        return True
    if _HANDLE.search(piece):
        return False
    prose = _PROSE.search(piece) if len(piece) >= _SHORTEST_PROSE else None
    may_be_name = prose and prose.start() in _LENGTHS_OF_NAMES and not goes_on
    return bool((prose and not may_be_name) or (len(piece) >= _SHORTEST_SENTENCE and _SENTENCE.search(piece)))
