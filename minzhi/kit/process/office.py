"""The verbs of office work that every process has: moving the file, asking for signatures, correcting. Events too.

They change who holds the case, who signs, what a field says; the state only where a signer returns the case.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from minzhi.kit.legal_time import Calendar
from minzhi.kit.process import forms
from minzhi.kit.process.case import Case, Desk, Ending, Event, Mode, Opinion, Plain, Round, Term, Verdict
from minzhi.kit.process.refusals import FormWrong, NotNow, NotYours
from minzhi.kit.process.terms import DAY_LENGTH, Turn, moment_in, recounted, turned
from minzhi.kit.process.words import Action, Clock, Field, Kind, Table
from minzhi.kit.text import mark as _

HOLDER, SUPERIOR, SIGNER, ANYBODY = "holder", "superior", "signer", "anybody"
"""Parts in the office's own work: of the unit that holds the case, above it, asked to sign, anybody at work on it."""
SAYING, NAMES = 500, 2000
TO, WHY = Field("to", _("交给"), at_most=60), Field("why", _("理由"), at_most=SAYING)
SIGNERS = Field("signers", _("会签人"), at_most=NAMES)
NUMBER = Field("round", _("第几轮"), Kind.NUMBER)
MOVES = ("refer", "designate", "raise", "entrust")
MOVED = (_("移送"), _("指定管辖"), _("提级办理"), _("委托办理"))
SIDES = (_("请求人"), _("被请求人"))
VERDICTS = (_("同意"), _("不同意"), _("退回"))
MODES = (_("会签（全部同意）"), _("或签（一人即可）"), _("依次签署"))


def verb(name: str, label: str, by: tuple[str, ...], *form: Field) -> Action:
    return Action(f"@{name}", label, (), by=by, form=form)


VERBS = {
    each.name: each
    for each in (
        verb("transfer", _("转办"), (HOLDER, SUPERIOR), TO, WHY),
        verb("delegate", _("委派"), (HOLDER,), Field("to", _("交给"), at_most=60, required=False), WHY),
        verb(
            "hand_over", _("移交"), (HOLDER, SUPERIOR),
            Field("how", _("方式"), Kind.CHOICE, choices=MOVES, labels=MOVED),
            TO, Field("document", _("文书文号"), at_most=120), WHY,
        ),
        verb("take_back", _("撤回移交"), (ANYBODY,), WHY),
        verb(
            "ask", _("送会签"), (HOLDER,), Field("mode", _("签署方式"), Kind.CHOICE, choices=tuple(Mode), labels=MODES),
            SIGNERS, Field("question", _("会签事项"), at_most=SAYING),
        ),
        verb(
            "sign", _("签署意见"), (SIGNER,), NUMBER, Field("signer", _("签署人"), at_most=60),
            Field("verdict", _("意见"), Kind.CHOICE, choices=tuple(Verdict), labels=VERDICTS),
            Field("words", _("意见内容"), at_most=SAYING, required=False),
            Field("to", _("交给"), at_most=60, required=False),
        ),
        verb("add_signer", _("加签"), (HOLDER, SIGNER), NUMBER, SIGNERS, WHY),
        verb("remove_signer", _("减签"), (HOLDER,), NUMBER, Field("signer", _("签署人"), at_most=60), WHY),
        verb("end_round", _("撤销会签"), (HOLDER,), NUMBER, WHY),
        verb("ask_again", _("再次送签"), (HOLDER,), NUMBER, Field("anew", _("全部重签"), Kind.BOOL, required=False)),
        verb("copy", _("抄送"), (HOLDER, SUPERIOR), TO, Field("words", _("意见内容"), at_most=SAYING, required=False)),
        verb("urge", _("催办"), (HOLDER, SUPERIOR), Field("words", _("意见内容"), at_most=SAYING)),
        verb("link", _("关联案件"), (HOLDER,), TO, WHY),
        verb(
            "recuse", _("回避"), (HOLDER, SUPERIOR), Field("officer", _("回避人员"), at_most=60), WHY,
            Field("posts", _("其岗位"), at_most=NAMES, required=False),
        ),
        verb(
            "correct", _("更正"), (HOLDER, SUPERIOR), Field("event", _("更正第几步"), Kind.NUMBER),
            Field("field", _("更正哪一项"), at_most=60), Field("value", _("更正为"), at_most=NAMES), WHY,
        ),
        verb("order", _("派出工作单"), (HOLDER,), TO, Field("question", _("会签事项"), at_most=SAYING)),
        verb(
            "order_back", _("工作单交回"), (ANYBODY,), TO,
            Field("words", _("意见内容"), at_most=NAMES, required=False),
        ),
        verb(
            "paper", _("入卷"), (ANYBODY,), Field("title", _("文件"), at_most=200),
            Field("sha256", _("指纹"), at_most=64),
        ),
        verb(
            "serve", _("送达"), (HOLDER,), Field("title", _("文件"), at_most=200), TO,
            Field("way", _("送达方式"), at_most=20), Field("receipt", _("送达凭证"), at_most=200, required=False),
        ),
        verb(
            "give_key", _("发给查询码"), (HOLDER,), Field("who", _("当事人"), at_most=120),
            Field("role", _("地位"), Kind.CHOICE, choices=("claimant", "respondent"), labels=SIDES),
        ),
    )
}  # fmt: skip
WHEN_ENDED = frozenset({"@copy", "@link", "@correct", "@serve", "@paper", "@order_back", "@give_key"})
"""What can still be done with a case that came to its end."""
PASSES_BY = frozenset({"@copy", "@urge", "@link", "@sign", "@paper", "@order_back", "@give_key"})
"""What does not keep somebody from taking a move back: nobody has worked on the case yet."""


