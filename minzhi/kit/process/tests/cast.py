"""One process that the kernel's tests share: a dispute with a closing term, a suspension and a reply."""

from datetime import date

from minzhi.kit.process import CLOCK, SAME, START, Action, Clock, Field, Kind, Law, Process, State

RULES = Law("专利行政执法办法", "国家知识产权局令第71号")
CLERK, DIRECTOR = "officer", "head"
OPEN = ("accepted", "hearing")
STATES = (
    State("accepted", "已立案"),
    State("hearing", "审理中", public=True),
    State("suspended", "中止", stops_clocks=True),
    State("closed", "已结案", final=True),
    State("withdrawn", "视为撤回", final=True),
)
ACTIONS = (
    Action(
        "accept",
        "立案",
        START,
        "accepted",
        by=(CLERK,),
        cite=RULES.art(13),
        form=(Field("reply_term", "答辩期限", Kind.SPAN), Field("served_on", "送达日", Kind.DATE, required=False)),
    ),
    Action("reply", "答辩", "accepted", "hearing", by=(CLERK,), cite=RULES.art(14)),
    Action(
        "suspend",
        "中止",
        OPEN,
        "suspended",
        by=(DIRECTOR,),
        cite=RULES.art(20),
        form=(Field("why", "理由", at_most=9),),
    ),
    Action("resume", "恢复", "suspended", "hearing", by=(DIRECTOR,), cite=RULES.art(20)),
    Action("extend", "批准延长", OPEN, SAME, by=(DIRECTOR,), cite=RULES.art(21), extends="close"),
    Action("lapse", "视为撤回", "accepted", "withdrawn", by=(CLOCK,), cite=RULES.art(14)),
    Action("close", "结案", "hearing", "closed", by=(DIRECTOR,), cite=RULES.art(21)),
)
CLOCKS = (
    Clock("close", "结案期限", "3m", RULES.art(21), starts="accept", while_in=OPEN, extend_by="1m", max_extensions=1),
    Clock(
        "reply",
        "答辩期限",
        cite=RULES.art(14),
        starts="accept",
        while_in=("accepted",),
        span_from="reply_term",
        on_expiry="lapse",
    ),
)
DISPUTE = {
    "name": "dispute",
    "label": "侵权纠纷",
    "version": 1,
    "effective_from": date(2016, 1, 1),
    "law": RULES,
    "initial": "accepted",
    "states": STATES,
    "actions": ACTIONS,
    "clocks": CLOCKS,
}


def dispute(**changed):
    """Return the process, with some of its parts changed."""
    return Process(**{**DISPUTE, **changed})
