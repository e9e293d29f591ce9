"""The words behind which a contact stands."""

from __future__ import annotations

from kejiting.text.lazy_re import lazy_re
from kejiting.text.reading_view import HAN

_ROLES = (
    "联系|联络|承办|经办|主办|办理|答复|填报|填表|拟稿|拟办|核稿|审核|审批|复核|校核|校对|制表|报送|受理|对接|跟办|收件|寄件|值班"
    "|签发|会签|审签|审定|批准|签批|核发|签收|拟文|监督|回访|带班|把关|牵头|协办|录入|办件|督办|接听"
)
_ORDINAL = (
    r"(?:[0-9]{1,2}(?![0-9])|[一二三四五六](?![\u4e00-\u9fff])|[①-⑳]|[A-D](?![A-Za-z])|[（(][0-9一二三四五六][）)])?"
)
_WHO = rf"(?:(?:{_ROLES})(?:人员|专员|人|员|者|同志)(?:姓名|签[名字章])?|经办(?![{HAN}])|承办科室负责人)"
_MAIL = r"电子(?:邮箱|邮件|信箱)|邮箱(?:地址)?|电邮|[Ee]-?[Mm]ail"
_NUMBER = (
    r"(?:联系单位及电话|联系(?:电话|方式|手机|号码)|(?:办公|咨询|固定|移动|服务|单位|承办|值班|监督|业务|热线|举报|回访|值守)电话|传真(?:号码)?|手机(?:号码?)?"
    rf"|电话(?:号码)?|致电|来电(?=\d{{7}})|拨打|(?:请|可|直接)[拨打](?![付款出])|座机|固话|小灵通|分机号|内线|{_MAIL}"
    rf"|(?:(?<!官方)微信|Q ?Q|钉钉|飞书)(?:[{HAN}]{{0,2}}群)?(?:号码?)?|(?<![A-Za-z])(?:TEL|Tel|tel|FAX|Fax|fax)\.?|[☎☏📞📱✆])"
)
LABEL = rf"(?:{_WHO}{_ORDINAL}|{_NUMBER})"
LABELS = rf"{LABEL}(?:[及和与、/\s（(]{{0,4}}(?:{LABEL}|职[务称]|Contact)[）)]?){{0,3}}"
"""联系人, 联系人及电话, 承办人、电话）, 联系人（一）, 经办人员; not 联系 alone."""
# What is said of other things, too, and names a contact only before a colon: 负责人：程哲; not 负责人带队
_BEFORE_COLON = (
    r"负责(?:人|同志)(?:姓名)?|责任人|(?:分管|主管|带班|把关|值班)(?:领导|同志)(?:签[名字章])?|(?:执笔|撰稿|起草|经手|接待|接收|签收|咨询)人员?|(?:联系|通讯|通信|办公|单位|家庭|邮寄|收件|详细)地址|住址"
    rf"|(?<![{HAN}])(?:地址|拟稿|核稿|校对|打印|经办|(?:业务|政策|项目|工作)?(?:咨询|联系))"
)
_MARK = r"[ \u3000]*(?:[|｜=＝→\t]|(?:如下|名单|信息|(?:分别)?(?:[为是有系]|就是))?[:：])"
BEHIND = lazy_re(
    rf"{LABELS}(?:[（(][{HAN}]{{2,12}}[）)])?{_MARK}|(?:{_BEFORE_COLON})(?:如下|名单|信息)?[ \u3000]*[:：]|[（(]{LABELS}[）)][:：]?"
)
"""A label with the mark that a value follows, whatever the value looks like."""
SIGNED = r"(?:签发|会签|审阅|审签|审[定核批]|复核|批准|签批|核发|录入|拟[文办]|承办|接听人)[ \u3000]*[:：]"
"""What a name may stand behind, and much else: 审定：程哲; not 审定：标准18项."""
ANY_LABEL = lazy_re(rf"{LABEL}|{SIGNED}|(?:{_BEFORE_COLON})(?=[ \u3000]*[:：])")
CELL = lazy_re(rf"[（(]?{LABELS}[）)]?")
"""What a cell or a line says that is a label and nothing else."""
HEAD_CELL = lazy_re(rf"{LABELS}|姓名|负责人|责任人")
OTHER_FIELD = lazy_re(
    r"(?:抄送|抄报|主送|附件?|邮编|邮政编码|网址|发[布文](?:机构|机关|单位|日期|时间)|(?:填报|联系|答复|办理|承办|主办|责任|工作|完成)?(?:单位|处室|科室|部门|日期|时间|时限|期限)"
    r"|办理类别|公开方式|索引号|文号|发文字号|分类|标题|备注)[:：]"
)
"""The label of a field that is no contact: there the value of one ends."""
