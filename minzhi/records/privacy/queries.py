"""Readings: all that is held of somebody, the notice that a form shows, what is kept how long."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy

from minzhi.kit import clock
from minzhi.records.accounts.models import Account
from minzhi.records.audit.models import Note
from minzhi.records.privacy.models import Assessment, Breach, NoticeText, Provision
from minzhi.records.privacy.phones import own_phone
from minzhi.records.tables.listing import Column, Listing

LINES = 1000
_sources: list[Callable[[], Iterable[dict[str, Any]]]] = []
PERSONAL = re.compile(r"姓名|电话|手机|联系方式|联系人|身份证|住址|地址|邮箱|出生|银行账号|性别|民族")
"""Words by which forms ask for personal data (PIPL 4); a label that has none of them asks about matters."""


def notice(form: str, *, on: date | None = None) -> NoticeText | None:
    """Return the edition of a form's notice that holds on a day, today unless said."""
    day = on or clock.today()
    started = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    return NoticeText.objects.filter(started, form=form).first()


def register_notices(source: Callable[[], Iterable[dict[str, Any]]]) -> None:
    """Let an app say what its own forms say, from its ``ready``; `load_notices` stores it."""
    if source not in _sources:
        _sources.append(source)


def registered_notices() -> list[dict[str, Any]]:
    """Return what apps say of their forms."""
    return [row for source in _sources for row in source()]


@cache
def shipped_notices() -> tuple[dict[str, Any], ...]:
    """Return the editions that come with the program."""
    return tuple(yaml.safe_load((Path(__file__).parent / "notices.yaml").read_text("utf-8")))


def notices() -> list[NoticeText]:
    """Return the notice of each form as it holds today, by form."""
    forms = NoticeText.objects.order_by("form").values_list("form", flat=True).distinct()
    return [found for form in forms if (found := notice(form))]


def is_personal(label: str) -> bool:
    """Tell from a field's label whether it asks for data of a person.

    >>> is_personal("联系电话"), is_personal("执法人员（姓名用顿号分开）"), is_personal("名称")
    (True, True, False)
    """
    return bool(PERSONAL.search(label))


def retention() -> list[dict[str, Any]]:
    """Return the classes of what is kept, for how long, by which source, and whether that is confirmed."""
    rows: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "retention.yaml").read_text("utf-8"))
    return rows


def copy_of(account: Account) -> dict[str, Any]:
    """Return all that the house holds of somebody, as they may take it away (PIPL 45)."""
    officer = getattr(account, "officer", None)
    posts = officer.posts.select_related("unit").order_by("pk") if officer else []
    notes = Note.objects.filter(account=account)[:LINES]
    return {
        "login": account.login,
        "name": officer.name if officer else "",
        "phone": own_phone(account),
        "language": account.language,
        "posts": [
            {"unit": post.unit.name, "role": post.role, "from": str(post.valid_from), "to": str(post.valid_to or "")}
            for post in posts
        ],
        "sittings": [
            {"began": each.began_at.isoformat(), "address": each.from_address, "agent": each.agent}
            for each in account.sittings.all()
        ],
        "audit": [
            {"at": each.recorded_at.isoformat(), "kind": each.kind, "address": each.from_address, "what": each.what}
            for each in notes
        ],
        "askings": [
            {"on": str(each.asked_on), "kind": each.kind, "text": each.text, "answer": each.answer}
            for each in account.askings.all()
        ],
    }


def provisions(_asked: Mapping[str, str]) -> QuerySet[Provision]:
    return Provision.objects.select_related("provided_by", "token")


PROVISIONS = Listing(
    "privacy.provisions", gettext_lazy("向他人提供个人信息登记"), "provisions",
    (
        Column(gettext_lazy("日期"), lambda row: row.provided_on, "day"),
        Column(gettext_lazy("方式"), lambda row: row.get_kind_display()),
        Column(gettext_lazy("接收方"), lambda row: row.recipient),
        Column(gettext_lazy("接收方联系方式"), lambda row: row.contact),
        Column(gettext_lazy("目的"), lambda row: row.purpose),
        Column(gettext_lazy("个人信息种类"), lambda row: row.kinds),
        Column(gettext_lazy("涉及人数（约）"), lambda row: row.people, "number"),
        Column(gettext_lazy("依据"), lambda row: f"{row.get_basis_display()}：{row.law}"),
        Column(gettext_lazy("传输方式和保护措施"), lambda row: row.means),
        Column(gettext_lazy("接口令牌"), lambda row: row.token.purpose if row.token else ""),
        Column(gettext_lazy("令牌上次使用"), lambda row: row.token.last_used_on if row.token else None, "day"),
        Column(gettext_lazy("经办"), lambda row: row.provided_by.name),
        Column(gettext_lazy("至少保存至"), lambda row: row.keep_until, "day"),
    ),
    provisions,
)  # fmt: skip
NOTICES = Listing(
    "privacy.notices", gettext_lazy("表单的个人信息告知"), "form_notices",
    (
        Column(gettext_lazy("表单"), lambda row: row.form),
        Column(gettext_lazy("版本"), lambda row: row.edition, "number"),
        Column(gettext_lazy("启用日"), lambda row: row.valid_from, "day"),
        Column(gettext_lazy("目的"), lambda row: row.purpose),
        Column(gettext_lazy("依据"), lambda row: f"{row.get_basis_display()}：{row.law}"),
        Column(gettext_lazy("告知"), lambda row: row.text),
        Column(gettext_lazy("保存多久"), lambda row: row.kept),
        Column(gettext_lazy("您的权利"), lambda row: row.rights),
        Column(gettext_lazy("已由本单位核定"), lambda row: row.worded_by_id is not None),
    ),
    lambda _asked: notices(),
)  # fmt: skip
ASSESSMENTS = Listing(
    "privacy.assessments", gettext_lazy("个人信息保护影响评估"), "assessments",
    (
        Column(gettext_lazy("评估日"), lambda row: row.made_on, "day"),
        Column(gettext_lazy("处理活动"), lambda row: row.subject),
        Column(gettext_lazy("目的、方式是否合法、正当、必要"), lambda row: row.lawful),
        Column(gettext_lazy("对个人权益的影响及安全风险"), lambda row: row.impact),
        Column(gettext_lazy("保护措施是否合法、有效并与风险相适应"), lambda row: row.safeguards),
        Column(gettext_lazy("至少保存至"), lambda row: row.keep_until, "day"),
    ),
    lambda _asked: Assessment.objects.all(),
)  # fmt: skip
BREACHES = Listing(
    "privacy.breaches", gettext_lazy("个人信息安全事件"), "breaches",
    (
        Column(gettext_lazy("发现日"), lambda row: row.found_on, "day"),
        Column(gettext_lazy("涉及的个人信息种类"), lambda row: row.kinds),
        Column(gettext_lazy("涉及人数（约）"), lambda row: row.people, "number"),
        Column(gettext_lazy("原因"), lambda row: row.cause),
        Column(gettext_lazy("已采取的补救措施"), lambda row: row.remedy),
        Column(gettext_lazy("状态"), lambda row: row.get_state_display()),
        Column(gettext_lazy("报告日"), lambda row: row.reported_on, "day"),
        Column(gettext_lazy("通知日"), lambda row: row.notified_on, "day"),
        Column(gettext_lazy("办结日"), lambda row: row.closed_on, "day"),
    ),
    lambda _asked: Breach.objects.all(),
)  # fmt: skip
LISTINGS = (PROVISIONS, NOTICES, ASSESSMENTS, BREACHES)
