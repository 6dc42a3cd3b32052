"""How the plan's words are shown: lights, bars, titles that break at phrases, the notice with its marks."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from minzhi.engines.tasklist.models import Measure, Task
from minzhi.engines.tasklist.programme import programmes
from minzhi.engines.tasklist.queries.terms import LightLook
from minzhi.engines.tasklist.rules.lights import Light
from minzhi.engines.tasklist.statements.figures import Difference
from minzhi.kit.indicators import Period
from minzhi.kit.legal_time import Reason

register = template.Library()
CHINESE_DIGITS = "〇一二三四五六七八九十"


def _chip(look: LightLook) -> SafeString:
    return format_html(
        '<span class="light is-{}"><img src="{}" alt="" width="16" height="16">{}</span>',
        look.tone, static(f"minzhi/img/light-{look.shape}.svg"), _(look.label),
    )  # fmt: skip


def _looks(context: Context) -> Mapping[str, LightLook]:
    """Return how lights look: the page's own words, or those of what a `pure` part of it shows."""
    looks: Mapping[str, LightLook] = context["looks"] if "looks" in context else context["drawn"].looks
    return looks


@register.simple_tag(takes_context=True)
def light(context: Context, shown: Light | str) -> SafeString:
    """Show a light as shape, colour and word."""
    return _chip(_looks(context)[shown.key if isinstance(shown, Light) else shown])


@register.simple_tag(takes_context=True)
def tone(context: Context, shown: Light) -> str:
    """Return the class of tint that a light calls for."""
    look: LightLook = _looks(context)[shown.key]
    return f"is-{look.tone}"


@register.simple_tag(takes_context=True)
def colour(context: Context, key: str) -> str:
    """Return the name of a sheet's colour."""
    return _(context["colours"][key].label)


@register.filter
def why(shown: Light) -> str:
    """Say why a light is what it is."""
    return _(shown.row.why) % shown.params


@register.filter
def said(text: str, params: Mapping[str, str]) -> str:
    """Fill a kept sentence with its parameters, in the reader's language."""
    return _(text) % params


@register.simple_tag
def now_is(changed: Mapping[int, Difference], no: int) -> SafeString | str:
    """Show beside a frozen figure what it is by now."""
    if no not in changed or changed[no].before == changed[no].now:
        return ""
    return format_html('<span class="now">（{}）</span>', _("现%(now)s") % {"now": changed[no].now})


@register.filter
def percent(share: Decimal | float) -> str:
    return f"{round(share * 100)}%"


@register.simple_tag
def bar(share: Decimal | float, time: Decimal | float | None = None, height: int = 6) -> SafeString:
    """Draw progress against time: the bar is accepted evidence, the tick the share of time gone."""
    tick: SafeString | str = ""
    if time is not None:
        at = percent(min(max(time, 0), 1))
        tick = format_html(
            '<line class="bar-h" x1="{0}" x2="{0}" y1="-3" y2="{1}"/>'
            '<line class="bar-t" x1="{0}" x2="{0}" y1="-3" y2="{1}"/>',
            at, height + 3,
        )  # fmt: skip
    return format_html(
        '<svg class="bar" aria-hidden="true" width="100%" height="{}"><rect class="bar-0" width="100%" height="100%"/>'
        '<rect class="bar-v" width="{}" height="100%"/>{}</svg>',
        height, percent(share), tick,
    )  # fmt: skip


@register.simple_tag
def title(task: Task) -> SafeString | str:
    """Show a task's title; its lines break only between phrases."""
    if get_language() == "en" and task.title_en:
        return task.title_en
    return format_html_join(SafeString("<wbr>"), "{}", ((phrase,) for phrase in task.phrases or [task.title]))


@register.filter
def label(measure: Measure) -> str:
    return measure.label_en if get_language() == "en" and measure.label_en else measure.label


@register.filter
def programme(key: str) -> str:
    """Return the title of a programme."""
    card = programmes().get(key)
    return str(card.verbose_name) if card else "——"


@register.filter
def told(reason: Reason) -> str:
    """Say how a day was counted, in the reader's language."""
    return reason.told(_)


@register.filter
def numeral(number: int) -> str:
    """Return a section's number: as the notice writes it, or in figures for who reads English."""
    return str(number) if get_language() == "en" else chinese(number)


@register.filter
def chinese(number: int) -> str:
    """Return a section's number as the notice writes it, up to 99."""
    tens, ones = divmod(number, 10)
    if not tens:
        return CHINESE_DIGITS[ones]
    return ("" if tens == 1 else CHINESE_DIGITS[tens]) + "十" + (CHINESE_DIGITS[ones] if ones else "")


@register.filter
def quarter(period: str) -> str:
    """Show ``2023Q2`` as people say it."""
    parsed = Period.parse(period)
    no = (parsed.first.month + 2) // 3
    return _("%(year)s年%(no)s季度") % {"year": parsed.first.year, "no": numeral(no)}


@register.simple_tag(takes_context=True)
def words(context: Context, pieces: Iterable[tuple[str, Measure | None, Light | None]]) -> SafeString:
    """Show the notice's words, each measure underlined by its light and numbered."""
    return format_html_join("", "{}", ((_piece(context, *each),) for each in pieces))


def _piece(context: Context, text: str, measure: Measure | None, shown: Light | None) -> SafeString | str:
    if measure is None or shown is None:
        return text
    look: LightLook = _looks(context)[shown.key]
    return format_html(
        '<a class="mk is-{}" href="{}" title="{}">{}<sup>{}</sup></a>',
        look.tone, measure.get_absolute_url(), f"{_(look.label)}　{label(measure)}", text, measure.code,
    )  # fmt: skip


@register.inclusion_tag("tasklist/_field.html")
def field(bound: Any) -> dict[str, Any]:  # noqa: ANN401 - Django's bound field
    """Show a form's field: label, hint, error, input, tied together for readers of screens."""
    return {"field": bound}
