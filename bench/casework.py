"""Casework: whole cases in memory, saved acts, a case of a hundred acts, of a thousand orders, 200,000 due days.

The peer of the kernel is SpiffWorkflow on the same eight acts, drawn from the same table's line. The peer of a saved
act is a bare durable commit (one row updated in a transaction of its own), taken in turns with it, once with nobody
else at work and once with eight threads at once; the acts are on cases of up to thirty events. Papers are drafted by
the worker later.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from statistics import fmean, quantiles
from threading import Barrier, Thread
from time import perf_counter, process_time

from django.db import connection, connections, transaction
from django.test import Client
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from bench.frame import Cost, Row, measure
from bench.ground import demonstration, reader
from minzhi.engines.casework import api as casework
from minzhi.engines.casework.queries.lists import due_list
from minzhi.kit import clock
from minzhi.kit.process import apply, begin
from minzhi.programmes.disputes.process import ADJUDICATION_2015 as PROCESS
from minzhi.records.calendars.shipped import shipped_calendar
from minzhi.records.scope.ambient import Scope, everything, scoped
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Post, Unit
from minzhi.records.units.queries import path_of

DAY, CASES, ACTS, PER_SECOND = date(2023, 9, 1), 200_000, 100, 5_000
BATCH, OFFICERS, EACH, TURNS, ORDERS, HALF = 5_000, 8, 60, 20, 1_000, 0.5
REQUEST = {
    "received_on": "2023-09-01", "right_kind": "utility", "right_number": "1", "right_title": "演示", "claimant": "甲",
    "respondent": "乙", "claims": "停止", "facts": "演示",
}  # fmt: skip
EIGHT = (
    ("receive", REQUEST), ("accept", {"panel": "甲、乙、丙"}), ("serve", {"served_on": "2023-09-04", "way": "mail"}),
    ("defend", {"defence_on": "2023-09-06", "defence": "演示"}), ("pass_on", {"passed_on": "2023-09-07"}),
    ("deliberate", {}), ("decide", {"outcome": "infringes", "decision": "停止"}),
    ("serve_decision", {"decision_served_on": "2023-09-20", "way": "direct"}),
)  # fmt: skip
TASKS = "".join(
    f'<bpmn:manualTask id="t{number}"/><bpmn:sequenceFlow id="f{number}" sourceRef="'
    f'{"s" if number == 0 else f"t{number - 1}"}" targetRef="t{number}"/>'
    for number in range(len(EIGHT))
)
BPMN = (
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x">'
    f'<bpmn:process id="dispute" isExecutable="true"><bpmn:startEvent id="s"/>{TASKS}<bpmn:endEvent id="e"/>'
    f'<bpmn:sequenceFlow id="last" sourceRef="t{len(EIGHT) - 1}" targetRef="e"/></bpmn:process></bpmn:definitions>'
)


def whole_case() -> None:
    """Take one case through eight acts, clocks and all."""
    case, days = begin(PROCESS), CALENDAR
    for number, (action, form) in enumerate(EIGHT):
        today = DAY + timedelta(days=3 * number)
        case = apply(PROCESS, case, action, actor="1@1", roles=ROLES, form=form, today=today, calendar=days)


ROLES = frozenset({"officer", "head"})
CALENDAR = shipped_calendar()


def spiff() -> Callable[[], None]:
    """Return the same eight acts for SpiffWorkflow, without clocks: it has none that the law knows."""
    from io import BytesIO  # noqa: PLC0415 - one line

    parser = BpmnParser()
    parser.add_bpmn_io(BytesIO(BPMN.encode()))
    spec = parser.get_spec("dispute")

    def run() -> None:
        workflow = BpmnWorkflow(spec)
        workflow.do_engine_steps()
        for _action, form in EIGHT:
            task = workflow.get_tasks(state=TaskState.READY, manual=True)[0]
            task.data.update(form)
            task.run()
            workflow.do_engine_steps()

    return run


def each(act: Callable[[], object], *, count: int) -> Cost:
    """Return the mean of many runs."""
    cpu, wall = process_time(), perf_counter()
    for _run in range(count):
        act()
    return Cost((process_time() - cpu) / count, (perf_counter() - wall) / count, 0)


def run() -> Iterator[Row]:
    demonstration()
    _emptied()
    peer = each(spiff(), count=100)
    yield Row("SpiffWorkflow: one whole case of 8 acts, no clocks", peer)
    yield Row(
        "the kernel: one whole case of 8 acts with its clocks", each(whole_case, count=2_000), peer, 1 / PER_SECOND
    )
    with clock.office_day(DAY), everything(DAY, why="a benchmark"):
        by = Actor(*_officer())
        yield from saved(by)
        case = _opened(by)
        while case.events_count < ACTS:
            _there_and_back(case, by)
    client = reader("fuzhou")
    yield Row(f"open a case of {ACTS} acts", measure(lambda: client.get(case.get_absolute_url())), limit=0.050)
    with clock.office_day(DAY), everything(DAY, why="a benchmark"):
        yield from beside_a_giant(by)
    fill(by)
    scope = Scope(on=DAY, paths=(path_of(by.unit, on=DAY),), units=(by.unit.pk,))
    with scoped(scope):
        yield Row(f"due list of one unit among {CASES} cases", measure(due_list), limit=0.050)


def saved(by: Actor) -> Iterator[Row]:
    """Measure saved acts beside bare commits, in turns, so that both meet the same disk and the same neighbours."""
    acts = Acts(by)
    acts.work()
    turns = [(each(bare_commit, count=100), each(acts.work, count=100)) for _turn in range(5)]
    commit, act = (_mean([turn[place] for turn in turns]) for place in (0, 1))
    yield Row("one bare durable commit", commit)
    yield Row("one saved act (event, fact, clocks)", act, commit, rate=HALF)
    turns = [(at_once(lambda: bare_commit), at_once(lambda: Acts(by).work)) for _turn in range(2)]
    commit, act = (_mean([turn[place] for turn in turns]) for place in (0, 1))
    yield Row(f"{OFFICERS} at once: one bare durable commit", commit)
    yield Row(f"{OFFICERS} at once: one saved act, each on cases of their own", act, commit, rate=HALF)


class Acts:
    """Acts on prepared cases in turns, so that none grows long."""

    def __init__(self, by: Actor) -> None:
        self.by, self.cases, self.done = by, [_opened(by) for _case in range(TURNS)], 0

    def work(self) -> None:
        """Do one act on the next of the cases."""
        _there_and_back(self.cases[self.done % TURNS], self.by)
        self.done += 1


def _mean(costs: list[Cost]) -> Cost:
    return Cost(fmean(each.cpu for each in costs), fmean(each.wall for each in costs), 0)


def at_once(prepared: Callable[[], Callable[[], object]]) -> Cost:
    """Return what one act costs where eight threads do `EACH` of them at the same time, each what it prepared."""
    begin, works = Barrier(OFFICERS + 1), [prepared() for _officer in range(OFFICERS)]

    def one(work: Callable[[], object]) -> None:
        try:
            with clock.office_day(DAY), everything(DAY, why="a benchmark"):
                begin.wait()
                each(work, count=EACH)
        finally:
            connections.close_all()

    threads = [Thread(target=one, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    cpu, wall = process_time(), perf_counter()
    begin.wait()
    for thread in threads:
        thread.join()
    done = OFFICERS * EACH
    return Cost((process_time() - cpu) / done, (perf_counter() - wall) / done, 0)


def beside_a_giant(by: Actor) -> Iterator[Row]:
    """Measure the slow ones (p95) of others' acts and pages before and after a case has a thousand orders."""
    client = reader("fuzhou")
    before = list(_slow_ones(client, by))
    giant = _opened(by)
    for _number in range(ORDERS):
        casework.send_order(giant, to=by.unit, kind="other", question="演示", by=by, on=DAY)
    for (what, peer), (_what, cost) in zip(before, _slow_ones(client, by), strict=True):
        yield Row(f"p95: {what}", peer)
        yield Row(f"p95: {what}, beside a case with {ORDERS} orders", cost, peer)


