"""What the courses of the plan rest on. The notice itself names no reporting rule: these are proposals."""

from minzhi.kit.process import Law

CYCLE = Law("任务清单季度报送规则（建议稿）")
COLOURS = Law("三色督查规则（建议稿）")
CLOSING = Law("任务清单销号规则（建议稿）")
SAYING = 300
