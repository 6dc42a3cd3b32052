"""The dossier: papers with their SHA-256, how they were served, who agreed to be served electronically."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minzhi.engines.casework.models.cases import Case, Event, OfCase
from minzhi.records.files.models import StoredFile


class Paper(OfCase):
    """One paper of a case; never changed. `made_at` is the moment a photograph or recording was taken, where known."""

    class Kind(models.TextChoices):
        REQUEST = "request", _("申请材料")
        IDENTITY = "identity", _("主体资格")
        RIGHT = "right", _("权利证明")
        EVIDENCE = "evidence", _("证据")
        STATEMENT = "statement", _("答辩、陈述")
        RECORD = "record", _("笔录")
        ISSUED = "issued", _("本机关文书")
        RECEIPT = "receipt", _("送达回证")
        INTERNAL = "internal", _("内部材料")
        OTHER = "other", _("其他")

    class Way(models.TextChoices):
        IN = "in", _("收")
        OUT = "out", _("发")
        OWN = "own", _("存")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="papers")
    number = models.PositiveIntegerField()
    kind = models.CharField(_("类别"), max_length=10, choices=Kind)
    way = models.CharField(_("收发"), max_length=3, choices=Way)
    title = models.CharField(_("文件"), max_length=200)
    came_from = models.CharField(_("来自"), max_length=120, blank=True)
    document = models.SlugField(max_length=40, blank=True, help_text="of an issued paper: the uid of its document")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    filed_on = models.DateField(_("日期"))
    made_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    is_public = models.BooleanField(default=False, help_text="the parties may see it")

    class Meta(OfCase.Meta):
        abstract = False
        ordering = ("case", "number")
        constraints = (
            models.UniqueConstraint(fields=("case", "number"), name="casework_one_paper_after_another"),
            models.UniqueConstraint(
                fields=("document",), condition=~Q(document=""), name="casework_an_issued_paper_is_filed_once"
            ),
        )

    def __str__(self) -> str:
        return self.title


class Service(OfCase):
    """How one paper was served on one party; never changed: another attempt is another row."""

    class Way(models.TextChoices):
        MAIL = "mail", _("邮寄送达")
        DIRECT = "direct", _("直接送达")
        LEAVING = "leaving", _("留置送达")
        NOTICE = "notice", _("公告送达")
        ELECTRONIC = "electronic", _("电子送达")

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="services")
    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="services")
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="services")
    to = models.CharField(_("受送达人"), max_length=120)
    way = models.CharField(_("送达方式"), max_length=10, choices=Way)
    sent_on = models.DateField(_("发出"))
    received_on = models.DateField(_("收到"), null=True, blank=True)
    receipt = models.CharField(_("送达凭证"), max_length=200, blank=True)

    class Meta(OfCase.Meta):
        abstract = False
        ordering = ("case", "pk")
        constraints = (
            models.CheckConstraint(
                name="casework_electronic_service_has_a_receipt",
                condition=~Q(way="electronic") | Q(received_on__isnull=True) | ~Q(receipt=""),
            ),
        )

    def __str__(self) -> str:
        return f"{self.paper} → {self.to}"


class Consent(OfCase):
    """A party's word on electronic service; never changed: taking it back is another row."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="consents")
    who = models.CharField(_("当事人"), max_length=120)
    address = models.CharField(_("电子送达地址"), max_length=120)
    given = models.BooleanField()
    said_on = models.DateField()

    class Meta(OfCase.Meta):
        abstract = False
        ordering = ("case", "pk")

    def __str__(self) -> str:
        return f"{self.who} {self.said_on}"
