"""Plausible disputes for the demonstration, made through the same acts that officers use. All parties are invented."""

from collections.abc import Mapping
from datetime import date, timedelta

from minzhi.engines.casework import api as casework
from minzhi.programmes.disputes.actions import list_body, list_mediator
from minzhi.programmes.disputes.models import Body
from minzhi.records.places.models import Place
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit

PANEL = "演示甲、演示乙、演示丙"
GOODS = (
    ("utility", "茶叶揉捻机的压盖结构", "演示茶机有限公司", "演示机械厂"),
    ("design", "陶瓷茶具（演示）", "演示陶瓷有限公司", "演示工艺品店"),
    ("invention", "一种鞋底注塑工艺（演示）", "演示鞋业股份有限公司", "演示鞋材有限公司"),
    ("utility", "折叠伞的锁止机构（演示）", "演示伞业有限公司", "演示日用品公司"),
)
STEPS: tuple[tuple[str, int, dict[str, str]], ...] = (
    ("accept", 4, {"panel": PANEL}),
    ("serve", 8, {"way": "mail"}),
    ("defend", 22, {"defence": "现有技术抗辩（演示）"}),
    ("pass_on", 24, {}),
    ("call_hearing", 30, {"hearing_place": "第一口审室"}),
    ("notify_hearing", 31, {}),
    ("hold_hearing", 40, {"attendance": "both", "record": "双方到庭（演示）"}),
    ("decide", 60, {"outcome": "infringes", "decision": "责令停止侵权（演示）"}),
    ("serve_decision", 64, {"way": "direct"}),
)
"""Act, days after the request, what its form says besides the days."""
DAYS = {
    "serve": "served_on",
    "defend": "defence_on",
    "pass_on": "passed_on",
    "call_hearing": "hearing_on",
    "notify_hearing": "notified_on",
    "serve_decision": "decision_served_on",
}
"""The day that each act's form asks for; a hearing is ten days after it was called."""


def half_year(people: Mapping[str, Actor], *, until: date) -> int:
    """Let the local offices handle disputes up to a day, each as far as it comes; returns how many cases."""
    offices = [key for key, actor in people.items() if ":" not in key and actor.unit.kind == Unit.Kind.CITY]
    count = 0
    for place, key in enumerate(sorted(offices)):
        by, head = people[key], people.get(f"{key}:head", people[key])
        _bodies(by, until - timedelta(days=150))
        for number, good in enumerate(GOODS[: 2 + place % 3]):
            received = until - timedelta(days=20 + 37 * number + 5 * place)
            _dispute(by, head, good, received, until, suspended=number == 1)
            count += 1
        count += _mediation(by, GOODS[place % 4], until - timedelta(days=60 + 3 * place), goes_on=place % 3 == 1)
        if place % 2 == 0:
            count += _settled(by, GOODS[3], until - timedelta(days=50 + 2 * place))
        if centre := people.get("protection_centre"):
            count += _rapid(by, centre, until - timedelta(days=30 + 5 * place), mediation=place % 2 == 1)
    if province := people.get("protection"):
        count += _foreign(province, until - timedelta(days=40))
    return count


def _request(good: tuple[str, str, str, str], received: date) -> dict[str, str]:
    kind, title, claimant, respondent = good
    return {
        "received_on": received.isoformat(), "right_kind": kind, "right_number": "ZL2021DEMO0003",
        "right_title": title, "claimant": claimant, "respondent": respondent, "claims": "演示用请求事项",
    }  # fmt: skip


def _mediation(by: Actor, good: tuple[str, str, str, str], received: date, *, goes_on: bool) -> int:
    """Mediate about a reward; the agreement takes effect within the month, unless talks go on."""
    case = casework.start(
        "disputes.mediation", unit=by.unit, by=by, on=received, form={**_request(good, received), "matter": "reward"}
    )
    steps: list[tuple[str, int, dict[str, str]]] = [
        ("notify", 3, {"served_on": ""}), ("consent", 12, {"consented_on": ""}),
        ("open", 15, {"mediators": "演示调解员"}),
    ]  # fmt: skip
    if not goes_on:
        steps.append(("agree", 28, {"agreed_on": "", "agreement": "演示用协议", "enforceability": "none"}))
        steps.append(("conclude", 30, {}))
    for act, after, said in steps:
        day = received + timedelta(days=after)
        form = {name: words or day.isoformat() for name, words in said.items()}
        case = casework.carry_out(case, act, by=by, on=day, form=form)
    return 1


