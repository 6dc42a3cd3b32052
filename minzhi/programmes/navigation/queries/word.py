"""The report of a project as a Word file: its figures are those of the last run, taken when it is asked for."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as now

from minzhi.engines.casework import api as casework
from minzhi.engines.documents import api as documents
from minzhi.kit.text import mark as _
from minzhi.programmes.navigation.models import Run, Sample
from minzhi.programmes.navigation.queries.analysing import chain_balance, standings
from minzhi.programmes.navigation.queries.book import placed, runs_of
from minzhi.programmes.navigation.queries.listings import said
from minzhi.programmes.navigation.queries.pictures import pictures
from minzhi.programmes.navigation.queries.results import adoptions, last_measure
from minzhi.programmes.navigation.rules.analysis import STANDINGS
from minzhi.programmes.navigation.rules.filing import KINDS
from minzhi.programmes.navigation.rules.measuring import Share

KIND, MOST_ROWS, ADOPTED = "navigation.report", 20, ("adopted_on", "adopter", "proof")
Field = documents.Field
FIELDS = (
    Field("title", _("项目名称"), "福州锂电池产业导航"), Field("case_number", _("备案编号"), optional=True),
    Field("kind", _("项目类别"), "产业规划类"), Field("client", _("委托方")), Field("provider", _("承担单位")),
    Field("boundary", _("技术边界")), Field("databases", _("专利数据库"), optional=True),
    Field("cut_off", _("数据截止日"), optional=True), Field("precision", _("查准率")), Field("recall", _("查全率")),
    Field("run_on", _("运行日"), optional=True), Field("balance", _("链条平衡"), optional=True),
    Field("conclusions", _("结论"), optional=True, columns=(Field("words", _("结论"), "隔膜有优势"),)),
    Field("standings", _("强链补链"), optional=True, columns=(
        Field("node", _("节点"), "隔膜"), Field("families", _("同族数"), "3"), Field("local", _("本地"), "2"),
        Field("cr5", "CR5", "100%"), Field("rca", "RCA", "1.22"), Field("growth", _("年均增长"), "15%"),
        Field("verdict", _("判断"), "—"),
    )),
    Field("figures", _("图的数字"), optional=True, columns=(
        Field("picture", _("图"), "申请和公开趋势"), Field("row", _("项"), "2021"), Field("count", _("同族数"), "2"),
    )),
    Field("strategies", _("检索式原文"), optional=True, columns=(
        Field("node", _("节点"), "隔膜"), Field("text", _("检索式"), "TI=隔膜"),
    )),
    Field("adoptions", _("采用情况"), optional=True, columns=(Field("words", _("采用情况"), "2024-01-05 样例公司"),)),
)  # fmt: skip
SKELETON = """# {{ title }}导航报告
类别：{{ kind }}　委托方：{{ client }}　承担单位：{{ provider }}　备案编号：{{ case_number }}
## 一、范围和数据
技术边界：{{ boundary }}
专利数据库：{{ databases }}　数据截止日：{{ cut_off }}
查准率：{{ precision }}　查全率：{{ recall }}
## 二、结论
{%p for each in conclusions %}
{{ each.words }}
{%p endfor %}
## 三、强链补链
{%p if run_on %}
以下数字取自{{ run_on }}的运行，一律按同族计数；强链补链的界限是建议值，未核定。链条平衡：{{ balance }}
{%p else %}
还没有运行检索策略，没有数字。
{%p endif %}
|= 4 2 2 2 2 2 2
| 节点 | 同族数 | 本地 | CR5 | RCA | 年均增长 | 判断
{%tr for each in standings %}
| {{ each.node }} | {{ each.families }} | {{ each.local }} | {{ each.cr5 }} | {{ each.rca }} | {{ each.growth }} | {{ each.verdict }}
{%tr endfor %}
## 四、图的数字
|= 4 6 2
| 图 | 项 | 同族数
{%tr for each in figures %}
| {{ each.picture }} | {{ each.row }} | {{ each.count }}
{%tr endfor %}
## 五、检索式原文
|= 3 9
| 节点 | 检索式
{%tr for each in strategies %}
| {{ each.node }} | {{ each.text }}
{%tr endfor %}
## 六、采用情况
{%p for each in adoptions %}
{{ each.words }}
{%p endfor %}
> {{ issuer }}
"""  # noqa: E501 - a row of a table is one line
documents.register(documents.Paper(KIND, _("专利导航报告"), FIELDS, SKELETON))


def as_word(case: casework.Case, on: date) -> bytes:
    """Return the report of a project as docx, with the figures of today."""
    return documents.preview(KIND, values(case, on), issuer=case.unit.name)


def values(case: casework.Case, on: date) -> dict[str, Any]:
    """Return what the report says."""
    runs, fields = runs_of(case), case.fields
    texts = {name: str(fields.get(name) or "—") for name in ("client", "provider", "boundary", "databases", "cut_off")}
    lines = str(fields.get("conclusions") or "").splitlines()
    precision, recall = (last_measure(case, kind) for kind in (Sample.Kind.PRECISION, Sample.Kind.RECALL))
    return {
        "title": case.title, "case_number": case.number or "—", "kind": said(case, "kind", KINDS), **texts,
        "precision": _share(precision), "recall": _share(recall),
        "conclusions": [{"words": f"{number}. {line}"} for number, line in enumerate(filter(None, lines), start=1)],
        "strategies": [{"node": each.node.title, "text": each.text or "—"} for each in placed(case)],
        "adoptions": [{"words": "　".join(map(str, map(each.get, ADOPTED)))} for each in adoptions(case)],
        **(_figures(runs[0], on) if runs else {"run_on": "", "balance": "", "standings": [], "figures": []}),
    }  # fmt: skip


def _figures(run: Run, on: date) -> dict[str, Any]:
    balance = "，".join(f"{stage}{count}（{_percent(share)}）" for stage, count, share in chain_balance(run))
    return {
        "run_on": run.run_on.isoformat(), "balance": balance,
        "standings": [
            {"node": row.title, "families": str(row.families), "local": str(row.local), "cr5": _percent(row.cr5),
             "rca": "—" if row.rca is None else f"{row.rca:.2f}", "growth": _percent(row.growth),
             "verdict": now(STANDINGS[row.verdict])}
            for row in standings(run, on)
        ],
        "figures": list(_rows(run, on)),
    }  # fmt: skip


def _rows(run: Run, on: date) -> Iterable[dict[str, str]]:
    for picture in pictures(run, on):
        for row in picture.rows[:MOST_ROWS]:
            *named, count = map(str, row)
            yield {"picture": picture.title, "row": " × ".join(named), "count": count}


def _share(share: Share | None) -> str:
    if share is None or share.value is None:
        return now("还没有测")
    low, high = share.interval
    return f"{_percent(share.value)}（{share.hits}/{share.of}，{_percent(low)}–{_percent(high)}）"


def _percent(share: float | None) -> str:
    return "—" if share is None else f"{share:.1%}"
