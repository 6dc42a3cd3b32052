"""What is registered, what became of it, and which leaf of the log each fact is."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minzhi.records.facts.models import Fact
from minzhi.records.files.models import StoredFile
from minzhi.records.scope.models import Scoped
from minzhi.records.tables.dated import Dated
from minzhi.records.tables.rows import Row, Versioned
from minzhi.records.units.models import Unit


class Status(models.TextChoices):
    VALID = "valid", _("有效")
    SUSPENDED = "suspended", _("暂停")
    ENDED = "ended", _("届满")
    CANCELLED = "cancelled", _("注销或撤销")


class Entry(Scoped, Versioned):
    """One numbered entry of a register. `public` is what everybody may read, `private` what the office keeps."""

    register = models.CharField(max_length=40)
    number = models.CharField(max_length=60)
    title = models.CharField(max_length=400)
    holder = models.CharField(max_length=400)
    public = models.JSONField(default=dict)
    private = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=Status, default=Status.VALID)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    subject_type = models.CharField(max_length=60)
    subject_uid = models.UUIDField(db_index=True)
    entered_on = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    changes_count = models.PositiveIntegerField(default=0, editable=False)
    salt = models.CharField(max_length=32, blank=True, editable=False)

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=("register", "status", "-id")), models.Index(fields=("register", "valid_until")))
        constraints = (models.UniqueConstraint(fields=("register", "number"), name="register_a_number_stands_once"),)
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return f"{self.number}　{self.title}"

    def get_absolute_url(self) -> str:
        return reverse("register:entry", args=(self.register, self.number))


class Change(models.Model):
    """What happened to an entry, never altered: the first is its entering. `document` is what was public then."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="changes")
    sequence = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=Status)
    reason = models.CharField(max_length=400, blank=True)
    document = models.JSONField()
    happened_on = models.DateField()
    fact = models.OneToOneField(Fact, on_delete=models.PROTECT, related_name="register_change")

    class Meta:
        ordering = ("entry", "sequence")
        constraints = (models.UniqueConstraint(fields=("entry", "sequence"), name="register_one_change_after_another"),)

    def __str__(self) -> str:
        return f"{self.entry}　{self.sequence}"


class Certificate(Row):
    """The certificate of an entry as it stood after one change: a PDF that carries its receipt. Never changed."""

    change = models.OneToOneField(Change, on_delete=models.PROTECT, related_name="certificate")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=200)
    made_on = models.DateField()

    def __str__(self) -> str:
        return self.code


class Leaf(models.Model):
    """Which leaf of the log a fact is. A leaf without fact is one whose fact a restored backup no longer had."""

    index = models.PositiveBigIntegerField(primary_key=True)
    fact = models.OneToOneField(Fact, null=True, blank=True, on_delete=models.PROTECT, related_name="leaf")
    salt = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="register_a_leaf_has_fact_and_salt_or_neither",
                condition=Q(fact__isnull=True, salt="") | (Q(fact__isnull=False) & ~Q(salt="")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.index}"


class Witness(Row, Dated):
    """A local office that signs what it saw of the log; `key` is its printed public key."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    key = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class Checkpoint(models.Model):
    """What the log published of itself: a size, a root, its own signature. The witnesses' are beside it."""

    size = models.PositiveBigIntegerField(primary_key=True)
    root = models.CharField(max_length=64)
    note = models.TextField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.size} {self.root}"


class Cosignature(models.Model):
    """A witness's signature under a checkpoint, as a line of its note."""

    checkpoint = models.ForeignKey(Checkpoint, on_delete=models.PROTECT, related_name="cosignatures")
    witness = models.ForeignKey(Witness, on_delete=models.PROTECT, related_name="+")
    line = models.CharField(max_length=400)
    received_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("checkpoint", "witness"), name="register_a_witness_signs_once"),)

    def __str__(self) -> str:
        return self.line


class Mirrored(Row):
    """An entry of another installation, brought by a signed bundle; `receipt` proves it without that bundle."""

    origin = models.CharField(max_length=120)
    register = models.CharField(max_length=40)
    number = models.CharField(max_length=60)
    leaf = models.PositiveBigIntegerField()
    status = models.CharField(max_length=10, choices=Status)
    document = models.JSONField()
    receipt = models.JSONField(default=dict)

    class Meta:
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=("origin", "register", "number"), name="register_mirrored_once"),)

    def __str__(self) -> str:
        return f"{self.origin}　{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("register:mirrored", args=(self.uid,))

    @property
    def title(self) -> str:
        return str(self.document["title"])

    @property
    def holder(self) -> str:
        return str(self.document["holder"])

    @property
    def entered_on(self) -> date:
        return date.fromisoformat(self.document["entered_on"])

    @property
    def valid_until(self) -> date | None:
        written = self.document["valid_until"]
        return date.fromisoformat(written) if written else None


class Source(Row):
    """Another installation whose bundles are taken: its key, and the last checkpoint seen of it."""

    origin = models.CharField(max_length=120, unique=True)
    key = models.CharField(max_length=200)
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.origin
