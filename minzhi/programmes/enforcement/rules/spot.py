"""How high a penalty on the spot may be, by whom it meets: Administrative Penalty Law, article 51, not confirmed."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from minzhi.kit.decision import Input, Kind, Row, Table, decide, one_of
from minzhi.kit.process import Plain
from minzhi.kit.text import mark as _

PARTIES = {"citizen": _("公民"), "organisation": _("法人或者其他组织")}
SOURCE, ARTICLE, SINCE = "《行政处罚法》（2021年修订）", "第51条", date(2021, 7, 15)
MOST = Table(
    "on_the_spot", _("当场处罚的罚款上限（元）"),
    (Input("party_kind", _("当事人类别"), Kind.CHOICE, tuple(PARTIES)),),
    (
        Row({"party_kind": one_of("citizen")}, 200, _("对公民二百元以下"), SOURCE, ARTICLE, SINCE),
        Row({"party_kind": one_of("organisation")}, 3000, _("对法人、其他组织三千元以下"), SOURCE, ARTICLE, SINCE),
    ),
)  # fmt: skip


def within_the_limit(fields: Mapping[str, Plain], on: date) -> Mapping[str, str]:
    """Refuse a fine that calls for the ordinary procedure; the sentence is the row."""
    fine, kind = Decimal(str(fields.get("fine") or 0)), str(fields.get("party_kind") or "")
    if not fine or kind not in PARTIES:
        return {}
    most = decide(MOST, on=on, party_kind=kind)
    if fine <= most.result:
        return {}
    message = _("当场处罚的罚款不能超过%(most)s元（%(why)s）；超过的请按普通程序立案。")
    return {"fine": message % {"most": most.result, "why": most.why}}
