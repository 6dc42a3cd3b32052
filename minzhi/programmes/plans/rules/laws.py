"""The instruments this room cites; those without `confirmed_by` were not checked against a published text."""

from minzhi.kit.process import Law

WORK = Law("领导小组、省市共建工作要点办理规则（建议稿）", "")
APPRAISAL = "国知发运字〔2025〕28号（指标和权重没有见到，待导入）"
PUBLISHED = "各市公布的强市建设指标（口径待核定）"
