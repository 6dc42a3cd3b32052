"""Parts that pages of every room use: fields, the error summary, dates, pages of a list, downloads."""

from datetime import date
from decimal import Decimal
from typing import Any

from allauth.socialaccount.providers.base import Provider
from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import HttpRequest
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from minzhi.kit.memory import Memory, named
from minzhi.records.privacy import phones
from minzhi.records.privacy.queries import notice as in_force
from minzhi.records.units.models import Officer

register = template.Library()
DRAWN: Memory[SafeString] = Memory(4000, heaviest=8_000_000, weigh=len)
"""What `pure` blocks drew: a line of a table or a whole one, eight million signs in all."""


class Pure(template.Node):
    """A part of a page that depends on nothing but what it is given: drawn once for each."""

    def __init__(self, nodelist: NodeList, given: dict[str, FilterExpression]) -> None:
        self.nodelist = nodelist
        self.given = given

    def render(self, context: Context) -> SafeString:
        """Return the part as drawn before for the same values in the same language, else draw it."""
        values = {name: each.resolve(context) for name, each in self.given.items()}
        name = (self, get_language(), context.autoescape, *(named(value) for value in values.values()))
        return DRAWN.get(name, lambda: self.nodelist.render(context.new(values)))


@register.tag
def pure(parser: Parser, token: Token) -> Pure:
    """Draw a part of a page once for the same values: ``{% pure day=day large=large %} … {% endpure %}``.

    Inside it nothing is known but the values given, so what is kept cannot be wrong; a value that may change, a row of
    a table for one, is refused.
    """
    given = template.base.token_kwargs(token.split_contents()[1:], parser)
    nodelist = parser.parse(("endpure",))
    parser.delete_first_token()
    return Pure(nodelist, given)


@register.inclusion_tag("forms/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """Show one field: label, hint, errors, control, tied together for readers of screens."""
    return {"field": bound}


@register.inclusion_tag("forms/errors.html")
def errors(form: BaseForm) -> dict[str, Any]:
    """Show what has to be put right, each line leading to its field; nothing where all is well."""
    return {"form": form}


@register.inclusion_tag("forms/notice.html")
def notice_of(form: BaseForm) -> dict[str, Any]:
    """Show what a form says about the personal data it asks for; nothing where it asks for none."""
    return notice(getattr(form, "notice", ""))


@register.inclusion_tag("forms/notice.html")
def notice(key: str) -> dict[str, Any]:
    """Show a notice by its form's name, where the form is written by hand."""
    return {"notice": in_force(key) if key else None}


@register.simple_tag(takes_context=True)
def elsewhere(context: Context, way: Provider) -> str:
    """Return the address at which an identity held elsewhere is asked for."""
    return str(way.get_login_url(context["request"]))


@register.inclusion_tag("covered_phone.html", takes_context=True)
def covered_phone(context: Context, officer: Officer) -> dict[str, Any]:
    """Show a colleague's covered number, and the question why somebody wants to see it whole."""
    shown = phones.covered_phone(officer.account) if officer.account.phone else ""
    return {"officer": officer, "shown": shown, "csrf_token": context.get("csrf_token")}


@register.filter
def percent(given: float | Decimal | None) -> str:
    """Show a share as percent with one decimal; nothing as a dash.

    >>> percent(0.4567), percent(None)
    ('45.7%', '—')
    """
    return "—" if given is None else f"{float(given) * 100:.1f}%"


@register.filter
def decimals(given: float | None) -> str:
    """Show a ratio with two decimals; nothing as a dash."""
    return "—" if given is None else f"{given:.2f}"


@register.filter
def day(given: date) -> SafeString:
    """Show a day as people write it, never broken over two lines."""
    return format_html('<time datetime="{}">{}</time>', given.isoformat(), date_format(given, "DATE_FORMAT"))


@register.inclusion_tag("forms/pages.html", takes_context=True)
def pages(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Show the way through a long list; what was asked for stays asked."""
    request: HttpRequest = context["request"]
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    steps = [(str(number), _asked(request, page=number) if isinstance(number, int) else "") for number in numbers]
    before = _asked(request, page=page.previous_page_number()) if page.has_previous() else ""
    after = _asked(request, page=page.next_page_number()) if page.has_next() else ""
    return {"page": page, "steps": steps, "before": before, "after": after}


@register.inclusion_tag("forms/downloads.html", takes_context=True)
def downloads(context: Context) -> dict[str, Any]:
    """Offer the list on this page as a sheet: the same address with ``format=xlsx`` or ``csv``."""
    request: HttpRequest = context["request"]
    return {"ways": [(name, _asked(request, format=name, page=None)) for name in ("xlsx", "csv", "json")]}


def _asked(request: HttpRequest, **changed: object) -> str:
    query = request.GET.copy()
    for name, value in changed.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"?{query.urlencode()}"
