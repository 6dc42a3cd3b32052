"""One's own data; and for the security administrator what the law asks of whoever holds data."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.forms.models import model_to_dict
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from minzhi.kit import clock
from minzhi.kit.refusal import NotYours
from minzhi.records.accounts.models import Account
from minzhi.records.audit.actions import note
from minzhi.records.audit.models import Note
from minzhi.records.privacy import actions
from minzhi.records.privacy.models import Asking, Assessment, Breach, NoticeText, Provision
from minzhi.records.privacy.phones import own_phone
from minzhi.records.privacy.queries import (
    ASSESSMENTS,
    BREACHES,
    NOTICES,
    PROVISIONS,
    copy_of,
    notice,
    notices,
    retention,
)
from minzhi.records.tables.leaving import leave
from minzhi.records.tables.listing import Listing, plain
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Officer
from minzhi.records.units.roles import Role
from minzhi.site.duties import duties
from minzhi.site.middleware import address_of

FORM, A_PAGE = "account", 50
WIDE = forms.Textarea({"rows": 3})


class PhoneForm(forms.Form):
    notice = FORM
    phone = forms.RegexField(
        r"^\+?[\d -]{7,20}$", label=gettext_lazy("联系电话"), required=False, strip=True,
        help_text=gettext_lazy("自愿填写；加密保存，留空即删除"), widget=forms.TextInput({"autocomplete": "tel"}),
    )  # fmt: skip
    edition = forms.IntegerField(widget=forms.HiddenInput)


class AskForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("事项"), choices=Asking.Kind.choices)
    text = forms.CharField(label=gettext_lazy("说明"), max_length=500, widget=WIDE)


class AssessmentForm(forms.ModelForm):  # type: ignore[type-arg] # generic to the type checker only
    class Meta:
        model = Assessment
        fields = ("subject", "lawful", "impact", "safeguards")


class BreachForm(forms.ModelForm):  # type: ignore[type-arg] # as above
    not_personal = "the office's own contact"

    class Meta:
        model = Breach
        fields = ("kinds", "people", "cause", "harm", "remedy", "own_steps", "contact")


class ProvisionForm(forms.ModelForm):  # type: ignore[type-arg] # as above
    not_personal = "the other body's own contact"

    class Meta:
        model = Provision
        fields = ("kind", "recipient", "contact", "purpose", "kinds", "people", "basis", "law", "means", "provided_on")
        widgets: ClassVar = {"provided_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}


class NoticeForm(forms.ModelForm):  # type: ignore[type-arg] # as above
    class Meta:
        model = NoticeText
        fields = ("purpose", "basis", "law", "text", "kept", "rights", "valid_from")
        widgets: ClassVar = {"valid_from": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *given: Any, **more: Any) -> None:  # noqa: ANN401 - Django's own signature
        super().__init__(*given, **more)
        for name in ("kept", "rights", "valid_from"):
            self.fields[name].required = True


def _actor(request: HttpRequest) -> Actor:
    actor = cast("Actor | None", request.actor)  # type: ignore[attr-defined] # set by the middleware
    if actor is None:
        raise NotYours(_("您今天没有任职。"))
    return actor


def own_data(request: HttpRequest) -> HttpResponse:
    """Show what is held of oneself; the telephone is corrected or deleted at once."""
    account, text, day = cast("Account", request.user), notice(FORM), clock.today()
    first = {"phone": own_phone(account), "edition": text.edition if text else 0}
    form = PhoneForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        if text:
            actions.give_notice(FORM, form.cleaned_data["edition"], account)
        actions.set_phone(account, form.cleaned_data["phone"], on=day)
        messages.success(request, _("已保存。"))
        return redirect("own_data")
    held = copy_of(account)
    given = {"form": form, "held": held, "retention": retention(), "ask": AskForm()}
    return render(request, "own_data.html", given, status=422 if form.errors else 200)


def own_copy(request: HttpRequest) -> HttpResponse:
    """Hand over what is held of oneself, for other programs too."""
    account = cast("Account", request.user)
    note(Note.Kind.DOWNLOAD, account=account, subject=account, what="own data", from_address=address_of(request),
         on=clock.today())  # fmt: skip
    answer = JsonResponse(copy_of(account), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = 'attachment; filename="own-data.json"'
    return answer


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for what one cannot do alone."""
    form = AskForm(request.POST)
    if form.is_valid():
        actions.ask(cast("Account", request.user), **form.cleaned_data, on=clock.today())
        messages.success(request, _("已提出；答复会显示在本页。"))
    else:
        messages.error(request, _("请写明事项和说明。"))
    return redirect("own_data")


