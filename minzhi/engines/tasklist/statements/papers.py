"""The papers that statements become: a text of sentences, and an annex with the records behind each number."""

from collections.abc import Iterable, Sequence
from typing import Any

from minzhi.engines.documents import api as documents
from minzhi.engines.documents.api import Field, Paper
from minzhi.engines.tasklist.models.statements import Statement
from minzhi.engines.tasklist.statements.figures import Figure
from minzhi.engines.tasklist.statements.told import Told
from minzhi.kit.text import mark as _

AT_MOST = 8
"""Records of one figure that the annex names; the address leads to all of them."""
FIELDS = (
    Field("heading", _("标题"), "关于2023年第三季度任务进展情况的通报"),
    Field("addressee", _("主送"), "各设区市知识产权局", optional=True),
    Field(
        "sections", _("各部分"),
        columns=(
            Field("heading", _("部分的标题"), "一、总体进展"),
            Field("sentences", _("语句"), columns=(Field("words", _("语句"), "全省任务总体进度为63%[1]。"),)),
        ),
    ),
    Field(
        "annex", _("附件：数据来源"), optional=True,
        columns=(
            Field("no", _("编号"), "[1]"), Field("formula", _("口径"), "各举措已采信进度的平均"),
            Field("amount", _("数"), "63%"), Field("records", _("依据的记录"), "8.2　福州 63%；8.3　福州 50%等56条"),
            Field("link", _("地址"), "打开", link=True),
        ),
    ),
)  # fmt: skip
SKELETON = """# {{ heading }}
{%p if addressee %}
@ {{ addressee }}：
{%p endif %}
{%p for section in sections %}
## {{ section.heading }}
{%p for sentence in section.sentences %}
{{ sentence.words }}
{%p endfor %}
{%p endfor %}
> {{ issuer }}
> {{ issued_on }}
{%p if annex %}
---
## 附件：数据来源
~ 正文方括号内的编号对应本表。各数由系统按记录计算，随签发冻结；地址可打开当时的记录和此后的变化。
|= 2 5 3 11 2
| 编号 | 口径 | 数 | 依据的记录 | 地址
{%tr for each in annex %}
| {{ each.no }} | {{ each.formula }} | {{ each.amount }} | {{ each.records }} | {{r each.link }}
{%tr endfor %}
{%p endif %}
"""
PAPERS = tuple(
    Paper(f"tasklist.{kind.value}", str(title), FIELDS, SKELETON)
    for kind, title in (
        (Statement.Kind.BULLETIN, "季度通报"), (Statement.Kind.SUMMARY, "年度总结报告"),
        (Statement.Kind.SELF_ASSESSMENT, "年度自评报告"), (Statement.Kind.SHEET, "督查单"),
        (Statement.Kind.REPLY, "督查单回复"),
    )
)  # fmt: skip


def register() -> None:
    for paper in PAPERS:
        documents.register(paper)


def values(statement: Statement, told: Sequence[Told], *, address: str) -> dict[str, Any]:
    """Return what a statement's paper says; `address` is the site's, for the links of the annex."""
    return {
        "heading": statement.title,
        "addressee": statement.addressee,
        "sections": list(_sections(told)),
        "annex": [_row(statement, no, figure, address) for each in told for no, figure in each.numbered],
    }


def _sections(told: Iterable[Told]) -> Iterable[dict[str, Any]]:
    parts: dict[str, list[dict[str, str]]] = {}
    for each in told:
        parts.setdefault(each.claim.heading, []).append({"words": each.text})
    for number, (heading, said) in enumerate(parts.items()):
        yield {"heading": f"{'一二三四五六七八九十'[number]}、{heading}", "sentences": said}


def _row(statement: Statement, no: int, figure: Figure, address: str) -> dict[str, Any]:
    link = {"text": "打开", "address": f"{address.rstrip('/')}{statement.get_absolute_url()}figures/{no}/"}
    named = "；".join(f"{record.label} {record.says}" for record in figure.records[:AT_MOST])
    of_all = f"等{len(figure.records)}条" if len(figure.records) > AT_MOST else ""
    return {
        "no": f"[{no}]",
        "formula": figure.formula,
        "amount": figure.amount,
        "records": named + of_all,
        "link": link,
    }