@dataclass(frozen=True)
class Move:
    """One office verb at work on a case."""

    table: Table
    case: Case
    event: Event
    form: Mapping[str, Plain]
    calendar: Calendar
    recorded: bool = False

    def text(self, name: str) -> str:
        return str(self.form.get(name) or "")


def done(table: Table, case: Case, event: Event, calendar: Calendar, *, recorded: bool = False) -> Case:
    """Do one office verb; raises a `Refusal` and then changes nothing. Of one on `recorded` no form is read again."""
    action = VERBS[event.action]
    check_place(table, case, event, action)
    form = event.form if recorded else forms.read(action, event.form)
    move = Move(table, case, event, form, calendar, recorded)
    after = DOES.get(event.action, _nothing)(move)
    if event.action not in PASSES_BY and event.action not in {"@transfer", "@hand_over"}:
        after = replace(after, desk=replace(after.desk, came_from=None))
    return replace(after, log=case.log_with(replace(event, form=form, state=after.state)))


def check_place(table: Table, case: Case, event: Event, action: Action) -> None:
    """Refuse what cannot be done by this part, on this day, with a case that stands here."""
    if not set(action.by) & {*event.roles, ANYBODY}:
        raise NotYours(_("您的岗位不能办理「%(action)s」，请转有此职权的人员。") % {"action": action.label})
    if not case.state:
        raise NotNow(_("「%(name)s」还没有开始，不能「%(action)s」。") % {"name": table.label, "action": action.label})
    if case.last_on and event.on < case.last_on:
        message = _("「%(action)s」的日期%(day)s早于上一步的%(last)s，请核对日期。")
        raise NotNow(message % {"action": action.label, "day": event.on, "last": case.last_on})
    if table.state(case.state).final and action.name not in WHEN_ENDED:
        message = _("现在是「%(state)s」，不能「%(action)s」。")
        raise NotNow(message % {"state": table.state(case.state).label, "action": action.label})


def _nothing(move: Move) -> Case:
    return move.case


def _desk(move: Move, **changed: object) -> Case:
    return replace(move.case, desk=replace(move.case.desk, **changed))  # type: ignore[arg-type] # fields by their names


def _transfer(move: Move) -> Case:
    desk, to = move.case.desk, move.text("to")
    if to == desk.officer:
        raise NotNow(_("案件已由该人员承办，不必转办。"))
    return _desk(move, officer=to, delegate="", came_from=(desk.unit, desk.officer))


def _delegate(move: Move) -> Case:
    return _desk(move, delegate=move.text("to"))


def _hand_over(move: Move) -> Case:
    desk, to = move.case.desk, move.text("to")
    if to == desk.unit:
        raise NotNow(_("案件已由该单位承办，不必移交。"))
    if move.form["how"] == "entrust":
        return _desk(move, entrusted=to)  # who entrusts goes on to hold the case; the other acts in its name
    return _desk(move, unit=to, officer="", delegate="", entrusted="", came_from=(desk.unit, desk.officer))


