"""A penalty on the spot: told, decided and handed over in one act, put on file, published. Articles 51 and 52."""

from collections.abc import Mapping
from datetime import date

from minzhi.kit.process import SAME, START, Action, Clock, Effect, Plain, Process, State
from minzhi.kit.process.fields import WHY, choice, day, flag, number, text
from minzhi.kit.text import mark as _
from minzhi.programmes.enforcement.process.forms import (
    HEAD,
    LONG,
    MATTERS,
    NAME,
    OFFICER,
    OFFICERS,
    PARTY,
    ROLES,
    two_officers,
)
from minzhi.programmes.enforcement.process.penalty_guards import is_published, may_stay_unpublished
from minzhi.programmes.enforcement.rules.laws import PENALTY_LAW_UNREAD as PENALTY_LAW
from minzhi.programmes.enforcement.rules.laws import PROCEDURE, PUBLICITY, REPAIR
from minzhi.programmes.enforcement.rules.publicity import WEIGHTS
from minzhi.programmes.enforcement.rules.spot import PARTIES, within_the_limit

OUTCOMES = {"warning": _("警告"), "fine": _("罚款")}
ON_THE_SPOT_ONLY = {
    "told": _("须先告知事实、理由、依据和权利（第44条）。"),
    "handed": _("决定书须当场交付（第52条）。"),
}
AFTER = ("given", "on_file", "performed")


def fit_for_the_spot(fields: Mapping[str, Plain], on: date) -> Mapping[str, str]:
    """Two officers; the facts told and the party heard; a fine of its amount, within the limit; handed over."""
    wrong = {**two_officers(fields, on), **within_the_limit(fields, on)}
    if fields.get("outcome") == "fine" and not fields.get("fine"):
        wrong["fine"] = _("请填写罚款金额。")
    return {**wrong, **{name: sentence for name, sentence in ON_THE_SPOT_ONLY.items() if not fields.get(name)}}


ON_THE_SPOT = Process(
    name="enforcement.on_the_spot",
    label=_("当场处罚"),
    version=1,
    effective_from=date(2021, 7, 15),
    law=PENALTY_LAW,
    initial="given",
    states=(
        State("given", _("已当场交付")),
        State("on_file", _("已报备")),
        State("performed", _("已履行")),
        State("annulled", _("决定被撤销"), final=True),
        State("closed", _("结案"), final=True),
    ),
    actions=(
        Action(
            "give", _("当场作出并交付决定"), START, "given", (OFFICER, HEAD), PENALTY_LAW.art(51),
            (
                day("given_on", _("当场处罚之日")), choice("matter", _("案由"), MATTERS),
                choice("party_kind", _("当事人类别"), PARTIES), text("party", _("当事人"), at_most=NAME),
                text("place", _("地点"), at_most=200), text("facts", _("违法事实"), at_most=LONG), OFFICERS,
                flag("told", _("已当场告知事实、理由、依据和陈述申辩的权利")),
                text("statement", _("陈述申辩及采纳情况"), required=False, at_most=LONG),
                choice("outcome", _("决定"), OUTCOMES), number("fine", _("罚款（元）"), required=False),
                text("decision", _("决定内容、理由、依据"), at_most=LONG),
                flag("handed", _("已出示执法证，填写预定格式、编有号码的决定书并当场交付")),
            ),
            check=fit_for_the_spot, documents=("spot_decision",), fact="spot_penalty_given",
            hint=_("违法事实确凿并有法定依据的，才可当场处罚；拒绝签收的，在决定书上注明。"),
        ),
        Action(
            "put_on_file", _("报所属机关备案"), "given", "on_file", (OFFICER,), PENALTY_LAW.art(52),
            (day("filed_on", _("备案之日")),), fact="spot_penalty_filed",
        ),
        Action(
            "perform", _("已履行"), "on_file", "performed", (OFFICER,), PENALTY_LAW.art(66),
            (number("paid", _("已缴金额（元）"), required=False), *WHY), fact="spot_penalty_performed",
        ),
        Action(
            "publish", _("公示处罚信息"), AFTER, SAME, (OFFICER,), PUBLICITY.whole,
            (day("published_on", _("公示之日")), choice("weight", _("信息类别"), WEIGHTS)),
            fact="spot_penalty_published",
        ),
        Action(
            "not_publish", _("轻微，不公示"), AFTER, SAME, (HEAD,), REPAIR.whole, WHY, guard=may_stay_unpublished,
            fact="spot_penalty_not_published",
        ),
        Action(
            "annul", _("决定被撤销"), AFTER, "annulled", (HEAD,), PENALTY_LAW.whole,
            (text("annulled_by", _("撤销机关及文号"), at_most=NAME),), fact="spot_penalty_annulled",
        ),
        Action(
            "close", _("结案"), "performed", "closed", (OFFICER, HEAD), PROCEDURE.whole, guard=is_published,
            fact="spot_penalty_closed",
        ),
    ),
    clocks=(
        Clock(
            "file", _("报备案期限"), cite=PENALTY_LAW.art(52), starts="give", while_in=("given",), unknown=True,
            whose=OFFICER,
        ),
        Clock(
            "pay", _("缴纳罚款期限"), "15d", PENALTY_LAW.art(67), "give", ("given", "on_file"), from_field="given_on",
            whose=PARTY, effect=Effect.OVERDUE, effect_on_lapse=_("逾期可以加处罚款或申请强制执行"),
        ),
        Clock(
            "publish", _("公示期限"), "20wd", PUBLICITY.whole, "give", AFTER, from_field="given_on",
            met_by=("publish", "not_publish"), whose=OFFICER,
        ),
    ),
    roles=ROLES,
    why_version=_("罚款上限依2021年《行政处罚法》第51条，未核定；报备案的期限没有查到，留空。"),
)  # fmt: skip
