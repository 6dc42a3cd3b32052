"""Acts as forms: opening, the acts of the process, office work, work orders."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from minzhi.engines.casework.actions import cases, office
from minzhi.engines.casework.forms import ActForm, OrderForm, office_choices, passed, posted, uploads
from minzhi.engines.casework.handling import handling_of
from minzhi.engines.casework.models import Case, Filing
from minzhi.engines.casework.orders import send_order
from minzhi.engines.casework.parts import parts_of
from minzhi.engines.casework.queries.cases import available
from minzhi.engines.casework.registry import VERSIONS
from minzhi.kit import clock
from minzhi.kit.process import EARLIER, START, VERBS, Action, FormWrong, Kind, Process
from minzhi.kit.refusal import Refusal
from minzhi.records.tables.rows import ChangedMeanwhile
from minzhi.records.units.actors import Actor
from minzhi.records.units.answering import actor_of, seen


def find(uid: str) -> Case:
    """Return a case that the scope may see, else 404."""
    rows = Case.objects.select_related("unit", "post__officer", "post__unit", "parent")
    found: Case = get_object_or_404(rows, uid=uid)
    return found


def submitted(request: HttpRequest, form: ActForm, act: Callable[[], Case]) -> Case | None:
    """Do what a form asks; nothing where it is wrong: then the form says what, and everything stays as it was."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return act()
    except FormWrong as wrong:
        form.add_wrong(wrong)
    except (Refusal, ChangedMeanwhile) as refused:
        form.add_error(None, str(refused))
    return None


def answer(request: HttpRequest, form: ActForm, **more: object) -> HttpResponse:
    wrong = form.errors or more.get("refused")
    return render(
        request, "casework/act.html", {"form": form, "day": clock.today(), **more}, status=422 if wrong else 200
    )


def act(request: HttpRequest, uid: str, name: str) -> HttpResponse:
    """Show the form of one act, and do it."""
    case, actor, day = find(uid), actor_of(request), clock.today()
    action = case.table.action(name)
    offered = {option.name: option for option in available(case, parts_of(case, actor, on=day), day)}
    if action is None or (name not in offered and request.method != "POST"):
        raise Http404(_("现在不能办理这一步，或您的岗位没有这一职权。"))
    if name not in offered:
        return _too_late(request, case, action, actor)
    handling = handling_of(case.process)
    suggested = handling.suggested(case, action, day) if handling else {}
    form = ActForm(
        action, *posted(request), process=case.process, choices=_choices(case, action), initial=dict(suggested)
    )
    version = seen(request)
    done = submitted(
        request, form,
        lambda: cases.carry_out(
            case, name, by=actor, on=day, form=form.act, seen=version, papers=form.uploads(came_from=str(actor.unit))
        ),
    )  # fmt: skip
    if done is not None:
        messages.success(request, _("已办理「%(action)s」。") % {"action": _(action.label)})
        return redirect(done)
    return answer(request, form, case=case, action=action, why_not=offered[name].why_not, waiting=_waiting(case, name))


def _too_late(request: HttpRequest, case: Case, action: Action, actor: Actor) -> HttpResponse:
    """Say why an act that was sent has no place here any more: its state, its part or its time."""
    form = ActForm(action)
    try:
        cases.carry_out(case, action.name, by=actor, on=clock.today())
    except Refusal as refused:
        return answer(request, form, case=case, action=action, why_not=str(refused), refused=True)
    return redirect(case)


def _choices(case: Case, action: Action) -> dict[str, list[tuple[str, str]]] | None:
    if action.target != EARLIER:
        return None
    return {"to": [(name, _(case.table.state(name).label)) for name in passed(case)]}


def _waiting(case: Case, name: str) -> list[Filing]:
    return list(case.filings.filter(state=Filing.State.WAITING, action=name))


