"""What an applicant sees of its own with the code of its letter: each signal with its reason, and a place to answer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from minzhi.engines.casework import api as casework
from minzhi.kit import clock
from minzhi.kit.process import FormWrong
from minzhi.kit.refusal import Refusal
from minzhi.programmes.filing_order.forms import OwnForm
from minzhi.programmes.filing_order.queries.leads import Told, lead_of, pairs_for, readable_by, told_to
from minzhi.programmes.filing_order.rules.categories import EVERY
from minzhi.programmes.filing_order.views.answering import page
from minzhi.records.audit.actions import note
from minzhi.records.audit.models import Note
from minzhi.records.scope.public import public

CODE = "case_code"
"""Where the sitting keeps the code that was entered: the same as for following a case."""
ANSWERING = {"filing_order.lead": "answer", "filing_order.listed": "state"}


@public
def own(request: HttpRequest) -> HttpResponse:
    """Open a sheet by its code and take an answer to it; every reading is kept."""
    key, wrong = _key(request)
    if key is None:
        return page(request, "ask", wrong=wrong)
    case = key.case
    lead = lead_of(case)
    note(Note.Kind.OPENED, on=clock.today(), login=f"code:{key.role}", subject=case, what=_("本人的疑点和比对"))
    readable = readable_by(lead, key.who) if lead else frozenset()
    signals = told_to(lead, case.fields, readable) if lead else []
    form = OwnForm(*_posted(request), signals=[(each.code, each.title) for each in signals if each.fired])
    sent = _send(key, form, signals) if form.is_bound and form.is_valid() else None
    category = EVERY.get(str(case.fields.get("category", "")))
    shown: dict[str, Any] = {
        "case": case, "key": key, "lead": lead, "signals": signals, "sent": sent, "form": form,
        "pairs": pairs_for(lead, readable) if lead else [], "category": _(category.words) if category else "",
        "open": _is_open(case), "filings": case.filings.filter(who=key.who),
        "clocks": [row for row in casework.clocks(case) if row.ended_on is None],
    }  # fmt: skip
    return page(request, "own", form, **shown)


def _key(request: HttpRequest) -> tuple[casework.Key | None, str]:
    """Return the key that a code opens, entered now or earlier in this sitting; or why not."""
    given = request.POST.get("code", "")
    code = casework.hashed(given) if given else str(request.session.get(CODE, ""))
    found: casework.Key | None = (
        casework.Key.unscoped.select_related("case__unit").filter(code=code, ended_on__isnull=True).first()
        if code
        else None
    )
    if found is not None and found.case.process in ANSWERING:
        request.session[CODE] = code
        return found, ""
    return None, _("查询码不对，请核对函件上的查询码。") if given else ""


def _posted(request: HttpRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.POST.get("answer") is not None else (None, None)


def _is_open(case: casework.Case) -> bool:
    action = case.table.action(ANSWERING[case.process])
    return action is not None and case.state in action.sources


def _send(key: casework.Key, form: OwnForm, signals: list[Told]) -> casework.Filing | None:
    """Keep the answer until an officer takes it in; the form says what the act would refuse."""
    case, said = key.case, form.cleaned_data
    upload = said.pop("evidence")
    files = [(str(upload.name), upload.read())] if upload else []
    try:
        filing, _code = casework.send_in(
            case.process, ANSWERING[case.process], unit=case.unit, who=key.who, form=_as_act(case, said, signals),
            on=clock.today(), files=files, case=case,
        )  # fmt: skip
    except FormWrong as wrong:
        form.add_error(None, "；".join(wrong.fields.values()))
    except Refusal as refused:
        form.add_error(None, str(refused))
    else:
        return filing
    return None


def _as_act(case: casework.Case, said: dict[str, Any], signals: list[Told]) -> dict[str, Any]:
    if case.process == "filing_order.listed":
        return {"statement": said["answer"], "evidence": _("随附文件")}
    own = {each.code.lower() for each in signals}
    return {"answer": said["answer"], **{name: words for name, words in said.items() if name in own and words}}
