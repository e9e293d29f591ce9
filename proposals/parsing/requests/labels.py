"""The labels that forms of proposals print, and which field each names."""

from __future__ import annotations

from collections.abc import Iterable

# What a label means, the surest of a field's labels first
FIELDS: dict[str, list[str]] = {
    field: labels.split()
    for field, labels in {
        "title": "提案题目 提案标题 提案名称 提案案由 建议标题 建议题目 建议名称 建议案由 议案标题 议案名称 提案题名 建议题名"
        " 提案主题 建议主题 案由 题目 标题 题名 事由 名称 案题 案名 主题 议题",
        "number": "提案编号 建议编号 议案编号 提案案号 建议案号 提案号 建议号 议案号 提案序号 建议序号 提案ID 建议ID 案号 立案编号 立案号 登记号 编号",
        "session": "会议届次 届次会议 所属届次 会议名称 提出会议 所属会议 届次 届别 会次 会议",
        "proposers": "第一提案人 第一提案者 第一提案委员 第一建议人 首提人 牵头提案人 牵头代表 领衔提出人 第一提案单位 领衔提案人 领衔代表 领衔委员 领衔人 主提案人 主提人 发起人 领衔 提案人 提案者"
        " 提案委员 提案单位 联合提案单位 提案团体 提案方 提案组织 提案党派 提案界别 集体名称 集体提案单位 提建议代表 提建议人 提出单位 提出代表 提出委员 提出人 提出者 建议代表 建议人 提议人 提交单位"
        " 提交人 提议案人或单位 提议案人 议案人 代表姓名 委员姓名 人大代表 政协委员 代表 委员",
        "joint_proposers": "并列提案人 联合领衔代表 共同领衔代表 共同领衔人",
        "co_proposers": "附议提案人 附议提案者 附议人员 附议代表 附议委员 附议者 附议人 附议 附名代表 附名人 联名提案人 联名提案者 联名代表 联名委员"
        " 联名人员 联名者 共同提出人 联名人 联署人 联名 其他提案人 共同提案人 联合提案人 第二提案人 第三提案人 第四提案人 第五提案人",
        "handed_over_on": "交办日期 交办时间 转办日期 转办时间 分办日期 分办时间 派发日期 派发时间 移交日期 移交时间 交办 转办"
        " 来件日期 来件时间 转交日期 转交时间",
        "main_unit": "主办单位 主要承办单位 牵头承办单位 主办部门 主办机关 独办单位 主承办单位 主办 牵头单位 牵头部门 牵头办理单位 承办单位 承办部门 承办机关"
        " 承办 办理单位 办理部门 拟办单位 建议主办单位 建议承办单位 建议办理单位 提案者意向主办单位 意向主办单位 意向承办单位",
        "co_units": "会办单位 会办部门 会办 协办单位 协办部门 协办 分办单位 分办部门 分办 协同单位 配合单位 配合部门 协助单位 参与单位 协助办理单位 建议会办单位"
        " 建议协办单位 提案者意向会办单位 意向会办单位 意向协办单位",
        "other": "提案类别 建议类别 类别 分类 所属界别 所在界别 界别 所属党派 党派 工作单位 单位 职务 联系电话 电话 手机 通讯地址 通信地址 地址 邮政编码 邮编"
        " 办理期限 办理时限 办复期限 办结期限 办结时限 答复期限 答复时限 截止日期 主题词 关键词 是否公开 提案分类 提案形式 提案性质 办理方式 办理类型 性别 所在代表团 代表团"
        " 参阅单位 参阅 抄送单位 督办单位 督办领导 状态 提案状态 正文 内容 签名 提案内容 建议内容 议案内容 审查意见 备注 提交日期 提交时间 提出日期 日期 交办单位 交办机关 联系人 电子邮箱 年度 来源"
        " 流水号 立案情况 立案日期 立案时间 是否重点提案 是否联名 联名人数 附议人数 办理状态 审核状态 联系方式 组别 团组 民族 社会职务 工作单位及职务 单位及职务 密级 份数 登记人 登记日期 收文日期 收到日期 收到时间 接收日期 收文号"
        " 登记时间 案别 性质类别 性质 属性 委组 全文 摘要 审核 审核意见 提案者性质 提案人性质 提案人类别 提案者类别 专委会 所属专委会 所属专委 时间标识 是否同意公开 代表证号码 代表证编号 代表证号 委员证号"
        " 单位名称 会议次数 类型 提案类型 建议类型 当前状态 交办状态 承办类别 承办性质 办理性质 办理角色 姓名 政治面貌 出生年月 签收时间 邮政编号 名次 第几次会议",
    }.items()
}
PEOPLE = ("proposers", "co_proposers")
FIELD_OF = {label: field for field, labels in FIELDS.items() for label in labels}
# The longest first
LABELS = dict.fromkeys(sorted(FIELD_OF, key=len, reverse=True))
# What the name of a unit ends with
UNIT_END = "[局厅委会部府办院校团盟联协社行处司队心所站馆）)]"
BLANK = r"[^\S\n\t]"


def spread(labels: Iterable[str]) -> str:
    """Return a pattern of labels that may have blanks between their characters: 提 案 人."""
    return "|".join(rf"{BLANK}*".join(label) for label in sorted(labels, key=len, reverse=True))