FILLED_IN = {"sign": ("signer",), "recuse": ("posts",)}
"""Fields of office verbs that nobody fills in: who signs, in which posts somebody stands."""


def verb(request: HttpRequest, uid: str, name: str) -> HttpResponse:
    """Show the form of one office verb, and do it."""
    case, actor, day = find(uid), actor_of(request), clock.today()
    action = VERBS.get(f"@{name}")
    if action is None or name in {"order", "order_back", "paper", "serve", "give_key"}:
        raise Http404(_("没有这项办理。"))
    choices = office_choices(case, action.name, on=day)
    form = ActForm(action, *posted(request), choices=choices)
    for hidden in FILLED_IN.get(name, ()):
        del form.fields[hidden]
    for field in ("signer", "round"):
        if field in choices and len(choices[field]) == 1:
            form.fields[field].initial = choices[field][0][0]
    version = seen(request)
    done = submitted(
        request, form,
        lambda: office.do(case, action.name, by=actor, on=day, form=form.act, seen=version, papers=form.uploads()),
    )  # fmt: skip
    if done is None:
        return answer(request, form, case=case, action=action)
    messages.success(request, _("已办理「%(action)s」。") % {"action": _(action.label)})
    visible = Case.objects.filter(pk=done.pk).exists()
    return redirect(done) if visible else redirect("casework:cases")


def start(request: HttpRequest, process: str) -> HttpResponse:
    """Open a case: the form of the opening act."""
    actor, day = actor_of(request), clock.today()
    parent = Case.objects.filter(uid=_uid(request.GET.get("parent", ""))).first()
    table = opened_by_hand(process, beside=parent)
    action = next(each for each in table.actions if START in each.sources)
    form = ActForm(action, *posted(request), process=process, initial=_known(parent, action))
    done = submitted(request, form, lambda: _start(table, actor, form, parent))
    if done is not None:
        messages.success(request, _("已办理「%(action)s」。") % {"action": _(action.label)})
        return redirect(done)
    return answer(request, form, action=action, process=table, day=day)


def _uid(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None


def _start(table: Process, actor: Actor, form: ActForm, parent: Case | None) -> Case:
    return cases.start(
        table.name,
        unit=actor.unit,
        by=actor,
        on=clock.today(),
        form=form.act,
        papers=form.uploads(came_from=""),
        parent=parent,
    )


def _known(parent: Case | None, action: Action) -> dict[str, object]:
    """Return what the parent says already: nobody types it twice. Days are its own; what is covered stays covered."""
    fields = parent.fields if parent else {}
    return {
        field.name: fields[field.name]
        for field in action.form
        if field.name in fields and field.kind is not Kind.DATE and not field.sensitive
    }


def opened_by_hand(name: str, *, beside: Case | None = None) -> Process:
    """Return the version in force of a process that officers open by hand, or beside this case, else 404."""
    handling, parent = handling_of(name), handling_of(beside.process) if beside else None
    child = parent is not None and name in parent.children
    if handling is None or not (handling.opened_by_hand or child):
        raise Http404(_("没有这一流程。"))
    try:
        return VERSIONS.on(name, clock.today())
    except LookupError as absent:
        raise Http404(str(absent)) from absent


def order(request: HttpRequest, uid: str) -> HttpResponse:
    """Send a work order to another unit."""
    case, actor = find(uid), actor_of(request)
    form = OrderForm(*posted(request))
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        papers = uploads(given.pop("papers"), kind="internal")
        try:
            send_order(case, by=actor, on=clock.today(), papers=papers, **given)
        except FormWrong as wrong:
            for name, sentence in wrong.fields.items():
                form.add_error(name if name in form.fields else None, _(sentence))
        except (Refusal, ChangedMeanwhile) as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("工作单已派出。"))
            return redirect(case)
    shown = {"form": form, "case": case, "title": _("派出工作单"), "submit": _("派出")}
    return render(request, "casework/form.html", shown, status=422 if form.errors else 200)
