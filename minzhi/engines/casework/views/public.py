"""What anybody may open: guides made from the tables, filing on line, and a party's own case by its code."""

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.casework.actions import public as actions
from minzhi.engines.casework.forms import ActForm, posted
from minzhi.engines.casework.handling import handling_of
from minzhi.engines.casework.models import Filing, Key, Paper, Service
from minzhi.engines.casework.queries.cases import clocks, stages
from minzhi.engines.casework.queries.guides import guide, guides
from minzhi.engines.casework.queries.lists import offices
from minzhi.engines.casework.queries.readings import BY_CODE
from minzhi.engines.casework.registry import VERSIONS
from minzhi.engines.casework.views.cases import pairs
from minzhi.kit import clock
from minzhi.kit.process import START, Action, FormWrong
from minzhi.kit.refusal import Refusal
from minzhi.records.audit.actions import note
from minzhi.records.audit.models import Note
from minzhi.records.files.actions import open_file
from minzhi.records.scope.public import public
from minzhi.records.units.models import Unit

CODE = "case_code"


@public
def index(request: HttpRequest) -> HttpResponse:
    """List the guides of all processes in force."""
    return render(request, "casework/guides.html", {"guides": guides(clock.today())})


@public
def show(request: HttpRequest, process: str) -> HttpResponse:
    """Show one guide: steps, days, papers, articles; made from the table, so it cannot differ from what is done."""
    try:
        table = VERSIONS.on(process, clock.today())
    except LookupError as absent:
        raise Http404(str(absent)) from absent
    handling = handling_of(process)
    if handling is None:
        raise Http404(_("没有这一流程。"))
    shown = {"guide": guide(table), "handling": handling, "day": clock.today()}
    return render(request, "casework/guide.html", shown)


@public
def send(request: HttpRequest, process: str) -> HttpResponse:
    """File on line: the form of the opening act, to the office that is chosen."""
    action = _opening(process)
    form = ActForm(action, *posted(request), process=process)
    _without_receipt(form)
    chosen = Unit.objects.filter(key=request.POST.get("office", "")).first()
    places = offices(on=clock.today(), process=process)
    if request.method == "POST":
        if chosen not in places:
            form.add_error(None, _("请选择受理机关。"))
        sent = _send(process, action, form, unit=chosen)
        if sent is not None:
            return render(request, "casework/sent.html", {"filing": sent[0], "code": sent[1]})
    shown = {"form": form, "action": action, "process": VERSIONS.on(process, clock.today()), "offices": places}
    return render(request, "casework/send.html", shown, status=422 if form.errors else 200)


def _opening(process: str) -> Action:
    try:
        action = actions.opening_for_public(process, clock.today())
    except LookupError as absent:
        raise Http404(str(absent)) from absent
    if action is None:
        raise Http404(_("这一事项不能在网上办理，请到窗口办理。"))
    return action


def _without_receipt(form: ActForm) -> None:
    """Leave out the day on which the office got it: that is the day of sending, nobody is asked."""
    for name in actions.RECEIVED & set(form.fields):
        del form.fields[name]


def _send(
    process: str, action: Action, form: ActForm, *, unit: Unit | None, key: Key | None = None
) -> tuple[Filing, str] | None:
    if not form.is_valid() or unit is None:
        return None
    files = [(each.name, each.read()) for each in form.cleaned_data["papers"]]
    who = key.who if key else str(form.act.get("claimant") or form.act.get("who") or _("申请人"))
    try:
        return actions.send_in(
            process, action.name, unit=unit, who=who, form=form.act, on=clock.today(), files=files,
            case=key.case if key else None,
        )  # fmt: skip
    except FormWrong as wrong:
        form.add_wrong(wrong)
    except Refusal as refused:
        form.add_error(None, str(refused))
    return None


