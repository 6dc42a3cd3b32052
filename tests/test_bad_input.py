"""Every form around cases × every field × what must not go in: nothing breaks, nothing goes in, nothing runs.

A new form is tried as soon as a page shows it: pages come from the list of addresses and from the tables of processes.
"""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from django.urls import resolve, reverse
from lxml import html

from minzhi.engines.casework import api as casework
from minzhi.engines.casework.models import Case
from minzhi.engines.casework.queries.lists import processes_to_open
from minzhi.engines.casework.registry import VERSIONS
from minzhi.kit.process import START, VERBS
from minzhi.programmes.disputes.tests import samples as disputes
from minzhi.programmes.enforcement.tests import samples as enforcement
from minzhi.programmes.protection_centres.tests import samples as protection_centres
from minzhi.records.scope.ambient import everything
from minzhi.records.units.models import Post, Unit
from tests.sweep import addresses
from tests.test_scope_sweep import LEFT_OUT, rows_for, visitor

DAY = date(2023, 4, 28)
ROOMS = ("cases/", "guides/", "my-case/", "disputes/", "enforcement/", "protection_centres/")
SCRIPT, LONG, NONSENSE = "<script>alert(1)</script>", "长" * 60_000, "不是"
GOOD = {"date": "2023-04-28", "datetime-local": "2023-04-28T09:00", "number": "1", "email": "a@example.com"}
CHOSEN = {"select", "radio", "checkbox"}
TICKED, OPEN = {"1", "on"}, {"text", "search", "textarea", "tick"}  # whatever is ticked means yes
MAY = ("empty", "no version")  # where nothing is needed; where no version is asked for
LEFT = {"file", "submit", "button", "reset"}
REDIRECT, BROKEN, REFUSED = 302, 500, '<div class="errors"'


@pytest.fixture
def head(plan):
    for room in (disputes, enforcement, protection_centres):
        room.lay(plan, on=DAY)
    who = visitor("fuzhou", "head")
    who.client.raise_request_exception = False
    return who


def pages(who) -> Iterator[str]:
    """Yield the addresses that may show a form: those of the list, the openings and the acts of every case."""
    yield from (reverse("casework:start", args=[each.name]) for each in processes_to_open())
    yield from (reverse("casework:send", args=[each.name]) for each in VERSIONS.all() if _public(each))
    with everything(DAY, why="forms are looked for"):
        for case in Case.unscoped.order_by("pk"):
            acts = [each.name for each in case.table.actions if case.state in each.sources]
            yield from (reverse("casework:act", args=[case.uid, name]) for name in acts)
            yield from (reverse("casework:verb", args=[case.uid, name[1:]]) for name in VERBS)
    for address in addresses():
        if address.route.startswith(ROOMS) and address.name not in LEFT_OUT:
            rows = rows_for(address, who) if address.uids else []
            if len(rows) == address.uids:
                yield address.filled(*(row.uid for row in rows))


def _public(process) -> bool:
    return any(each.public and START in each.sources for each in process.actions)


def forms(who) -> dict[tuple[str, ...], tuple[str, html.FormElement]]:
    """Return every form once: those with the same fields are the same, wherever they stand."""
    found = {}
    for page in pages(who):
        answer = who.client.get(page)
        assert answer.status_code < BROKEN, page
        if answer.streaming:
            b"".join(answer)  # read to its end: closing it would close the connection too
        elif answer.get("Content-Type", "").startswith("text/html") and answer.content:
            for form in html.fromstring(answer.content.decode()).forms:
                if form.method == "POST":
                    to = form.get("action") or page
                    found.setdefault(tuple(sorted(name for name, _kind, _control in controls(form))), (to, form))
    return found


def controls(form) -> Iterator[tuple[str, str, html.HtmlElement]]:
    """Yield name, kind and element of what can be filled in."""
    for each in form.inputs:
        kind = "text" if each.tag == "input" and not each.get("type") else each.get("type") or each.tag
        kind = "tick" if kind == "checkbox" and each.get("value", "1") in TICKED else kind
        if each.name and each.name != "csrfmiddlewaretoken" and kind not in LEFT:
            yield each.name, kind, each


def filled(form) -> dict[str, str]:
    """Return a form filled in with something that fits each control."""
    given = {}
    for name, kind, control in controls(form):
        options = [value for value in control.value_options if value] if control.tag == "select" else []
        there = control.get("value") or ""
        if kind in {"checkbox", "tick"}:
            continue
        given.setdefault(name, options[0] if options else there or GOOD.get(kind, "演示"))
    return given


def strange(form, kind, control) -> Iterator[tuple[str, str]]:
    """Yield what must not go into a control of a kind."""
    if kind != "tick":
        yield "too long", LONG
    if kind == "hidden":
        yield from (("no version", each) for each in ("²", "9" * 5_000, NONSENSE))
    elif kind not in OPEN:
        yield "wrong", NONSENSE
    if kind in CHOSEN:
        unit = Unit.objects.get(key="xiamen")
        there = control.value_options if control.tag == "select" else _offered(form, control.name)
        foreign = (casework.key_of(unit), unit.key, str(unit.pk + 90_000), casework.key_of(_clerk(unit)))
        yield from (("another unit's", each) for each in foreign if each not in there)


def _offered(form, name) -> set[str]:
    return {control.get("value") for each, _kind, control in controls(form) if each == name}


def _clerk(unit) -> Post:
    return Post.objects.filter(unit=unit).earliest("pk")


def tried(to, form, known) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield a form as it must not be taken: all of it empty, and one control after another with something strange.

    `known` are the controls that were tried already: what stands in many forms of one view is tried in the first.
    """
    good, view = filled(form), resolve(to).view_name
    yield "empty", dict.fromkeys(good, "")
    for name, kind, control in controls(form):
        which = (view, name, kind, control.get("maxlength"))
        if which in known:
            continue
        known.add(which)
        for what, value in strange(form, kind, control):
            if name != "seen" or what == "no version":
                yield f"{what} {name}", {**good, name: value}


def sent(who, to, given) -> tuple[bool, bool, str]:
    """Return whether a form was taken, whether something broke, and the page that came of it; all of it is undone."""
    with transaction.atomic():
        answer = who.client.post(to, given)
        broken, taken = answer.status_code >= BROKEN, answer.status_code == REDIRECT
        if taken:
            answer = who.client.get(answer["Location"])
        page = b"".join(answer).decode(errors="replace")  # read to its end: closing it would close the connection too
        transaction.set_rollback(True)
    who.client.cookies = who.cookies.copy()
    return taken and REFUSED not in page, broken or answer.status_code >= BROKEN, page


def test_nothing_strange_goes_into_any_form(head):
    wrong, known = [], set()
    for to, form in forms(head).values():
        for what, given in tried(to, form, known):
            taken, broken, _page = sent(head, to, given)
            if broken or (taken and not what.startswith(MAY)):
                wrong.append((to, what, "broken" if broken else "taken"))
    assert wrong == []


def test_no_script_that_somebody_types_runs(head):
    wrong = []
    for to, form in forms(head).values():
        typed = {name: SCRIPT for name, kind, _control in controls(form) if kind in OPEN}
        _taken, broken, page = sent(head, to, {**filled(form), **typed})
        if broken or SCRIPT in page:
            wrong.append((to, *typed))
    assert wrong == []
