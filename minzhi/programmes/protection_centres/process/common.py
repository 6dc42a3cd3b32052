"""What both courses share: parts, who asks, the day on which a version begins."""

from datetime import date

from minzhi.kit.process import Field, Kind
from minzhi.kit.process.fields import day, text
from minzhi.kit.text import mark as _

OFFICER, HEAD, PARTY = "officer", "head", "party"
ROLES = ((OFFICER, _("中心经办人")), (HEAD, _("中心负责人")), (PARTY, _("申请主体")))
SINCE = date(2023, 1, 1)
"""The instruments bear numbers of 2023; the day on which they began was not found."""
NAME, LONG = 120, 4000
WHO = (
    day("received_on", _("收到请求日")),
    text("who", _("申请主体"), at_most=NAME),
    text("credit_code", _("统一社会信用代码"), at_most=18),
    text("contact", _("联系人和联系方式"), required=False, at_most=NAME, sensitive=True),
)
DEFICIENCIES = (text("items", _("须补正的全部事项"), at_most=LONG), Field("correction_term", _("补正期限"), Kind.SPAN))
CORRECTION = (text("correction", _("补正说明"), at_most=LONG),)


def term(name: str, label: str) -> Field:
    """Return a period that the centre itself publishes; left empty, no clock runs."""
    return Field(name, label, Kind.SPAN, required=False)
