"""Tables as offices lay them out: made for the test."""

from minzhi.engines.tasklist.reader import read

HEAD = (
    "<tr><th>类别</th><th>序号</th><th>任务</th><th>措施</th><th>责任领导</th><th>牵头单位</th><th>责任单位</th></tr>"
)


def told(rows):
    page = f"<!DOCTYPE html><html><body><p>任务分解表</p><table>{rows}</table></body></html>"
    return [
        (section.title, [[unit.name for unit in task.units] for task in section.tasks])
        for section in read(page.encode(), name="表.html").sections
    ]


def test_a_column_of_fields_makes_sections_and_units_broken_over_lines_are_two():
    rows = (
        "<tr><td rowspan=2>创造</td><td>1</td><td>提质</td><td>评选</td><td>待定</td><td>市知识产权局</td>"
        "<td>市科技局<br>市财政局</td></tr>"
        "<tr><td>2</td><td>品牌</td><td>建站</td><td>待定</td><td>市市场监管局</td><td>各县（市、区）政府</td></tr>"
        "<tr><td>保护</td><td>3</td><td>执法</td><td>查办</td><td>待定</td><td>市公安局</td><td>海关 市文旅局</td></tr>"
    )
    assert told(HEAD + rows) == [
        ("创造", [["市知识产权局", "市科技局", "市财政局"], ["市市场监管局", "各县（市、区）政府"]]),
        ("保护", [["市公安局", "海关", "市文旅局"]]),
    ]


def test_labels_may_be_as_short_as_two_characters():
    head = "<tr><th>编号</th><th>任务内容</th><th>责任分工</th></tr>"
    rows = f"{head}<tr><td>1</td><td>开展贯标</td><td>牵头：县市场监管局；配合：县科技局、各乡镇（街道）</td></tr>"
    assert told(rows) == [("", [["县市场监管局", "县科技局", "各乡镇（街道）"]])]


def test_a_row_with_a_chinese_number_and_a_title_alone_begins_a_section():
    rows = (
        "<tr><th>序号</th><th>重点任务</th><th>牵头处室</th><th>配合处室</th></tr>"
        "<tr><td>一</td><td>完善机制</td><td></td><td></td></tr>"
        "<tr><td>1</td><td>制定规划。</td><td>规划处</td><td>保护处 运用处</td></tr>"
        "<tr><td colspan=4>二、优化服务</td></tr>"
        "<tr><td>2</td><td>开展评估。</td><td>运用处</td><td>各设区市局</td></tr>"
    )
    assert told(rows) == [("完善机制", [["规划处", "保护处", "运用处"]]), ("优化服务", [["运用处", "各设区市局"]])]


def test_columns_whose_heads_no_rule_knows_are_told_by_what_they_hold():
    rows = (
        "<tr><th>序号</th><th>工作任务</th><th>谁来办</th><th>何时办完</th></tr>"
        "<tr><td>1</td><td>建设维权站点，全年新建10个。</td><td>市市场监管局、财政局</td><td>6月底</td></tr>"
        "<tr><td>2</td><td>开展专项整治。</td><td>市公安局</td><td>12月底</td></tr>"
    )
    assert told(rows) == [("", [["市市场监管局", "市财政局"], ["市公安局"]])]


def test_what_says_most_is_the_task_where_every_head_sounds_like_something_beside_it():
    rows = (
        "<tr><th>序号</th><th>成果标志</th><th>责任单位</th><th>完成时限</th></tr>"
        "<tr><td>1</td><td>建设维权站点，全年新建10个。</td><td>市市场监管局</td><td>6月底</td></tr>"
        "<tr><td>2</td><td>开展专项整治，查办案件20件。</td><td>市公安局</td><td>12月底</td></tr>"
    )
    assert told(rows) == [("", [["市市场监管局"], ["市公安局"]])]
