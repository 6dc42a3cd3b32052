"""The instruments this room cites. Those without `confirmed_by` were not checked against a published text."""

from minzhi.kit.process import Law

READ = "已核公布文本"
ORDER_81 = Law("专利纠纷行政裁决和调解办法", "国家知识产权局令第81号", READ)
ORDER_71 = Law("专利行政执法办法", "国家知识产权局令第71号")
PATENT_LAW = Law("专利法", "", READ)
PATENT_REGULATIONS = Law("专利法实施细则", "2023年修订", READ)
CIVIL_PROCEDURE = Law("民事诉讼法", "2023年修正", READ)
CIVIL_PROCEDURE_2021 = Law("民事诉讼法", "2021年修正")
CONFIRMATION = Law("关于人民调解协议司法确认程序的若干规定", "法释〔2011〕5号", READ)
ENTRUSTED = Law("诉调对接办法（建议稿）")
BESIDE = Law("纠纷案件异议和鉴定办理规则（建议稿）")
RAPID = Law("快速协同保护工作规则（建议稿）")
