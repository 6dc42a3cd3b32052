"""The instruments this room cites; none was checked against a published text."""

from minzhi.kit.process import Law

RULES = Law("数据知识产权登记规则（建议稿）")
NATIONAL = Law("数据知识产权登记证书统一的通知", "规发〔2024〕79号")
