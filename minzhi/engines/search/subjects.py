"""Subject databases: opened by a unit, grown branch by branch, counted anew when their cycle is over."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from minzhi.engines.search.actions import NoTitle, save_strategy
from minzhi.engines.search.keeping import engine
from minzhi.engines.search.language.batch import put_in
from minzhi.engines.search.models import SubjectBase, SubjectNode
from minzhi.engines.search.queries import understood
from minzhi.kit.refusal import NotYours, Refusal
from minzhi.records.facts.actions import record
from minzhi.records.units.actors import Actor
from minzhi.records.units.models import Unit


class BranchThere(Refusal):
    """A branch of this name is there. The text is shown."""


def visible(actor: Actor | None) -> QuerySet[SubjectBase]:
    """Return the subject databases that somebody may use: public ones, the own unit's, those it is named a user of."""
    every = SubjectBase.objects.select_related("unit", "post")
    if actor is None:
        return every.filter(is_public=True)
    return every.filter(Q(is_public=True) | Q(unit=actor.unit) | Q(users=actor.unit)).distinct()


@transaction.atomic
def open_subject(
    title: str, topic: str, *, cycle_days: int, is_public: bool, users: Sequence[Unit] = (), by: Actor, on: date
) -> SubjectBase:
    """Open a subject database; raises `NoTitle`."""
    if not title.strip() or not topic.strip():
        raise NoTitle(_("请写明专题数据库的名称和主题。"))
    base = SubjectBase.objects.create(
        title=title.strip()[:100], topic=topic.strip(), unit=by.unit, post=by.post, cycle_days=cycle_days,
        is_public=is_public, opened_on=on,
    )  # fmt: skip
    base.users.set(users)
    record("search.subject_base_opened", subject=base, by=by, on=on, payload={"code": base.code})
    return base


@transaction.atomic
def add_branch(
    base: SubjectBase, title: str, text: str = "", *, parent: SubjectNode | None = None, by: Actor, on: date
) -> SubjectNode:
    """Grow a branch, with a strategy where it is a leaf; raises `BadQuery`, `BranchThere`, `NotYours`."""
    _own(base, by)
    if not title.strip():
        raise NoTitle(_("请写明分支名称。"))
    if base.nodes.filter(parent=parent, title=title.strip()).exists():
        raise BranchThere(_("「%(base)s」已有分支「%(title)s」，请换一个名称。") % {"base": base, "title": title})
    strategy = save_strategy(f"{base.title}·{title.strip()}", text, by=by, on=on) if text.strip() else None
    node = SubjectNode.objects.create(base=base, parent=parent, title=title.strip()[:100], strategy=strategy)
    _count(node)
    record("search.subject_base_changed", subject=base, by=by, on=on, payload={"branch": node.title})
    return node


@transaction.atomic
def count_again(base: SubjectBase, *, on: date) -> None:
    """Count every leaf anew."""
    for node in base.nodes.exclude(strategy=None).select_related("strategy"):
        _count(node)
    SubjectBase.objects.filter(pk=base.pk).update(counted_on=on)


def count_due(*, on: date) -> int:
    """Count the subject databases whose cycle is over; returns how many."""
    due = [
        base
        for base in SubjectBase.objects.all()
        if base.counted_on is None or base.counted_on + timedelta(days=base.cycle_days) <= on
    ]
    for base in due:
        count_again(base, on=on)
    return len(due)


def _count(node: SubjectNode) -> None:
    if node.strategy:
        text = node.strategy.versions.order_by("-number")[0].text
        node.count = engine().count(put_in(understood(text).tree, {}))
        node.save(update_fields=["count"])


def _own(base: SubjectBase, by: Actor) -> None:
    if base.unit_id != by.unit.pk:
        raise NotYours(_("「%(base)s」由%(unit)s建设，请联系该单位修改。") % {"base": base, "unit": base.unit})
