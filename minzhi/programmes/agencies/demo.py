"""Plausible supervision for the demonstration: invented agencies, a season, leads, a campaign, a draw carried out."""

from collections.abc import Mapping
from copy import deepcopy
from datetime import date, timedelta
from decimal import Decimal

from minzhi.engines.casework import api as casework
from minzhi.engines.scoring import api as scoring
from minzhi.kit.numbers import credit_check
from minzhi.programmes.agencies import actions
from minzhi.programmes.agencies.models import Agency
from minzhi.programmes.agencies.rules.checks import QUESTIONS, TEXT, WHOLE
from minzhi.programmes.agencies.rules.reports import MONEY, REPORT
from minzhi.programmes.agencies.rules.scheme import KEY, document
from minzhi.records.places.models import Place
from minzhi.records.units.actors import Actor

DEMO = "演示数据，没有来源"
POINTS = {"abnormal": -10, "penalty": -25, "irregular": -5, "discipline": -5, "promise": -5, "bonus": 3}
PATENT = ("洪山", "台江", "仓山", "晋安", "思明", "湖里", "集美", "鲤城", "丰泽", "芗城", "梅列", "延平")
TRADE = ("新罗", "蕉城", "涵江", "荔城")
PLACES = ("350100", "350200", "350500", "350600")


def half_year(people: Mapping[str, Actor], *, until: date) -> int:
    """Let the province register, grade, check and correct invented agencies; returns how many there are."""
    by, head = people.get("protection"), people.get("protection:head")
    if by is None or head is None:
        return 0
    since = until - timedelta(days=150)
    firms = [_register(number, name, by, since) for number, name in enumerate((*PATENT, *TRADE), 1)]
    _attorneys(firms[: len(PATENT)], by, since)
    _grading(firms, by, head, since)
    _season(firms, by, head, until)
    _lead(firms[0], by, head, until - timedelta(days=40))
    _penalty(by, head, until - timedelta(days=60))
    _campaign(firms, by, head, until - timedelta(days=80))
    _trade(firms, by, until - timedelta(days=50))
    _draw(by, head, until)
    return len(firms)


def _register(number: int, name: str, by: Actor, on: date) -> Agency:
    body = f"91350100MADEMD{number:03}"
    is_patent = number <= len(PATENT)
    listed = actions.Listed(
        kind=Agency.Kind.PATENT if is_patent else Agency.Kind.TRADEMARK,
        name=f"演示·{name}{'专利' if is_patent else '商标'}代理所", credit_code=body + credit_check(body),
        code=f"演示{number:03}", address=f"演示路{number}号", valid_from=on - timedelta(days=300 * (number % 3)),
        source=DEMO, representative="演示合伙人", partners="演示合伙人、演示合伙人乙",
        place=Place.objects.filter(code=PLACES[number % len(PLACES)]).first(),
    )  # fmt: skip
    return actions.register(listed, by=by, on=on)


def _attorneys(firms: list[Agency], by: Actor, on: date) -> None:
    for number, firm in enumerate(firms):
        for place in range(1 + number % 4):
            made = actions.record_practice(
                firm, name=f"演示代理师{number}{place}", certificate=f"演示证{number:02}{place}",
                practising_from=on - timedelta(days=30 * place), by=by, on=on,
            )  # fmt: skip
            actions.learn(made, source=DEMO, by=by, on=on, insured_at=str(firm), filings=40 + 5 * number)


def _grading(firms: list[Agency], by: Actor, head: Actor, since: date) -> None:
    given = deepcopy(document())
    rows: list[dict[str, object]] = given["rows"]  # type: ignore[assignment] # a list of rows
    for row in rows:
        row["points"], row["source"] = POINTS.get(str(row["key"])), DEMO
    made = scoring.draft(KEY, "演示评价规则", given, by=head, on=since, why=DEMO)
    scoring.adopt(made, valid_from=since, by=head, on=since)
    graded = {each.number: each for each in actions.enrol_all(by=by, on=since)}
    for place, rule in ((1, "penalty"), (2, "irregular"), (2, "discipline"), (3, "bonus")):
        scoring.give_mark(
            graded[firms[place].number], rule, document=f"演示文书{place}号", effective_on=since, by=by, on=since
        )


def _season(firms: list[Agency], by: Actor, head: Actor, until: date) -> None:
    last = until - timedelta(days=92)
    made = actions.set_season(year=last.year - 1, named_on=last, rolls=False, source=DEMO, by=by,
                              on=last - timedelta(days=40))  # fmt: skip
    for number, firm in enumerate(firms[: len(PATENT) - 2]):
        _report(firm, made.year, number, by, last - timedelta(days=10 - number))
    cases = actions.propose_overdue(made, by=by, on=last + timedelta(days=1))
    for case in cases:
        casework.carry_out(case, "list", by=head, on=last + timedelta(days=5), form={"decision": "演示决定"})
    _report(firms[len(PATENT) - 2], made.year, 3, by, last + timedelta(days=12))


def _report(firm: Agency, year: int, number: int, by: Actor, on: date) -> None:
    whole = {"attorneys": 1 + number % 4, "staff": 6 + number, "filings": 90 + 7 * number}
    said: dict[str, str | int | Decimal | None] = {
        "address": firm.address, "representative": "演示合伙人", "partners": "演示合伙人乙、演示合伙人",
    }  # fmt: skip
    for each in REPORT:
        if each.kind == WHOLE:
            said[each.name] = whole.get(each.name, number)
        if each.kind == MONEY:
            said[each.name] = Decimal(30 if each.name == "profit" else 200 + number)
    actions.file_report(firm, year=year, said=said, by=by, on=on)


