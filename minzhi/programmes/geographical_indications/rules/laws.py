"""The instruments this room cites. Those without `confirmed_by` were not checked against a published text."""

from minzhi.kit.process import Law

READ = "已核公布文本"
ORDER_80 = Law("地理标志产品保护办法", "国家知识产权局令第80号", READ)
MARK_RULES = Law("地理标志专用标志使用管理办法（试行）", "国家知识产权局公告第354号", READ)
PILOT = Law("地理标志专用标志使用核准改革试点", "")
ZONES = Law("地理标志产品保护示范区建设", "国知办发保字〔2021〕4号")
