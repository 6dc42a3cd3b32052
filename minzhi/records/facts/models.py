"""Facts: what was done, to what, by whom, where, when. Given once; corrections are new facts."""

from django.db import models
from django.db.models import Q

from minzhi.records.facts.kinds import title_of
from minzhi.records.scope.ambient import Scope
from minzhi.records.scope.models import Scoped
from minzhi.records.units.models import Officer, Post, Unit


class Fact(Scoped):
    """One fact. The payload holds no personal data; the database refuses change and deletion.

    Every act writes one: there is no index that nobody asks.
    """

    kind = models.CharField(max_length=80)
    schema = models.PositiveSmallIntegerField(default=1)
    subject_type = models.CharField(max_length=60)
    subject_uid = models.UUIDField()
    officer = models.ForeignKey(Officer, on_delete=models.PROTECT, related_name="+", db_index=False)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    path = models.CharField(max_length=400)
    happened_on = models.DateField()
    recorded_at = models.DateTimeField()
    period = models.CharField(max_length=6, blank=True)
    payload = models.JSONField(default=dict)
    evidence = models.JSONField(default=list, help_text="SHA-256 of the files")
    law = models.CharField(max_length=200, blank=True)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )

    class Meta:
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=("subject_type", "subject_uid", "-id")),
            models.Index(fields=("kind", "-id")),
            models.Index(fields=("unit", "-id")),
        )
        constraints = (
            models.UniqueConstraint(
                fields=("subject_uid", "kind", "period"),
                condition=~Q(period="") & Q(corrects__isnull=True),
                name="facts_given_once_a_period",
            ),
        )
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return f"{self.title}　{self.happened_on}"

    @classmethod
    def visible(cls, scope: Scope) -> Q:
        """Return which facts `scope` may see.

        Denied twice: so SQLite reads along an index and stops where the page is full. It would otherwise
        collect the rows of both ways of seeing a fact, all of them, before it sorts.
        """
        return ~Q(~super().visible(scope))

    @property
    def title(self) -> str:
        return title_of(self.kind)


class Seal(models.Model):
    """A fact's place in the chain: each hash covers the fact and the hash before it."""

    sequence = models.PositiveBigIntegerField(primary_key=True)
    fact = models.OneToOneField(Fact, on_delete=models.PROTECT, related_name="seal")
    hash = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.sequence} {self.hash}"
