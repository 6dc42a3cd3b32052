"""For who writes programs: the interface as a page and as OpenAPI, and one's own tokens."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.records.audit.actions import note
from minzhi.records.audit.models import Note
from minzhi.records.privacy.actions import provide
from minzhi.records.privacy.models import NoticeText, Provision
from minzhi.records.scope.public import public
from minzhi.records.tokens import actions
from minzhi.records.tokens.models import Token
from minzhi.records.units.actors import Actor
from minzhi.records.units.answering import actor_of
from minzhi.site.api import api

RIGHTS = (
    (actions.READ, gettext_lazy("读取")),
    (actions.EVIDENCE, gettext_lazy("送交佐证")),
    (actions.BUNDLES, gettext_lazy("送交登记簿交换包")),
)
COMPONENTS = "#/components/schemas/"


class TokenForm(forms.Form):
    """A token to be issued in the reader's own post."""

    purpose = forms.CharField(label=gettext_lazy("用途"), max_length=120)
    may = forms.MultipleChoiceField(
        label=gettext_lazy("可以做什么"), choices=RIGHTS, widget=forms.CheckboxSelectMultiple
    )
    until = forms.DateField(label=gettext_lazy("最后一天"), widget=forms.DateInput({"type": "date"}))
    recipient = forms.CharField(
        label=gettext_lazy("给哪个单位用"), max_length=200, required=False,
        help_text=gettext_lazy("本单位自己用的不填；给别的单位用的，办理时一并记入“向他人提供个人信息登记”"),
    )  # fmt: skip
    law = forms.CharField(
        label=gettext_lazy("向该单位提供的依据"), max_length=300, required=False,
        help_text=gettext_lazy("法律条款或协议的名称和日期"),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if bool(given.get("recipient")) != bool(given.get("law")):
            raise forms.ValidationError(_("给别的单位用的，单位和依据都要写明。"))
        return given


@public
@require_GET
def schema(_request: HttpRequest) -> JsonResponse:
    """Return the OpenAPI document; it names addresses and shapes, no work."""
    return JsonResponse(api.get_openapi_schema(), json_dumps_params={"ensure_ascii": False})


@require_GET
def docs(request: HttpRequest) -> HttpResponse:
    """Show every address with its fields, made from the OpenAPI document; nothing is asked of the network."""
    document = api.get_openapi_schema()
    shapes = document["components"]["schemas"]
    named = {name: _fields(each, shapes) for name, each in shapes.items() if name.endswith("Out")}
    return render(request, "api.html", {"operations": _operations(document), "document": document, "shapes": named})


def _operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    shapes = document["components"]["schemas"]
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            body = operation.get("requestBody", {}).get("content", {})
            sent = [_fields(part["schema"], shapes) for part in body.values()]
            yield {
                "method": method.upper(), "path": path, "summary": operation["summary"],
                "asked": [*map(_parameter, operation.get("parameters", ())), *(row for rows in sent for row in rows)],
                "answers": [_fields(each["content"]["application/json"]["schema"], shapes)
                            for each in operation["responses"].values() if "content" in each][:1],
            }  # fmt: skip


def _parameter(given: dict[str, Any]) -> tuple[str, str, bool]:
    return given["name"], _type(given["schema"]), given.get("required", False)


def _fields(given: dict[str, Any], shapes: dict[str, Any]) -> list[tuple[str, str, bool]]:
    """Return the name, type and need of each field of an object."""
    shape = shapes[given["$ref"].removeprefix(COMPONENTS)] if "$ref" in given else given
    if "allOf" in shape:
        return [row for part in shape["allOf"] for row in _fields(part, shapes)]
    required = shape.get("required", ())
    return [(name, _type(each), name in required) for name, each in shape.get("properties", {}).items()]


def _type(given: dict[str, Any]) -> str:
    if "$ref" in given:
        return str(given["$ref"].removeprefix(COMPONENTS))
    if "anyOf" in given:
        return " | ".join(map(_type, given["anyOf"]))
    if given.get("type") == "array":
        return f"[{_type(given['items'])}]"
    return str(given.get("format") or given.get("type", "object"))


def tokens(request: HttpRequest) -> HttpResponse:
    """Show the tokens of one's post, and issue one: it is shown this once."""
    actor, day = actor_of(request), clock.today()
    form, fresh = TokenForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        fresh = _issued(request, form, day)
    shown = {"form": TokenForm() if fresh else form, "fresh": fresh, "day": day, "rights": dict(RIGHTS)}
    rows = Token.objects.filter(post=actor.post).order_by("-pk")
    return render(request, "tokens.html", {**shown, "rows": rows}, status=422 if form.errors else 200)


def _issued(request: HttpRequest, form: TokenForm, day: date) -> str:
    actor, asked = actor_of(request), form.cleaned_data
    given = {name: asked[name] for name in ("purpose", "may", "until")}
    try:
        with transaction.atomic():
            clear = actions.issue(actor, on=day, **given)
            if asked["recipient"]:
                _provided(actor, asked, day)
    except Refusal as refused:
        form.add_error(None, str(refused))
        return ""
    note(Note.Kind.CHANGE, actor=actor, what=_("办理接口令牌：%(purpose)s") % form.cleaned_data, on=day)
    return clear


def _provided(actor: Actor, asked: dict[str, Any], day: date) -> None:
    """Put on record that another body reads through a token of this post."""
    token = Token.objects.filter(post=actor.post).latest("pk")
    said = {
        "kind": Provision.Kind.PROVIDED, "recipient": asked["recipient"], "contact": asked["recipient"],
        "purpose": asked["purpose"], "kinds": _("任务清单和事实里的单位、职务名称；事实不含个人信息"),
        "basis": NoticeText.Basis.DUTY, "law": asked["law"], "means": _("接口令牌，https；到期或收回即失效"),
        "provided_on": day,
    }  # fmt: skip
    provide(said, by=actor, on=day, token=token)


@require_POST
def revoke(request: HttpRequest, uid: str) -> HttpResponse:
    """End one of one's own tokens at once."""
    actor, day = actor_of(request), clock.today()
    found = get_object_or_404(Token, uid=uid, post=actor.post)
    actions.revoke(found, on=day)
    note(Note.Kind.CHANGE, actor=actor, subject=found, what=_("收回接口令牌：%(token)s") % {"token": found}, on=day)
    messages.success(request, _("令牌已收回，立即失效。"))
    return redirect("tokens")