@public
def follow(request: HttpRequest) -> HttpResponse:
    """Take the code that a party was given, and lead to what it opens."""
    wrong = ""
    if request.method == "POST":
        code = actions.hashed(request.POST.get("code", ""))
        if Key.unscoped.filter(code=code, ended_on__isnull=True).exists() or Filing.unscoped.filter(code=code).exists():
            request.session[CODE] = code
            return redirect("casework:mine")
        wrong = _("没有找到这个查询码，请核对后重新输入。")
    return render(request, "casework/follow.html", {"wrong": wrong}, status=422 if wrong else 200)


@public
def mine(request: HttpRequest) -> HttpResponse:
    """Show a party its case: where it stands, its clocks, papers, what it may send in; or what became of a filing."""
    code = request.session.get(CODE, "")
    key = _key(code)
    if key is None:
        filing = get_object_or_404(Filing.unscoped.select_related("unit"), code=code)
        return render(request, "casework/filing_followed.html", {"filing": filing})
    case = key.case
    acts = [each for each in case.table.actions if actions.may_send(each, key.role) and case.state in each.sources]
    handling = handling_of(case.process)
    shown = {
        "fragment": handling.party_fragment if handling else "",
        "case": case, "key": key, "stages": stages(case), "acts": acts, "day": clock.today(),
        "clocks": [row for row in clocks(case) if row.ended_on is None],
        "papers": _papers(key),
        "pairs": pairs(case, handling.pairs if handling else ()),
        "consent": case.consents.filter(who=key.who).order_by("-pk").first(),
        "filings": case.filings.filter(who=key.who),
    }  # fmt: skip
    return render(request, "casework/mine.html", shown)


@public
def paper(request: HttpRequest, number: int) -> FileResponse:
    """Hand a party a paper of its own case that parties may see; the audit keeps that it was read."""
    key = _key(request.session.get(CODE, ""))
    if key is None:
        raise Http404(_("请先输入查询码。"))
    found = get_object_or_404(_papers(key), number=number)
    note(Note.Kind.READ, on=clock.today(), login=f"{BY_CODE}{key.role}", subject=found, what=found.file.sha256)
    file = found.file
    return FileResponse(open_file(file), content_type=file.media_type, as_attachment=True, filename=file.name)


def _papers(key: Key) -> QuerySet[Paper]:
    """Return what a party may read: what is open to the parties, and what was served on it."""
    served = Service.unscoped.filter(paper=OuterRef("pk"), to=key.who)
    mine: QuerySet[Paper] = Paper.unscoped.filter(Q(is_public=True) | Exists(served), case=key.case)
    return mine.select_related("file")


def _key(code: str) -> Key | None:
    return Key.unscoped.select_related("case__unit").filter(code=code, ended_on__isnull=True).first() if code else None


@public
def answer(request: HttpRequest, name: str) -> HttpResponse:
    """Let a party send in an act of its case: an answer, a supplement, a withdrawal."""
    key = _key(request.session.get(CODE, ""))
    action = key.case.table.action(name) if key else None
    if key is None or action is None or key.case.state not in action.sources or START in action.sources:
        raise Http404(_("现在不能提交这一项。"))
    if not actions.may_send(action, key.role):
        raise Http404(_("现在不能提交这一项。"))
    form = ActForm(action, *posted(request), process=key.case.process)
    _without_receipt(form)
    if request.method == "POST" and _send(key.case.process, action, form, unit=key.case.unit, key=key) is not None:
        return redirect("casework:mine")
    shown = {"form": form, "action": action, "process": key.case.table, "case": key.case}
    return render(request, "casework/send.html", shown, status=422 if form.errors else 200)


@public
@require_POST
def consent(request: HttpRequest) -> HttpResponse:
    """Take a party's word on electronic service."""
    key = _key(request.session.get(CODE, ""))
    if key is None:
        raise Http404(_("请先输入查询码。"))
    try:
        actions.agree_to_electronic_service(
            key, address=request.POST.get("address", ""), given=request.POST.get("given") == "1", on=clock.today()
        )
    except (Refusal, ValidationError) as refused:
        return render(request, "casework/follow.html", {"wrong": str(refused)}, status=422)
    return redirect("casework:mine")
