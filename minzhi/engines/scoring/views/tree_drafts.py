"""Pages of the next edition of a tree: drafted, edited row by row, seen on real records, adopted or dropped."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from minzhi.engines.scoring.actions import trees as actions
from minzhi.engines.scoring.models import IndicatorTree
from minzhi.engines.scoring.queries.trees import Compared, compared, uncounted
from minzhi.engines.scoring.queries.weighing import distances, weighed
from minzhi.engines.scoring.rules.trees import LATEST, SUM
from minzhi.engines.scoring.views.editing import added, changed, left, typed
from minzhi.engines.scoring.views.trees import PLACES, period_of
from minzhi.kit import clock
from minzhi.kit.refusal import Refusal
from minzhi.records.facts.kinds import kinds
from minzhi.records.scope.ambient import current
from minzhi.records.scope.models import visible_units
from minzhi.records.tables.rows import ChangedMeanwhile
from minzhi.records.units.answering import actor_of, attempt, seen
from minzhi.records.units.models import Unit
from minzhi.records.units.roles import Role

EDITED = {"indicators": ("expression", "words", "weight", "baseline", "target", "veto_above", "source")}
NUMBERS = ("weight", "baseline", "target")
ROW = ("key", "label", "expression", "words", "weight", "baseline", "target", "source")
COUNTED = ("key", "label", "unit", "facts", "field", "take")


@require_POST
def begin(request: HttpRequest, uid: str) -> HttpResponse:
    """Begin a draft from the tree that holds."""
    found = get_object_or_404(IndicatorTree, uid=uid)
    try:
        made = actions.draft_tree(found, title=request.POST.get("title", ""), by=actor_of(request), on=clock.today())
    except Refusal as refused:
        messages.error(request, str(refused))
        return redirect(found)
    return redirect(made)


def draft(request: HttpRequest, uid: str) -> HttpResponse:
    """Show a draft beside what holds, on the records of one year; whoever keeps the tree changes it here."""
    found, wrong = get_object_or_404(IndicatorTree.objects.select_related("based_on", "unit"), uid=uid), ""
    if request.method == "POST":
        wanted = _wanted(found.document, request.POST)
        try:
            actions.change_tree(found, wanted, by=actor_of(request), on=clock.today(), seen=seen(request))
        except (Refusal, ChangedMeanwhile) as refused:
            wrong = str(refused)
        else:
            messages.success(request, _("草案已保存。"))
            return redirect(found)
    actor, period = actor_of(request), period_of(request, clock.today())
    units = list(Unit.objects.filter(pk__in=visible_units(current()), kind__in=PLACES))
    shown = {
        "tree": found, "document": changed(found.document, request.POST, EDITED),
        "new": typed(request.POST, "new"), "count": typed(request.POST, "count"), "wrong": wrong, "period": period,
        "editable": found.state == IndicatorTree.State.DRAFT and actor.unit.pk == found.unit_id
        and actor.role in actions.WORKERS,
        **_tried(found, compared(found, units, str(period)), str(period)),
        "years": [clock.today().year - back for back in range(5)],
        "may_adopt": actor.role == Role.HEAD,
        "uncounted": uncounted(found), "kinds": sorted(kinds().items()), "day": clock.today(),
    }  # fmt: skip
    return render(request, "scoring/tree_draft.html", shown, status=422 if wrong else 200)


def _tried(draft: IndicatorTree, rows: list[Compared], period: str) -> dict[str, Any]:
    """Return who moves, what it would cost and how often it would err."""
    now, then = [each.now for each in rows], [each.then for each in rows]
    if draft.based_on is None:
        return {"rows": rows}
    both = [(draft.based_on, now, _("现行")), (draft, then, _("草案"))]
    return {
        "rows": rows, "weighed": [(label, weighed(tree, lines, period)) for tree, lines, label in both],
        "distances": distances(now, then),
    }  # fmt: skip


def _wanted(document: dict[str, Any], given: QueryDict) -> dict[str, Any]:
    """Return the document that the form asks for: other numbers and formulas, rows left out, rows added."""
    made = changed(document, given, EDITED)
    made["indicators"] = left(made["indicators"], given)
    if said := added(given, "new", ROW):
        made["indicators"].append({**said, **{name: said[name] or None for name in NUMBERS}, "confirmed_by": ""})
    if said := added(given, "count", COUNTED):
        row = {**said, "facts": [said["facts"]], "take": LATEST if said["take"] == LATEST else SUM}
        made["quantities"].append(row)
    return made


@require_POST
def act(request: HttpRequest, uid: str) -> HttpResponse:
    """Adopt a draft from today on, or throw it away."""
    found, by, on = get_object_or_404(IndicatorTree, uid=uid), actor_of(request), clock.today()
    known: dict[str, Any] = {"by": by, "on": on, "seen": seen(request)}
    if request.POST.get("do") == "drop":
        return attempt(request, lambda: actions.drop_draft(found, **known), done=_("草案已放弃。"),
                       to=found.based_on.get_absolute_url() if found.based_on else "scoring:trees")  # fmt: skip
    return attempt(request, lambda: actions.adopt_draft(found, **known), done=_("已批准施行。"), to="scoring:trees")
