"""The list of abnormal operation: proposed, decided, put right, taken off; what was on it stays in history."""

from collections.abc import Mapping
from datetime import date

from minzhi.kit.process import SAME, START, Action, Clock, Plain, Process, State
from minzhi.kit.process.fields import WHY, choice, day, flag, text
from minzhi.kit.text import mark as _
from minzhi.programmes.agencies.process.forms import HEAD, LONG, NAME, OFFICER, PARTY, ROLES, WHO
from minzhi.programmes.agencies.rules.abnormal import GROUNDS, ITEMS, LIST, abnormal
from minzhi.programmes.agencies.rules.laws import MEASURES, MEASURES_UNREAD

CHOSEN = {name: GROUNDS[name] for name in ITEMS}


def is_a_ground(fields: Mapping[str, Plain], on: date) -> Mapping[str, str]:
    """Ask the table whether the situation lists at all."""
    found = abnormal(str(fields.get("ground")), ordered=bool(fields.get("ordered")), on=on)
    return {} if found.result == LIST else {"ground": found.why}


ABNORMAL = Process(
    name="agencies.abnormal",
    label=_("经营异常名录"),
    version=1,
    effective_from=date(2019, 5, 1),
    law=MEASURES,
    initial="proposed",
    states=(
        State("proposed", _("拟列入")),
        State("listed", _("已列入"), public=True),
        State("mended", _("拟移出"), public=True),
        State("dropped", _("不列入"), final=True),
        State("taken_off", _("已移出"), final=True),
    ),
    actions=(
        Action(
            "propose", _("提出列入"), START, "proposed", (OFFICER,), MEASURES.art(37),
            (
                *WHO, choice("ground", _("情形"), CHOSEN), day("found_on", _("发现日")),
                text("facts", _("事实和证据"), at_most=LONG), flag("ordered", _("已责令改正，期满仍不符合")),
            ),
            check=is_a_ground, documents=("listing",), fact="listing_proposed",
        ),
        Action("hear", _("听取陈述申辩"), "proposed", SAME, (OFFICER, PARTY), MEASURES_UNREAD.whole,
               (text("statement", _("陈述申辩"), at_most=LONG),), public=True, fact="listing_answered"),
        Action("list", _("决定列入"), "proposed", "listed", (HEAD,), MEASURES.art(37),
               (text("decision", _("决定文号"), at_most=NAME),), fact="listed_abnormal",
               hint=_("列入后，下一次抽查依法必查（第40条）。")),
        Action("drop", _("不列入"), "proposed", "dropped", (HEAD,), MEASURES.art(37), WHY, fact="listing_dropped"),
        Action(
            "mend", _("已改正，提出移出"), "listed", "mended", (OFFICER, PARTY), MEASURES_UNREAD.whole,
            (day("mended_on", _("改正日")), text("mended_how", _("改正情况"), at_most=LONG)),
            public=True, documents=("taking_off",), fact="taking_off_proposed",
        ),
        Action("keep", _("没有改正，不移出"), "mended", "listed", (HEAD,), MEASURES_UNREAD.whole, WHY,
               fact="taking_off_refused"),
        Action("take_off", _("决定移出"), "mended", "taken_off", (HEAD,), MEASURES_UNREAD.whole,
               (text("decision_off", _("移出决定文号"), at_most=NAME),), fact="taken_off"),
        Action("annul", _("列入有误，撤销"), ("listed", "mended"), "taken_off", (HEAD,), MEASURES_UNREAD.whole, WHY,
               fact="taken_off"),
    ),
    clocks=(
        Clock("answer", _("陈述申辩期限"), cite=MEASURES_UNREAD.whole, starts="propose", while_in=("proposed",),
              unknown=True, whose=PARTY),
        Clock("serious", _("列入满三年，提请列入严重违法失信名单"), "3y", MEASURES_UNREAD.art(38), "list", ("listed",),
              rolls=False, suspendable=False, whose=OFFICER),
    ),
    roles=ROLES,
    why_version=_("列入情形已核；移出程序、陈述期限和满三年的后果没有见到条文，未核定。"),
)  # fmt: skip
