"""Copies of a mark that leave, and their withdrawal: whoever was told of a mark is told when it counts no more."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from minzhi.engines.scoring.force import CannotGrade
from minzhi.engines.scoring.models import Graded, Mark, Sharing
from minzhi.kit.refusal import NotYours
from minzhi.records.facts.actions import record
from minzhi.records.outbox.actions import append
from minzhi.records.outbox.models import Outgoing
from minzhi.records.tables.dated import valid_on
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Officer, Post, Unit
from minzhi.records.units.roles import Role

WORKERS = frozenset({Role.OFFICER, Role.HEAD})
LONGEST = 120
"""So many signs of a name are kept."""


@transaction.atomic
def share(mark: Mark, to: str, *, by: Actor, on: date) -> Sharing:
    """Send a copy of a mark to a unit (by its key or name) or to another body; again is no change."""
    if by.role not in WORKERS or by.unit.pk != mark.graded.unit_id:
        raise NotYours(_("评级由评级单位的经办人或负责人办理。"))
    if mark.known_to is not None or (mark.ends_on and mark.ends_on < on):
        raise CannotGrade(_("「%(mark)s」已终止或更正，不能再共享。") % {"mark": mark})
    unit = Unit.objects.filter(key=to).first() or Unit.objects.filter(name=to).first()
    given = {"unit": by.unit, "graded": mark.graded, "to_unit": unit, "sent_on": on}
    made: Sharing
    made, new = Sharing.unscoped.get_or_create(mark_uid=mark.uid, to_name=unit.name if unit else to, defaults=given)
    if new:
        _tell(made, "scoring.shared", mark, on)
        record("scoring.shared", subject=made, by=by, on=on, payload={"to": made.to_name, "rule": mark.rule})
    return made


@transaction.atomic
def share_with(mark: Mark, lines: str, *, by: Actor, on: date) -> list[Sharing]:
    """Send copies of a mark to everybody named, one a line; all of them or none. Raises `CannotGrade`."""
    names = [line.strip() for line in lines.splitlines() if line.strip()]
    if too_long := next((name for name in names if len(name) > LONGEST), ""):
        message = _("「%(name)s…」超过%(most)s个字，请每行写一个单位。")
        raise CannotGrade(message % {"name": too_long[:20], "most": LONGEST})
    return [share(mark, name, by=by, on=on) for name in names]


def withdraw(graded: Graded, mark: Mark, *, by: Actor, on: date) -> None:
    """Tell everybody who was told of a mark that it may no longer be shown, shared or used."""
    for row in Sharing.unscoped.filter(graded=graded, mark_uid=mark.uid, withdrawn_on=None).select_related("to_unit"):
        row.withdrawn_on = on
        row.save(update_fields=["withdrawn_on"])
        _tell(row, "scoring.withdrawn", mark, on)
        record("scoring.copy_withdrawn", subject=row, by=by, on=on, payload={"to": row.to_name})


def _tell(row: Sharing, code: str, mark: Mark, on: date) -> None:
    told = {"subject": row.graded.label, "document": mark.document}
    if row.to_unit is None:
        return  # another body gets its letter from the list of copies
    posts = Post.objects.filter(valid_on(on), unit=row.to_unit, role__in=WORKERS)
    for officer in Officer.objects.filter(pk__in=posts.values("officer")):
        append(Outgoing.Kind.MESSAGE, code, to=officer, on=on, parameters=told, once=f"{code}:{row.uid}:{officer.pk}")
