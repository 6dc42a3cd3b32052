"""The instruments this room cites. Those without `confirmed_by` were not checked against a published text."""

from datetime import date

from minzhi.kit.process import Law

READ = "已核公布文本"
REGULATIONS = Law("专利代理条例", "国务院令第706号", READ)
MEASURES = Law("专利代理管理办法", "市场监管总局令第6号", READ)
MEASURES_UNREAD = Law("专利代理管理办法", "市场监管总局令第6号")
MARK_AGENTS = Law("商标代理监督管理规定", "市场监管总局令第63号")
MARK_LAW_2019 = Law("商标法", "2019年修正", READ)
MARK_LAW_2026 = Law("商标法", "2026年修订", READ)
PENALTY_LAW = Law("行政处罚法", "2021年修订", READ)
PENALTY_LAW_UNREAD = Law("行政处罚法", "2021年修订")
PUBLICITY = Law("市场监督管理行政处罚信息公示规定", "市场监管总局令第45号", READ)
GRADING = Law("专利代理信用评价管理办法（试行）", "2023年5月1日起试行")
OURS = Law("代理监管工作规则（建议稿）")
REGULATIONS_SINCE, MARK_2026 = date(2019, 3, 1), date(2027, 1, 1)
MARK_2019_SINCE, MARK_2019_UNTIL = date(2019, 11, 1), date(2026, 12, 31)
MARK_AGENTS_SINCE = date(2022, 12, 1)
