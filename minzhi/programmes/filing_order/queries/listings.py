"""Lists that can be taken away. Rows of unpublished applications leave without title and contact."""

from django.utils.translation import gettext_lazy as lazily

from minzhi.programmes.filing_order.models import Hit, Lead, ListRow, Watched
from minzhi.programmes.filing_order.queries.policies import activities, policies
from minzhi.records.tables.listing import Column, Listing

ROWS = Listing(
    "filing_order.rows", lazily("清单申请"), "filing_order:batches",
    (
        Column(lazily("批次号"), lambda row: row.batch.number), Column(lazily("申请号"), lambda row: row.application),
        Column(lazily("申请人"), lambda row: row.applicant), Column(lazily("列入的情形"), lambda row: row.category),
        Column(lazily("办理单位"), lambda row: row.office.short if row.office else ""),
        Column(lazily("期限届满日"), lambda row: row.batch.deadline, "day"),
        Column(lazily("状态"), lambda row: row.case.state_label if row.case else lazily("待分送")),
    ),
    lambda _query: ListRow.objects.select_related("batch", "office", "case"),
)  # fmt: skip
LEADS = Listing(
    "filing_order.leads", lazily("申请秩序线索"), "filing_order:leads",
    (
        Column(lazily("编号"), lambda row: row.case.number), Column(lazily("对象"), lambda row: row.name),
        Column(lazily("类别"), lambda row: row.get_kind_display()),
        Column(lazily("信号"), lambda row: "、".join(each["code"] for each in row.fired)),
        Column(lazily("优先级"), lambda row: row.get_priority_display()),
        Column(lazily("出现之日"), lambda row: row.raised_on, "day"),
        Column(lazily("状态"), lambda row: row.case.state_label),
    ),
    lambda _query: Lead.objects.select_related("case", "office"),
)  # fmt: skip
WATCH = Listing(
    "filing_order.watch", lazily("监测名单"), "filing_order:watch",
    (
        Column(lazily("文字"), lambda row: row.text), Column(lazily("类别"), lambda row: row.get_kind_display()),
        Column(lazily("国际分类"), lambda row: "、".join(row.classes)),
        Column(lazily("权利人"), lambda row: row.owner), Column(lazily("列入依据"), lambda row: row.source),
        Column(lazily("监测起始日"), lambda row: row.since, "day"),
    ),
    lambda _query: Watched.objects.select_related("unit"),
)  # fmt: skip
HITS = Listing(
    "filing_order.hits", lazily("监测命中"), "filing_order:hits",
    (
        Column(lazily("监测商标"), lambda row: row.watched.text),
        Column(lazily("权利人"), lambda row: row.watched.owner),
        Column(lazily("公告商标"), lambda row: row.right.title), Column(lazily("申请号"), lambda row: row.right.number),
        Column(lazily("比对结论"), lambda row: row.told.get("finding_label", row.finding)),
        Column(lazily("异议末日"), lambda row: row.case.fields.get("last_on", "") if row.case else ""),
        Column(lazily("状态"), lambda row: row.case.state_label if row.case else ""),
    ),
    lambda _query: Hit.objects.select_related("watched", "right", "case"),
)  # fmt: skip
POLICIES = Listing(
    "filing_order.policies", lazily("资助政策"), "filing_order:policies",
    (
        Column(lazily("制定机关"), lambda row: row.issuer), Column(lazily("文件名称"), lambda row: row.name),
        Column(lazily("文号"), lambda row: row.number), Column(lazily("印发日"), lambda row: row.issued_on, "day"),
        Column(lazily("状态"), lambda row: row.case.state_label),
    ),
    lambda _query: policies(),
)  # fmt: skip
ACTIVITIES = Listing(
    "filing_order.activities", lazily("警示宣传教育"), "filing_order:activities",
    (
        Column(lazily("日期"), lambda row: row.held_on, "day"),
        Column(lazily("方式"), lambda row: row.get_kind_display()),
        Column(lazily("对象"), lambda row: row.get_audience_display()), Column(lazily("主题"), lambda row: row.title),
        Column(lazily("覆盖人（家）数"), lambda row: row.reach), Column(lazily("单位"), lambda row: row.unit.short),
    ),
    lambda _query: activities(),
)  # fmt: skip
LISTINGS = (ROWS, LEADS, WATCH, HITS, POLICIES, ACTIVITIES)