def _take_back(move: Move) -> Case:
    if move.case.desk.came_from is None and move.case.desk.entrusted and {HOLDER, SUPERIOR} & {*move.event.roles}:
        return _desk(move, entrusted="")
    if move.case.desk.came_from is None:
        raise NotNow(_("接收方已经开始办理，或没有移交过，不能撤回；请与接收方商量后由其移交回来。"))
    unit, officer = move.case.desk.came_from
    return _desk(move, unit=unit, officer=officer, delegate="", came_from=None)


def _ask(move: Move) -> Case:
    rounds = move.case.desk.rounds
    signers = _several(move.text("signers"))
    asked = Round(len(rounds) + 1, Mode(str(move.form["mode"])), move.text("question"), signers)
    return _desk(move, rounds=(*rounds, asked))


def _several(written: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(filter(None, written.split(","))))
    if not names:
        raise FormWrong({"signers": _("请至少选择一名会签人。")})
    return names


def _round(move: Move) -> Round:
    number = move.text("round")
    for each in move.case.desk.rounds:
        if str(each.number) == number:
            return each
    raise NotNow(_("没有第%(number)s轮会签。") % {"number": number})


def _open_round(move: Move) -> Round:
    asked = _round(move)
    if asked.ending is not Ending.OPEN:
        raise NotNow(_("第%(number)s轮会签已经结束，不能再改动；需要时请再次送签。") % {"number": asked.number})
    return asked


def _with(move: Move, changed: Round) -> Case:
    return _desk(
        move, rounds=tuple(changed if each.number == changed.number else each for each in move.case.desk.rounds)
    )


def _sign(move: Move) -> Case:
    asked, signer = _open_round(move), move.text("signer")
    if signer not in asked.owing:
        raise NotYours(_("第%(number)s轮会签现在不轮到您签署。") % {"number": asked.number})
    verdict = Verdict(str(move.form["verdict"]))
    if verdict is not Verdict.AGREE and not move.text("words"):
        raise FormWrong({"words": _("不同意或退回时须写明意见。")})
    said = Opinion(signer, verdict, move.text("words"), move.event.actor, move.event.on, asked.lap)
    asked = replace(asked, opinions=(*asked.opinions, said))
    if verdict is Verdict.RETURN:
        return _returned(move, replace(asked, ending=Ending.RETURNED))
    ended = asked.mode is Mode.ANY or not asked.waiting
    return _with(move, replace(asked, ending=Ending.DONE if ended else Ending.OPEN))


def _returned(move: Move, asked: Round) -> Case:
    """Lead the case back to an earlier step: what others said is kept, who has not signed can be asked again."""
    target = target_back(move.table, move.case, move.text("to"))
    event = move.event
    turn = Turn(VERBS["@sign"], event.roles, target, move.case.fields, event.on, event.at, returns=True)
    moved = _with(move, asked)
    return replace(moved, state=target, clocks=turned(move.table, move.case, turn, move.calendar))


def target_back(table: Table, case: Case, to: str) -> str:
    """Return the earlier state to which a case is to go back; raises `FormWrong` for one it never stood in."""
    earlier = [name for name in case.passed if not table.state(name).final]
    if to not in earlier:
        names = "、".join(table.state(name).label for name in earlier)
        raise FormWrong({"to": _("请选择要退回到的先前环节：%(names)s。") % {"names": names}})
    return to


def _add(move: Move) -> Case:
    asked = _open_round(move)
    fresh = tuple(name for name in _several(move.text("signers")) if name not in asked.signers)
    if not fresh:
        raise NotNow(_("这些人员已在会签之列。"))
    kept = tuple(name for name in asked.removed if name not in fresh)
    return _with(move, replace(asked, signers=(*asked.signers, *fresh), removed=kept))


def _remove(move: Move) -> Case:
    asked, signer = _open_round(move), move.text("signer")
    if signer not in asked.waiting:
        raise NotNow(_("该人员已签署或不在会签之列，不能减签；意见一经签署不再删除。"))
    left = tuple(name for name in asked.signers if name != signer)
    asked = replace(asked, signers=left, removed=(*asked.removed, signer))
    if asked.waiting:
        return _with(move, asked)
    return _with(move, replace(asked, ending=Ending.DONE if asked.opinions else Ending.WITHDRAWN))


def _end(move: Move) -> Case:
    return _with(move, replace(_open_round(move), ending=Ending.WITHDRAWN))


