"""The instruments this room cites. Those without `confirmed_by` were not checked against a published text."""

from minzhi.kit.process import Law

READ = "已核公布文本"
REPAIR = Law("信用修复管理办法", "国家发展改革委令第36号", READ)
CNIPA = Law("国家知识产权局知识产权信用管理规定", "国知发保字〔2022〕8号")
AGENCIES = Law("专利代理管理办法", "市场监管总局令第6号", READ)
OURS = "分级分类监管规则（建议稿）"
