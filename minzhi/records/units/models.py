"""Units as a tree that changes with the years, and the officers who hold posts in them."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from minzhi.records.places.models import Place
from minzhi.records.tables.dated import Dated
from minzhi.records.tables.rows import Row, Versioned
from minzhi.records.units.roles import ADMINISTRATORS, Role


class Unit(Row):
    """An office, a division, a centre, a station."""

    class Kind(models.TextChoices):
        PROVINCE = "province", _("省局")
        DIVISION = "division", _("处室")
        CENTRE = "centre", _("中心")
        CITY = "city", _("地方局")
        COUNTY = "county", _("县（市、区）局")
        STATION = "station", _("所站")

    key = models.SlugField(max_length=60, unique=True)
    kind = models.CharField(_("类别"), max_length=10, choices=Kind)
    name = models.CharField(_("名称"), max_length=80)
    short = models.CharField(_("简称"), max_length=40)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="units")
    order = models.PositiveIntegerField(default=0)
    map_row = models.PositiveSmallIntegerField(null=True, blank=True)
    map_column = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("order", "pk")
        constraints = (
            models.CheckConstraint(
                name="units_key_fits_into_a_path", condition=Q(key=Lower("key")) & ~Q(key__contains="/")
            ),
        )

    def __str__(self) -> str:
        return self.name


class UnitName(Dated):
    """Another name of a unit: a second name as issuer with its own prefix, or an alias in notices."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="names")
    name = models.CharField(max_length=80)
    prefix = models.CharField(_("发文代字"), max_length=20, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("name", "valid_from"), name="units_a_name_means_one_unit"),)

    def __str__(self) -> str:
        return self.name


class Placement(Dated):
    """Where a unit stands in the tree in a stretch of time. `path` is the keys from the root, each followed by "/"."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="placements")
    parent = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="branches")
    path = models.CharField(max_length=400, db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("unit", "valid_from"), name="units_one_place_at_a_time"),
            models.UniqueConstraint(
                fields=("unit",), condition=Q(valid_to__isnull=True), name="units_one_place_until_further_notice"
            ),
            models.CheckConstraint(
                name="units_placement_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
        )

    def __str__(self) -> str:
        return self.path


class Officer(Versioned):
    """A person at work. Names are shown as people write them."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="officer")
    name = models.CharField(_("姓名"), max_length=50)

    def __str__(self) -> str:
        return self.name


class Post(Dated):
    """What an officer is, where, and for how long. An officer may hold several."""

    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(_("角色"), max_length=20, choices=Role)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("officer", "unit", "role", "valid_from"), name="units_a_post_is_held_once"),
            models.UniqueConstraint(
                fields=("officer",),
                condition=Q(role__in=sorted(ADMINISTRATORS), valid_to__isnull=True),
                name="units_nobody_plays_two_administrators",
            ),
            models.CheckConstraint(
                name="units_post_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
        )

    def __str__(self) -> str:
        return f"{gettext(self.unit.short)}　{self.officer}"


class Delegation(Row, Dated):
    """A post lent to a colleague between two days (both included)."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="delegations")
    to = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="delegated")
    reason = models.CharField(_("事由"), max_length=200)
    given_on = models.DateField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="units_delegation_has_an_end", condition=Q(valid_to__isnull=False, valid_to__gte=F("valid_from"))
            ),
        )

    def __str__(self) -> str:
        return f"{self.post} → {self.to}"

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