def _settled(by: Actor, good: tuple[str, str, str, str], received: date) -> int:
    """Let a dispute end with an agreement before it is decided."""
    form = {**_request(good, received), "facts": "演示用事实和理由"}
    case = casework.start("disputes.adjudication", unit=by.unit, by=by, on=received, form=form)
    case = casework.carry_out(case, "accept", by=by, on=received + timedelta(days=4), form={"panel": PANEL})
    given = {"agreement": "停止销售（演示）"}
    casework.carry_out(case, "mediate", by=by, on=received + timedelta(days=26), form=given)
    return 1


def _foreign(by: Actor, received: date) -> int:
    """Let the province take a dispute with a party from abroad."""
    form = {**_request(GOODS[2], received), "facts": "演示用事实和理由", "foreign": True}
    case = casework.start("disputes.adjudication", unit=by.unit, by=by, on=received, form=form)
    casework.carry_out(case, "accept", by=by, on=received + timedelta(days=4), form={"panel": PANEL})
    return 1


def _rapid(by: Actor, centre: Actor, sent: date, *, mediation: bool) -> int:
    """Hand a question over to the centre, which receives it the next day and answers within the week."""
    form = {
        "right_kind": "design", "right_number": "ZL2021DEMO0002", "right_title": "陶瓷茶具（演示）",
        "centre": str(centre.unit), "asked": "mediation" if mediation else "opinion", "question": "演示用事项",
    }  # fmt: skip
    case = casework.start("disputes.rapid", unit=by.unit, by=by, on=sent, form=form)
    next_day, week = sent + timedelta(days=1), sent + timedelta(days=6)
    case = casework.carry_out(case, "sign_for", by=centre, on=next_day, form={"receipt": "9时30分，演示经办"})
    if mediation:
        casework.carry_out(
            case, "report", by=centre, on=week, form={"outcome": "agreed", "agreement": "停止销售（演示）"}
        )
    else:
        casework.carry_out(case, "answer", by=centre, on=week, form={"opinion": "likely", "grounds": "演示用理由"})
    return 1


def _bodies(by: Actor, on: date) -> None:
    if by.unit.place is None:
        return
    below = list(Place.objects.filter(parent=by.unit.place).order_by("code")[:2]) or [by.unit.place]
    for place in below:
        name = f"{place.name}知识产权纠纷人民调解委员会（演示）"
        body = list_body(kind=Body.Kind.PEOPLE, name=name, place=place, by=by, on=on)
        list_mediator(body, name="演示调解员", field="专利、商标", by=by, on=on)


def _dispute(
    by: Actor, head: Actor, good: tuple[str, str, str, str], received: date, until: date, *, suspended: bool
) -> None:
    kind, title, claimant, respondent = good
    form = {
        "received_on": received.isoformat(), "right_kind": kind, "right_number": "ZL2021DEMO0001", "right_title": title,
        "claimant": claimant, "claimant_contact": "059500000000", "respondent": respondent,
        "claims": "责令停止侵权（演示）", "facts": "演示用事实和理由", "continuing": True,
    }  # fmt: skip
    case = casework.start("disputes.adjudication", unit=by.unit, by=by, on=received, form=form)
    for act, after, said in STEPS:
        day = received + timedelta(days=after)
        if day > until or (suspended and act == "call_hearing"):
            break
        given = {**said, **_days(act, day)}
        case = casework.carry_out(case, act, by=head if act == "decide" else by, on=day, form=given)
    if suspended and case.state == "defended":
        form = {"ground": "invalidity", "why": "专利权被请求宣告无效并已受理（演示）"}
        casework.carry_out(case, "suspend", by=by, on=min(until, received + timedelta(days=28)), form=form)


def _days(act: str, day: date) -> dict[str, str]:
    if act not in DAYS:
        return {}
    return {DAYS[act]: (day + timedelta(days=10) if act == "call_hearing" else day).isoformat()}