def _lead(firm: Agency, by: Actor, head: Actor, on: date) -> None:
    form = {
        "party": str(firm), "number": firm.number, "kind": "rented", "source": "signals", "found_on": on.isoformat(),
        "reasons": "演示：社会保险由他处缴纳", "unchecked": "提交账户",
    }  # fmt: skip
    case = casework.start("agencies.lead", unit=by.unit, by=by, on=on, form=form)
    asked = {"asked_whom": str(firm), "question": "演示：在何处工作", "answer_by": (on + timedelta(days=9)).isoformat()}
    case = casework.carry_out(case, "ask", by=by, on=on, form=asked)
    told = {"replied_by": str(firm), "reply": "演示：已办理转移"}
    case = casework.carry_out(case, "reply", by=by, on=on + timedelta(days=4), form=told)
    case = casework.carry_out(case, "check", by=by, on=on + timedelta(days=9), form={"findings": "演示：部分属实"})
    day = on + timedelta(days=10)
    ordered = {"correction": "演示：完善聘用手续", "correction_term": "30d"}
    casework.carry_out(case, "order", by=head, on=day, form=ordered)


def _penalty(by: Actor, head: Actor, on: date) -> None:
    form = {
        "party": "演示咨询公司", "number": "", "matter": "unlicensed", "source": "complaint",
        "found_on": on.isoformat(), "acted_on": on.isoformat(), "facts": "演示：以联系人名义代理46件",
    }  # fmt: skip
    case = casework.start("agencies.penalty", unit=by.unit, by=by, on=on, form=form)
    case = casework.carry_out(case, "file", by=head, on=on, form={"officers": "演示甲、演示乙", "why": "演示"})
    found = {"findings": "演示：46件，发票92000元", "gain": "92000", "gain_proof": "演示发票"}
    case = casework.carry_out(case, "finish", by=by, on=on, form=found)
    told = {"intended": "演示：没收、罚款", "told_on": on.isoformat()}
    casework.carry_out(case, "tell", by=by, on=on + timedelta(days=1), form=told)


def _campaign(firms: list[Agency], by: Actor, head: Actor, on: date) -> None:
    form = {
        "name": "演示·蓝天行动", "starts_on": on.isoformat(), "ends_on": (on + timedelta(days=120)).isoformat(),
        "scope": "演示范围", "targets": "演示对象", "lead_sources": "演示来源", "report_every": "7d",
    }  # fmt: skip
    case = casework.start("agencies.campaign", unit=by.unit, by=by, on=on, form=form)
    case = casework.carry_out(case, "launch", by=head, on=on, form={"document": "演示部署文件"})
    checks = actions.ask_self_checks(case, firms, due_on=on + timedelta(days=30), by=by, on=on)
    for number, check in enumerate(checks[:9]):
        actions.take_self_check(check, answers=_answers(check.agency, number), by=by, on=on + timedelta(days=20))
    names = ("self_checked", "leads", "talks", "corrections", "filed", "fines", "transferred")
    for week in range(4):
        until = on + timedelta(days=7 * (week + 1))
        figures = {"until_on": until.isoformat(), "checked": str(3 + week), **dict.fromkeys(names, str(week))}
        case = casework.carry_out(case, "report", by=by, on=until, form=figures)


def _answers(firm: Agency, number: int) -> dict[str, object]:
    said = {"address": firm.address, "representative": firm.representative, "partners": firm.partners}
    answers: dict[str, object] = {each.name: each.bad is False for each in QUESTIONS}
    for each in QUESTIONS:
        if each.kind == TEXT:
            answers[each.name] = said.get(each.name, "")
        if each.kind == WHOLE:
            answers[each.name] = number % 4
    return answers


def _trade(firms: list[Agency], by: Actor, on: date) -> None:
    base = actions.list_base(name="演示培训基地", level="province", since=on, source=DEMO, by=by, on=on)
    events = (
        ("training", "演示：代理质量提升", 8, 60),
        ("exchange", "演示：行业交流", 3, 25),
        ("guidance", "演示：基地指导", 2, 8),
    )
    for number, (kind, title, hours, people) in enumerate(events):
        actions.train(kind=kind, title=title, held_on=on, hours=Decimal(hours), people=people, base=base,
                      agencies=firms[number::2], by=by, on=on)  # fmt: skip
    for kind in ("convention", "culture", "pledge"):
        actions.conduct(kind=kind, body="演示·代理人协会", document="演示文件", happened_on=on, by=by, on=on)
    for firm in firms[:8]:
        actions.conduct(kind="signed", body="演示·代理人协会", document="演示自律公约", happened_on=on, agency=firm,
                        by=by, on=on)  # fmt: skip
        actions.promise(firm, words="演示：诚信代理、不挂证、不低价倾销", promised_on=on, by=by, on=on)


def _draw(by: Actor, head: Actor, until: date) -> None:
    planned, day = until - timedelta(days=22), until - timedelta(days=12)
    officers = [by.officer, head.officer]
    made = actions.plan_checks(name="演示：代理机构抽查", officers=officers, draws_on=day, by=by, on=planned)
    scoring.publish_draw(made, by=by, on=planned)
    for place, lot in enumerate(scoring.lots(scoring.draw_lots(made, by=by, on=day))):
        outcome = scoring.Lot.Outcome.FOUND if place == 1 else scoring.Lot.Outcome.CLEAR
        scoring.check_object(lot, outcome=outcome, words="演示：现场查看", by=by, on=day + timedelta(days=2))
    scoring.publish_results(made, by=by, on=until - timedelta(days=5))