def _slow_ones(client: Client, by: Actor) -> Iterator[tuple[str, Cost]]:
    """Yield what one in twenty acts and pages of another case costs; the case is as long each time."""
    plain = _opened(by)
    yield "another case's page", p95(lambda: client.get(plain.get_absolute_url()))
    yield "the list of cases", p95(lambda: client.get("/cases/"))
    yield "an act on another case", p95(Acts(by).work)


def p95(work: Callable[[], object], *, times: int = 60) -> Cost:
    """Return the cost that one in twenty exceeds."""
    costs = [each(work, count=1) for _time in range(times)]
    cpu, wall = (quantiles((getattr(cost, name) for cost in costs), n=20)[-1] for name in ("cpu", "wall"))
    return Cost(cpu, wall, 0)


def bare_commit() -> None:
    """Write one row that changes nothing else, durably."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE parameters_installation SET seed = seed + 1")


def _officer() -> tuple[object, Post]:
    post = Post.objects.select_related("officer", "unit").get(officer__account__login="fuzhou")
    return post.officer, post


def _opened(by: Actor) -> casework.Case:
    case = casework.start("disputes.adjudication", unit=by.unit, by=by, on=DAY, form=REQUEST)
    return casework.carry_out(case, "accept", by=by, on=DAY, form={"panel": "甲、乙、丙"})


def _there_and_back(case: casework.Case, by: Actor) -> None:
    name, form = ("include", {"why": "演示"}) if case.state == "excluded" else (
        "exclude", {"not_counted": "expert", "why": "演示"}
    )  # fmt: skip
    done = casework.carry_out(case, name, by=by, on=DAY, form=form)
    case.state, case.events_count = done.state, done.events_count


def _emptied() -> None:
    """Take away what `fill` left in this home: a case without a log shows no state, and lists would be full of them."""
    filled = casework.Case.unscoped.filter(state="")
    casework.ClockRow.unscoped.filter(case__in=filled)._raw_delete("default")  # noqa: SLF001 - rows by rows take minutes
    filled._raw_delete("default")  # noqa: SLF001 - the same


def fill(by: Actor) -> None:
    """Fill up to 200,000 cases over all local offices, each with a running clock; their log is left out."""
    units = list(Unit.objects.filter(kind__in=("city", "county")))
    missing = range(casework.Case.unscoped.count(), CASES)
    for start in range(missing.start, missing.stop, BATCH):
        numbers = range(start, min(start + BATCH, missing.stop))
        cases = casework.Case.unscoped.bulk_create(_case(units[number % len(units)], by, number) for number in numbers)
        casework.ClockRow.unscoped.bulk_create(
            _clock(case, number) for case, number in zip(cases, numbers, strict=True)
        )


def _case(unit: Unit, by: Actor, number: int) -> casework.Case:
    case = casework.Case(
        process=PROCESS.name, process_version=PROCESS.version, unit=unit, subject_type="casework.case",
        state=begin(PROCESS).state, title=f"演示{number}", opened_on=DAY, opened_by=by.post, next_due=_due(number),
    )  # fmt: skip
    case.subject_uid = case.uid
    return case


def _clock(case: casework.Case, number: int) -> casework.ClockRow:
    due = _due(number)
    return casework.ClockRow(case=case, clock="close", span="3m", from_on=DAY, due=due, standing="running")


def _due(number: int) -> date:
    return DAY + timedelta(days=number % 700)
