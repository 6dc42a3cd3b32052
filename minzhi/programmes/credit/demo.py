"""Plausible grading for the demonstration: invented agencies, numbers of its own, one draw carried out."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import date, timedelta

from minzhi.engines.casework import api as casework
from minzhi.engines.scoring import api as scoring
from minzhi.kit.numbers import credit_check
from minzhi.programmes.credit import actions
from minzhi.programmes.credit.queries import FINDING
from minzhi.programmes.credit.rules.scheme import KEY, document
from minzhi.records.parties.actions import register
from minzhi.records.parties.models import Party
from minzhi.records.units.actors import Actor

DEMO = "演示分值，没有来源"
POINTS = {"abnormal": -10, "bad_faith": -10, "agency": -20, "false_papers": -10, "promise": -5, "refusal": -20,
          "positive": 5}  # fmt: skip
NAMES = ("鼓山", "乌山", "于山", "旗山", "马尾", "琅岐", "长乐", "闽侯", "连江", "罗源", "闽清", "永泰")
FINDINGS = (
    (0, "agency", "ordinary", "publish"), (1, "abnormal", "minor", "leave_out"), (3, "promise", "ordinary", "tell"),
    (2, "bad_faith", "ordinary", "publish"), (4, "agency", "serious", "publish"),
)  # fmt: skip
"""Agency, act, weight, how far the case has come."""


def half_year(people: Mapping[str, Actor], *, until: date) -> int:
    """Let Fuzhou grade twelve invented agencies, find five dishonest acts, and draw; returns how many are graded."""
    by, head, boss = people.get("fuzhou"), people.get("fuzhou:head"), people.get("protection:head")
    if by is None or head is None or boss is None:
        return 0
    since = until - timedelta(days=120)
    _scheme(boss, since)
    graded = [_graded(number, name, by, since) for number, name in enumerate(NAMES)]
    for place, (number, act, weight, ending) in enumerate(FINDINGS):
        _find(graded[number], act, weight, ending, by, head, until - timedelta(days=90 - 10 * place))
    scoring.give_mark(graded[11], "positive", document="演示表彰决定", effective_on=since, by=by, on=since)
    said = scoring.Mark.unscoped.filter(graded=graded[2], known_to=None).first()
    scoring.object_to(graded[2], words="演示：我们已撤回全部申请，附受理通知", mark=said, on=until - timedelta(days=4))
    _draw(by, head, until)
    return len(graded)


def _scheme(boss: Actor, since: date) -> None:
    given = deepcopy(document())
    rows: list[dict[str, object]] = given["rows"]  # type: ignore[assignment] # a list of rows
    for row in rows:
        row["points"], row["source"] = POINTS.get(str(row["key"])), DEMO
    made = scoring.draft(KEY, "演示评级规则", given, by=boss, on=since, why=DEMO)
    scoring.adopt(made, valid_from=since, by=boss, on=since)
    scoring.draft(KEY, "演示草案：从严", given, by=boss, on=since, why=DEMO)


def _graded(number: int, name: str, by: Actor, on: date) -> scoring.Graded:
    body = f"91350100MADEMC{number:03}"
    party = register(
        f"演示·{name}专利代理所", kind=Party.Kind.AGENCY, credit_code=body + credit_check(body), by=by, on=on
    )
    return actions.grade(party, by=by, on=on)


def _find(graded: scoring.Graded, act: str, weight: str, ending: str, by: Actor, head: Actor, on: date) -> None:
    form = {
        "party": graded.label, "number": graded.number, "act": act, "weight": weight,
        "document": f"演示文书〔2023〕{on:%m%d}号", "document_on": on.isoformat(), "facts": "演示事实",
        "withdrawn": act == "abnormal", "repaid": act == "abnormal",
    }  # fmt: skip
    case = casework.start(FINDING, unit=by.unit, by=by, on=on, form=form)
    if ending == "leave_out":
        casework.carry_out(case, "leave_out", by=by, on=on, form={"why": "演示：期限内全部撤回并退缴"})
        return
    told = {"intended": "演示：拟认定失信", "told_on": on.isoformat()}
    case = casework.carry_out(case, "tell", by=by, on=on, form=told)
    if ending == "publish":
        decided = {"decision": "演示：认定失信", "measures": "演示：列为重点监管对象"}
        case = casework.carry_out(case, "decide", by=head, on=on + timedelta(days=5), form=decided)
        case = casework.carry_out(case, "share", by=by, on=on + timedelta(days=5), form={"recipients": "xiamen"})
        shown = {"published_on": (on + timedelta(days=6)).isoformat(), "term": "1y"}
        casework.carry_out(case, "publish", by=by, on=on + timedelta(days=6), form=shown)


def _draw(by: Actor, head: Actor, until: date) -> None:
    planned, day = until - timedelta(days=20), until - timedelta(days=10)
    officers = [by.officer, head.officer]
    made = actions.plan_checks(name="演示：代理机构年度抽查", officers=officers, draws_on=day, by=by, on=planned)
    scoring.publish_draw(made, by=by, on=planned)
    lots = list(scoring.lots(scoring.draw_lots(made, by=by, on=day)))
    for place, lot in enumerate(lots[:-1]):
        outcome = scoring.Lot.Outcome.FOUND if place == 1 else scoring.Lot.Outcome.CLEAR
        scoring.check_object(lot, outcome=outcome, words="演示：现场查看", by=by, on=day + timedelta(days=2 + place))
