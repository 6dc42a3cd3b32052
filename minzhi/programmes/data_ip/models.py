"""What this room keeps besides its cases: deposits with their row sketches, and the works of the pilot."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minzhi.records.files.models import StoredFile
from minzhi.records.scope.models import Scoped
from minzhi.records.tables.rows import Versioned
from minzhi.records.units.models import Unit


class Deposit(Scoped):
    """Hashes of files that somebody deposited from their own machine, with the moment, signed. Never changed.

    `root` is the SHA-256 over the files' own, `files` a list of ``{name, size, sha256}``; the files stay with the
    applicant. `receipt` is a note signed with the log's key.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(_("存证编号"), max_length=30, unique=True)
    title = models.CharField(_("名称"), max_length=200)
    who = models.CharField(_("存证人"), max_length=120)
    files = models.JSONField(_("文件"))
    root = models.CharField(_("存证哈希"), max_length=64, db_index=True)
    rows = models.PositiveBigIntegerField(_("不同的行数"), null=True, blank=True)
    receipt = models.TextField(_("存证回执"))
    deposited_on = models.DateField(_("存证日"))
    deposited_at = models.DateTimeField(_("存证时间"))

    class Meta:
        ordering = ("-pk",)
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return f"{self.number}　{self.title}"

    def get_absolute_url(self) -> str:
        return reverse("data_ip:deposits") + f"?q={self.number}"


class KeptHash(Scoped):
    """One of the least row hashes of a deposit, as a number: what two data sets have in common is told from these."""

    seen_with = "deposit"

    deposit = models.ForeignKey(Deposit, on_delete=models.PROTECT, related_name="kept")
    value = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("deposit", "value"), name="data_ip_a_hash_is_kept_once"),)
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return f"{self.value:015x}"


class Work(Scoped, Versioned):
    """A work of the pilot: a theory topic, a rule that was made, an experience that others can use."""

    class Kind(models.TextChoices):
        TOPIC = "topic", _("理论课题")
        OUTPUT = "output", _("制度成果")
        PACK = "pack", _("经验做法")

    class Stage(models.TextChoices):
        PLANNED = "planned", _("工作方案")
        OPEN = "open", _("研究中")
        DRAFT = "draft", _("征求意见稿")
        CONCLUDED = "concluded", _("已结题")
        ISSUED = "issued", _("正式文件")
        WRITTEN = "written", _("已总结")
        APPLIED = "applied", _("申报材料")
        RECOGNISED = "recognised", _("批复文件")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("类别"), max_length=8, choices=Kind)
    title = models.CharField(_("名称"), max_length=200)
    stage = models.CharField(_("进展"), max_length=12, choices=Stage)
    lead = models.CharField(_("承担单位"), max_length=120, blank=True)
    number = models.CharField(_("文号"), max_length=60, blank=True)
    summary = models.TextField(_("做了什么"), max_length=4000)
    figures = models.TextField(_("成效数字"), max_length=2000, blank=True)
    reusable = models.TextField(_("别处怎么用"), max_length=2000, blank=True)
    evidence = models.ManyToManyField(StoredFile, related_name="+", blank=True)
    open_papers = models.JSONField(default=list, help_text="SHA-256 of the evidence that everybody may take")
    started_on = models.DateField(_("开始日"))
    staged_on = models.DateField(_("最近进展日"))
    published_on = models.DateField(_("公布日"), null=True, blank=True)

    class Meta:
        ordering = ("kind", "-pk")
        constraints = (
            models.UniqueConstraint(fields=("unit", "kind", "title"), name="data_ip_a_work_is_kept_once"),
            models.CheckConstraint(
                name="data_ip_a_work_comes_on_after_it_began", condition=Q(staged_on__gte=F("started_on"))
            ),
            models.CheckConstraint(
                name="data_ip_only_experience_is_published", condition=Q(published_on__isnull=True) | Q(kind="pack")
            ),
        )
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("data_ip:work", args=[self.uid])