@require_POST
def phone(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a colleague's whole number to an officer who says why."""
    officer = get_object_or_404(Officer.objects.select_related("account"), uid=uid)
    why = request.POST.get("why", "")
    number = actions.read_phone(officer, by=_actor(request), why=why, on=clock.today())
    return render(request, "phone.html", {"officer": officer, "number": number, "why": why})


def protection(request: HttpRequest) -> HttpResponse:
    """Show what such a system owes, each point with the test or setting that meets it, and the records kept of it."""
    actor = _actor(request)
    given = {
        "duties": duties(),
        "counts": Counter(duty.standing for duty in duties()),
        "retention": retention(),
        "role": actor.role.value,
        "assessments": Assessment.objects.select_related("made_by"),
        "breaches": Breach.objects.all(),
        "askings": Asking.objects.select_related("account") if actor.role == Role.SYSTEM_ADMIN else [],
    }
    return render(request, "protection.html", given)


@require_POST
def answer(request: HttpRequest, uid: str) -> HttpResponse:
    """Answer a request."""
    asking = get_object_or_404(Asking, uid=uid)
    done, words = request.POST.get("done") == "1", request.POST.get("words", "")
    actions.answer(asking, done=done, words=words, by=_actor(request), on=clock.today())
    return redirect("protection")


def assess(request: HttpRequest) -> HttpResponse:
    """Put an impact assessment on record."""
    form = AssessmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.assess(form.cleaned_data, by=_actor(request), on=clock.today())
        return redirect("protection")
    given = {"form": form, "title": _("个人信息保护影响评估")}
    return render(request, "protection_form.html", given, status=422 if form.errors else 200)


def find_breach(request: HttpRequest) -> HttpResponse:
    """Put a breach on record."""
    form = BreachForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.find_breach(form.cleaned_data, by=_actor(request), on=clock.today())
        return redirect("protection")
    given = {"form": form, "title": _("登记个人信息安全事件")}
    return render(request, "protection_form.html", given, status=422 if form.errors else 200)


@require_POST
def breach(request: HttpRequest, uid: str) -> HttpResponse:
    """Take the next step about a breach."""
    found, by, day = get_object_or_404(Breach, uid=uid), _actor(request), clock.today()
    if found.state == Breach.State.FOUND:
        actions.report(found, by=by, on=day)
    elif found.state == Breach.State.REPORTED:
        actions.notify(found, by=by, on=day, because_not=request.POST.get("because_not", "").strip())
    else:
        actions.close(found, by=by, on=day)
    return redirect("protection")


def provisions(request: HttpRequest) -> HttpResponseBase:
    """Show to whom personal data went, why, on what ground."""
    return listed(request, PROVISIONS, add=reverse("provide"), role=Role.SECURITY_ADMIN)


def provide(request: HttpRequest) -> HttpResponse:
    """Put on record that personal data goes to another body."""
    form = ProvisionForm(request.POST or None, initial={"provided_on": clock.today()})
    if request.method == "POST" and form.is_valid():
        actions.provide(form.cleaned_data, by=_actor(request), on=clock.today())
        return redirect("provisions")
    given = {"form": form, "title": _("登记一次提供")}
    return render(request, "protection_form.html", given, status=422 if form.errors else 200)


def form_notices(request: HttpRequest) -> HttpResponseBase:
    """Show what each form says about the personal data it asks for."""
    links = [(each.form, reverse("form_notice", args=(each.form,))) for each in notices()]
    return listed(request, NOTICES, links=links, role=Role.SECURITY_ADMIN)


def form_notice(request: HttpRequest, form: str) -> HttpResponse:
    """Give a form's notice new words from a day on."""
    text = notice(form)
    if text is None:
        raise Http404(_("没有这个表单。"))
    first = {**model_to_dict(text), "valid_from": clock.today()}
    given = NoticeForm(request.POST or None, initial=first)
    if request.method == "POST" and given.is_valid():
        actions.word_notice(form, given.cleaned_data, by=_actor(request), on=clock.today())
        return redirect("form_notices")
    shown = {"form": given, "title": _("改写「%(form)s」的告知") % {"form": form}}
    return render(request, "protection_form.html", shown, status=422 if given.errors else 200)


def assessments(request: HttpRequest) -> HttpResponseBase:
    """Show the impact assessments."""
    return listed(request, ASSESSMENTS, add=reverse("protection_assess"), role=Role.SECURITY_ADMIN)


def breaches(request: HttpRequest) -> HttpResponseBase:
    """Show the breaches."""
    return listed(request, BREACHES, add=reverse("protection_find"), role=Role.SECURITY_ADMIN)


def listed(
    request: HttpRequest, listing: Listing, *, role: Role, add: str = "", links: Sequence[tuple[str, str]] = ()
) -> HttpResponseBase:
    """Show a list as it can be taken away; who has the role finds what adds to it or changes it."""
    if (leaving := leave(request, listing)) is not None:
        return leaving
    page = Paginator(listing.rows(request.GET.dict()), A_PAGE).get_page(request.GET.get("page"))
    rows = [[plain(column.value(row)) for column in listing.columns] for row in page]
    mine = _actor(request).role == role
    shown = {"listing": listing, "page": page, "rows": rows, "add": add if mine else "", "links": links if mine else ()}
    return render(request, "listed.html", shown)
