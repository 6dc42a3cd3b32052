"""Rows that belong to a unit are seen along the unit tree, or by a dated access row."""

from typing import Any, Generic, TypeVar, cast

from django.db import models
from django.db.models import Exists, OuterRef, Q

from minzhi.records.scope.ambient import Scope, current
from minzhi.records.tables.dated import Dated, valid_on
from minzhi.records.tables.rows import Row
from minzhi.records.units.models import Placement, Unit

AnyScoped_co = TypeVar("AnyScoped_co", bound="Scoped", covariant=True)


class Access(Row, Dated):
    """One more unit or party may see one row: a work order, a hand-over, a counter-signature, one's own case."""

    kind = models.CharField(max_length=60)
    row_uid = models.UUIDField()
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    party_uid = models.UUIDField(null=True, blank=True)
    reason = models.CharField(max_length=120)

    class Meta:
        indexes = (models.Index(fields=("kind", "unit", "row_uid")), models.Index(fields=("kind", "party_uid")))
        constraints = (
            models.CheckConstraint(
                name="scope_access_names_a_unit_or_a_party",
                condition=Q(unit__isnull=False, party_uid__isnull=True) | Q(unit__isnull=True, party_uid__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.row_uid} → {self.unit or self.party_uid}"


def visible_units(scope: Scope) -> models.QuerySet[Placement, int]:
    """Return the ids of all units at or below the scope's paths on its day, as a subquery."""
    below = Q(pk__in=[])
    for path in scope.paths:
        below |= Q(path__startswith=path)
    return Placement.objects.filter(below, valid_on(scope.on)).values_list("unit_id", flat=True)


def _in_units(scope: Scope, name: str = "unit") -> Q:
    named = Q(pk__in=[])
    for unit in scope.units:  # one by one: a question composed beforehand has a place for each
        named |= Q(**{name: unit})
    return named


class ScopedManager(models.Manager[AnyScoped_co], Generic[AnyScoped_co]):
    """Answers only inside a scope, and only with what that scope may see."""

    def get_queryset(self) -> models.QuerySet[AnyScoped_co]:
        scope, rows = current(), super().get_queryset()
        return rows if scope.everything else rows.filter(self.model.visible(scope))


class Scoped(Row):
    """A row that belongs to a unit. `objects` is scoped; `unscoped` is for jobs and migrations.

    `scope_field` leads to its unit; `seen_with` names the reference to a row that is seen by the same people.
    """

    scope_field = "unit"
    seen_with = ""

    objects: ScopedManager[Any] = ScopedManager()
    unscoped: models.Manager[Any] = models.Manager()

    class Meta:
        abstract = True
        base_manager_name = "unscoped"

    @classmethod
    def visible(cls, scope: Scope) -> Q:
        """Return which rows `scope` may see."""
        if cls.seen_with:
            return cls._seen_with(scope)
        return Q(**{f"{cls.scope_field}__in": visible_units(scope)}) | cls.given_to(scope)

    @classmethod
    def given_to(cls, scope: Scope) -> Q:
        """Return which rows were given to `scope` by name, wherever they stand in the tree."""
        named = _in_units(scope)
        for party in scope.parties:
            named |= Q(party_uid=party)
        shared = Access.objects.filter(named, valid_on(scope.on), kind=cls._meta.label_lower)
        return Q(uid__in=shared.values("row_uid"))

    @classmethod
    def own_of(cls, scope: Scope) -> Q:
        """Return which rows belong to the very units of `scope`, not to those below."""
        return _in_units(scope, cls.scope_field)

    @classmethod
    def _seen_with(cls, scope: Scope) -> Q:
        """Ask it of each row: a list of all that may be seen would be made anew for every page."""
        parent = cast("type[Scoped]", cls._meta.get_field(cls.seen_with).related_model)
        return Q(Exists(parent.unscoped.filter(parent.visible(scope), pk=OuterRef(f"{cls.seen_with}_id"))))
