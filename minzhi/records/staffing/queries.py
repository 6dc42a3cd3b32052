"""The list of the people who have accounts, for the administrators."""

from collections.abc import Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from minzhi.kit.refusal import NotYours
from minzhi.records.tables.listing import Column, Listing
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Officer
from minzhi.records.units.roles import ADMINISTRATORS


def people(asked: Mapping[str, str], *, by: Actor) -> QuerySet[Officer]:
    """Return everybody with an account, by login, as far as a name is asked for; for administrators alone."""
    if by.role not in ADMINISTRATORS:
        raise NotYours(_("这里由系统、安全、审计三类管理员使用。"))
    rows = Officer.objects.select_related("account").order_by("account__login")
    return rows.filter(account__login__icontains=asked.get("q", "").strip())


OFFICERS = Listing(
    "staffing.officers", gettext_lazy("人员"), "officers",
    (
        Column(gettext_lazy("登录名"), lambda row: row.account.login),
        Column(gettext_lazy("姓名"), lambda row: row.name),
        Column(gettext_lazy("启用"), lambda row: row.account.is_active),
        Column(gettext_lazy("最近登录"), lambda row: row.account.last_login),
    ),
    people, by_reader=True,
)  # fmt: skip
LISTINGS = (OFFICERS,)
