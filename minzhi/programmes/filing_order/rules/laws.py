"""The instruments this room cites. Those without `confirmed_by` were not checked against a published text."""

from minzhi.kit.process import Law

READ = "已核公布文本"
ORDER_77 = Law("规范申请专利行为的规定", "国家知识产权局令第77号", READ)
ORDER_77_UNREAD = Law("规范申请专利行为的规定", "国家知识产权局令第77号")
"""Articles of which only the title was read: 4, 6, 7, 10."""
NOTICE_411 = Law("关于规范申请专利行为的办法", "国家知识产权局公告第411号")
NOTICE_2021 = Law("关于进一步严格规范专利申请行为的通知", "国知发保字〔2021〕1号")
NOTICE_2022 = Law("关于持续严格规范专利申请行为的通知", "国知发保字〔2022〕7号")
PATENT_LAW = Law("专利法", "2020年修正", READ)
PATENT_REGULATIONS = Law("专利法实施细则", "2023年修订", READ)
TRADEMARK_LAW = Law("商标法", "2019年修正", READ)
TRADEMARK_LAW_2026 = Law("商标法", "2026年修订")
OPPOSITION = Law("商标法", "2019年修正第33条；2027年起2026年修订第36条", READ)
"""Both laws' articles on the period of opposition: which of them counts follows from the day of publication."""
TRADEMARK_REGULATIONS = Law("商标法实施条例", "国务院令第651号", READ)
ORDER_17 = Law("规范商标申请注册行为若干规定", "市场监管总局令第17号", READ)
GUIDELINES = Law("商标审查审理指南", "国家知识产权局公告第462号")
COMPLAINTS = Law("市场监督管理投诉举报处理办法", "", READ)
PENALTY_LAW = Law("行政处罚法", "2021年修订", READ)
OURS = Law("申请秩序工作规则（建议稿）")
"""Steps that no text prescribes; who may do them, and by when, is a proposal."""