def _again(move: Move) -> Case:
    """Ask those who have not signed, and whoever returned the case; or all of them anew."""
    asked = _round(move)
    if asked.ending is Ending.OPEN:
        raise NotNow(_("第%(number)s轮会签还在进行，不必再次送签。") % {"number": asked.number})
    if move.form.get("anew") is True:
        return _with(move, replace(asked, ending=Ending.OPEN, lap=asked.lap + 1))
    stays = [each for each in asked.opinions if each.lap == asked.lap and each.verdict is Verdict.AGREE]
    kept = tuple(replace(each, lap=asked.lap + 1) if each in stays else each for each in asked.opinions)
    again = replace(asked, ending=Ending.OPEN, lap=asked.lap + 1, opinions=kept)
    return _with(move, again if again.waiting else replace(again, ending=Ending.DONE))


def _recuse(move: Move) -> Case:
    """Keep an officer away: neither holds the case any more, in any of their posts, nor does the work for who does."""
    desk, officer = move.case.desk, move.text("officer")
    theirs = {officer, *move.text("posts").split(",")} - {""}
    holder, delegate = ("" if theirs & {who, who.partition("@")[0]} else who for who in (desk.officer, desk.delegate))
    recused = tuple(dict.fromkeys((*desk.recused, officer)))
    return _desk(move, recused=recused, officer=holder, delegate=delegate)


def _correct(move: Move) -> Case:
    """Put another value in the place of one that was filled in; the event that said it stays as it is."""
    case, name = move.case, move.text("field")
    field = _said(move, name)
    value = _corrected(move, field)
    latest = [each for each in case.log if name in each.form][-1]
    if latest is not case.log[int(move.text("event")) - 1]:
        raise NotNow(_("「%(field)s」后来又填写过，请更正最近一次。") % {"field": field.label})
    fields = {**case.fields, name: value}
    clocks = {clock.name: clock for clock in move.table.clocks}
    terms = []
    for term in case.clocks:
        clock = clocks[term.clock]
        if term.is_live and name in clock.counts_by:
            begun = _begun_anew(term, clock, fields)
            terms.append(recounted(begun, clock, move.calendar, clock.opening(fields)))
        else:
            terms.append(term)
    return replace(case, fields=fields, clocks=tuple(terms))


def _corrected(move: Move, field: Field) -> Plain:
    """Return the value that a correction gives, with what the corrected act asks of it; raises `FormWrong`."""
    try:
        value = forms.READERS[field.kind](field, _typed(field, move.text("value")))
    except ValueError as error:
        if move.recorded:
            return move.text("value")
        raise FormWrong({"value": str(error)}) from error
    said = move.case.log[int(move.text("event")) - 1]
    action = move.table.action(said.action)
    if action and action.check and not move.recorded:
        wrong = action.check({**move.case.fields, field.name: value}, said.on)
        if field.name in wrong:
            raise FormWrong({"value": wrong[field.name]})
    return value


def _begun_anew(term: Term, clock: Clock, fields: Mapping[str, Plain]) -> Term:
    """Return a term as it would have started with the corrected fields."""
    span = clock.span_for(fields)
    if not clock.from_field:
        return replace(term, span=span)
    start = str(fields[clock.from_field])
    day = date.fromisoformat(start[:DAY_LENGTH])
    begun = Turn(VERBS["@correct"], (), "", fields, day)
    return replace(term, span=span, from_on=day, from_at=moment_in(start, begun) if term.from_at else None)


def _typed(field: Field, value: str) -> object:
    return value in {"true", "True", "1", _("是")} if field.kind is Kind.BOOL else value


def _said(move: Move, name: str) -> Field:
    """Return the field of the act that is to be corrected; raises `FormWrong` where it said no such thing."""
    number = move.text("event")
    if not number.isdigit() or not 0 < int(number) <= len(move.case.log):
        raise FormWrong({"event": _("没有第%(number)s步。") % {"number": number}})
    event = move.case.log[int(number) - 1]
    field = move.table.fields().get(name)
    if field is None or name not in event.form or event.action.startswith("@"):
        raise FormWrong({"field": _("第%(number)s步没有填写「%(name)s」。") % {"number": number, "name": name}})
    return field


DOES: dict[str, Callable[[Move], Case]] = {
    "@transfer": _transfer,
    "@delegate": _delegate,
    "@hand_over": _hand_over,
    "@take_back": _take_back,
    "@ask": _ask,
    "@sign": _sign,
    "@add_signer": _add,
    "@remove_signer": _remove,
    "@end_round": _end,
    "@ask_again": _again,
    "@recuse": _recuse,
    "@correct": _correct,
}


def begun(unit: str, officer: str) -> Desk:
    """Return the desk on which a case is opened."""
    return Desk(unit=unit, officer=officer)
