"""Where a process table contradicts itself or leads nowhere; each finding is a sentence."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from minzhi.kit.legal_time import Span
from minzhi.kit.process.forms import is_span
from minzhi.kit.process.words import BEFORE, CLOCK, EARLIER, SAME, START, Action, Clock, Kind, Table


def contradictions(table: Table) -> Iterator[str]:
    """Yield every contradiction; the deeper checks are made only when all names are sound."""
    named = [*_names(table), *_actions(table), *_clocks(table)]
    yield from named
    if not named:
        yield from _ways(table)
        for clock in table.clocks:
            yield from _course(table, clock)


def _names(table: Table) -> Iterator[str]:
    if table.effective_to is not None and table.effective_to < table.effective_from:
        yield f"失效日{table.effective_to}早于生效日{table.effective_from}"
    for what, names in (
        ("状态", [state.name for state in table.states]),
        ("动作", [action.name for action in table.actions]),
        ("期限", [clock.name for clock in table.clocks]),
    ):
        yield from (f"{what}「{name}」写了{times}次" for name, times in Counter(names).items() if times > 1)
    yield from _unknown({table.initial}, table, "起始状态")
    kinds = {(field.name, field.kind) for action in table.actions for field in action.form}
    for name, times in Counter(name for name, _kind in kinds).items():
        if times > 1:
            yield f"表单项「{name}」在不同动作里种类不同"


def _unknown(names: Iterable[str], table: Table, where: str) -> Iterator[str]:
    known = {state.name for state in table.states}
    yield from (f"{where}写了没有定义的状态「{name}」" for name in names if name not in known)


def _actions(table: Table) -> Iterator[str]:
    clocks = {clock.name: clock for clock in table.clocks}
    if not any(START in action.sources for action in table.actions):
        yield "没有任何动作能开始一件案件（来源须为START）"
    for action in table.actions:
        where = f"动作「{action.label}」"
        yield from _unknown(set(action.sources) - {START}, table, where)
        yield from _unknown({action.target} - {SAME, BEFORE, EARLIER}, table, where)
        if action.target == EARLIER and not any(field.name == "to" for field in action.form):
            yield f"{where}退回先前环节，表单须有「to」一项"
        if START in action.sources and (action.sources, action.target) != ((START,), table.initial):
            yield f"{where}开始案件，来源只能是START，去向只能是起始状态"
        if not action.by:
            yield f"{where}没有写谁可以办"
        if action.cite is None:
            yield f"{where}没有写依据"
        if action.extends and not (action.extends in clocks and clocks[action.extends].max_extensions > 0):
            yield f"{where}要延长的期限「{action.extends}」没有定义或不许延长"
        if (action.extend_by or action.extend_from) and not action.extends:
            yield f"{where}写了延长多少，没有写延长哪个期限"
        yield from _parts(table, action.by, where)


def _parts(table: Table, names: Iterable[str], where: str) -> Iterator[str]:
    """Ask that every part has a name people know, in a table that names its parts."""
    if table.roles:
        yield from (f"{where}的角色「{name}」没有写明" for name in names if name not in {*dict(table.roles), CLOCK})


def _clocks(table: Table) -> Iterator[str]:
    for clock in table.clocks:
        where = f"期限「{clock.label}」"
        if clock.cite is None:
            yield f"{where}没有写依据"
        if not any(clock.starters) or not clock.while_in:
            yield f"{where}没有写由哪个动作起算、在哪些状态里计算"
        if _prolonged(table, clock) != (clock.max_extensions > 0):
            yield f"{where}的 extend_by 与 max_extensions 须同时写明"
        yield from _parts(table, filter(None, (clock.whose,)), where)
        yield from _unknown(clock.while_in, table, where)
        yield from (where + fault for fault in (*_length(table, clock), *_open(table, clock), *_verbs(table, clock)))


def _prolonged(table: Table, clock: Clock) -> bool:
    """Tell whether it is written by how much a clock can be prolonged."""
    return bool(clock.extend_by) or any(
        act.extends == clock.name and (act.extend_by or act.extend_from) for act in table.actions
    )


def _length(table: Table, clock: Clock) -> Iterator[str]:
    fields = table.fields()
    if bool(clock.span or (clock.instead and not clock.span_from)) + bool(clock.span_from) + clock.unknown != 1:
        yield "须且只须写明 span、span_from 之一"
    written = [*clock.spans, clock.extend_by, *(act.extend_by for act in table.actions if act.extends == clock.name)]
    spans = [span for span in written if span]
    yield from (f"的「{span}」不是期限" for span in spans if not is_span(span))
    exact = {Span.parse(span).is_exact for span in spans if is_span(span)}
    if len(exact) > 1:
        yield "有的以小时计、有的以日计，不能混用"
    if True in exact and any(CLOCK in action.by for action in table.actions if action.name in clock.starters):
        yield "以小时计，不能由期限自己办理的一步起算：那一步没有时刻"
    asked = [when.partition("=")[0] for when, _span in clock.instead]
    yield from (f"取自表单项「{name}」，但没有动作填写它" for name in asked if name not in fields)
    if clock.span.startswith("-") and not clock.from_field:
        yield "向前推算，须写明从哪个日期（from_field）推算"
    for name, kinds in ((clock.span_from, (Kind.SPAN,)), (clock.from_field, (Kind.DATE, Kind.MOMENT))):
        if name and (name not in fields or fields[name].kind not in kinds):
            yield f"取自表单项「{name}」，但没有动作填写这样的{kinds[0]}项"


def _open(table: Table, clock: Clock) -> Iterator[str]:
    """Ask that hours which count only in some time are never prolonged and never rest: nobody says how."""
    fields = table.fields()
    for name, kind in zip(clock.within or (), (Kind.DATE, Kind.TEXT), strict=False):
        if name not in fields or fields[name].kind is not kind:
            yield f"取自表单项「{name}」，但没有动作填写这样的{kind}项"
    if clock.within and (clock.max_extensions or any(state.rests(clock) for state in table.states)):
        yield "只在开放时间里计算，不能延长也不能停计"


def _verbs(table: Table, clock: Clock) -> Iterator[str]:
    for name in filter(None, (*clock.starters, clock.on_expiry, *clock.met_by)):
        if table.action(name) is None:
            yield f"写了没有定义的动作「{name}」"


def _ways(table: Table) -> Iterator[str]:
    """Ask that every state is reached, and that from every state a case can come to an end."""
    ways = {way for action in table.actions for way in table.ways(action)}
    out = {way for action in table.actions if not action.reopens for way in table.ways(action)}
    reached = _closure({table.initial}, ways)
    ended = _closure({state.name for state in table.states if state.final}, {(to, of) for of, to in ways})
    for state in table.states:
        if state.name not in reached:
            yield f"状态「{state.label}」到不了"
        if state.name not in ended:
            yield f"状态「{state.label}」走不到终点"
        if state.final and any(of == state.name != to for of, to in out):
            yield f"状态「{state.label}」是终点，却还能走出去"
        if state.final and (state.stops_clocks or state.stops):
            yield f"状态「{state.label}」是终点，不能停计期限"
        if unheard := set(state.stops) - {clock.name for clock in table.clocks}:
            yield f"状态「{state.label}」要停的期限「{'、'.join(sorted(unheard))}」没有定义"


def _closure(start: Collection[str], ways: Collection[tuple[str, str]]) -> set[str]:
    found, frontier = set(start), set(start)
    while frontier:
        frontier = {to for of, to in ways if of in frontier} - found
        found |= frontier
    return found


def _course(table: Table, clock: Clock) -> Iterator[str]:
    """Ask that the clock can start, and that what happens on expiry is allowed wherever it can expire."""
    where = f"期限「{clock.label}」"
    for starts in (action for action in table.actions if action.name in clock.starters):
        if not starts.is_back and not any(starts.leads_from(source) in clock.while_in for source in starts.sources):
            yield f"{where}由「{starts.label}」起算，但这一步之后的状态不计算它"
    if clock.max_extensions and not any(action.extends == clock.name for action in table.actions):
        yield f"{where}可以延长，却没有动作延长它"
    if clock.on_expiry:
        expires = next(action for action in table.actions if action.name == clock.on_expiry)
        yield from (f"{where}届满时的「{expires.label}」{fault}" for fault in _time_out(table, clock, expires))


def _time_out(table: Table, clock: Clock, expires: Action) -> Iterator[str]:
    resting = {state.name for state in table.states if state.rests(clock)}
    into = {to for action in table.actions for of, to in table.ways(action) if of in clock.while_in}
    through = {state.name for state in table.states if state.stops_clocks and state.name in into} - resting
    runs_in = {*clock.while_in, *through} - resting
    if CLOCK not in expires.by:
        yield "没有写明可由期限（CLOCK）办理"
    labels = [state.label for state in table.states if state.name in runs_in - set(expires.sources)]
    if labels:
        yield f"在{'、'.join(labels)}里不许办"
    if expires.guard or any(field.required for field in expires.form):
        yield "不能再有条件或必填项"
    if any(expires.name in other.starters and (other is clock or other.from_field) for other in table.clocks):
        yield "不能重新起算同一期限，或从往日起算别的期限"
