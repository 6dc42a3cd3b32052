"""The instruments this room cites. Those without `confirmed_by` were not checked against a published text."""

from minzhi.kit.process import Law

READ = "已核公布文本"
PENALTY_LAW = Law("行政处罚法", "2021年修订", READ)
PENALTY_LAW_UNREAD = Law("行政处罚法", "2021年修订")
PATENT_LAW = Law("专利法", "2020年修正", READ)
PATENT_REGULATIONS = Law("专利法实施细则", "2023年修订", READ)
TRADEMARK_LAW = Law("商标法", "2019年修正", READ)
OLYMPIC = Law("奥林匹克标志保护条例", "国务院令第699号", READ)
SPECIAL_SIGNS = Law("特殊标志管理条例", "国务院令第202号")
TRANSFER = Law("行政执法机关移送涉嫌犯罪案件的规定", "国务院令第310号", READ)
CRIMES_2025 = Law("关于办理侵犯知识产权刑事案件适用法律若干问题的解释", "法释〔2025〕5号", READ)
CRIMES_2004 = Law("关于办理侵犯知识产权刑事案件具体应用法律若干问题的解释", "法释〔2004〕19号")
PROCEDURE = Law("市场监督管理行政处罚程序规定", "市场监管总局令第42号")
COMPLAINTS = Law("市场监督管理投诉举报处理办法", "", READ)
PUBLICITY = Law("市场监督管理行政处罚信息公示规定", "市场监管总局令第45号", READ)
REPAIR = Law("信用修复管理办法", "国家发展改革委令第36号")
E_COMMERCE = Law("电子商务法", "", READ)
FAIRS = Law("展会知识产权保护指引", "国知发保字〔2022〕30号")
FAIRS_2006 = Law("展会知识产权保护办法")
ORDER_17 = Law("规范商标申请注册行为若干规定", "市场监管总局令第17号", READ)
LINKAGE = Law("三级联动执法工作规则（建议稿）")
CAMPAIGN = Law("专项行动工作规则（建议稿）")
