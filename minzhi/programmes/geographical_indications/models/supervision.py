"""Supervision: leads to misuse, what an indication's quarter brought, and experience that others can use."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minzhi.engines.register import api as register
from minzhi.programmes.geographical_indications.models.registers import Producer
from minzhi.programmes.geographical_indications.rules.tables import MISUSES
from minzhi.records.indications.models import Indication
from minzhi.records.scope.models import Scoped
from minzhi.records.tables.rows import Versioned
from minzhi.records.units.models import Unit


class Lead(Scoped, Versioned):
    """Somebody was seen to misuse an indication. It is handed to enforcement by its fact, never a finding."""

    class Source(models.TextChoices):
        ONLINE = "online", _("电商平台")
        COMPLAINT = "complaint", _("投诉举报")
        COPIED = "copied", _("标识疑似被复制")
        CHECK = "check", _("抽查")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    indication = models.ForeignKey(Indication, on_delete=models.PROTECT, related_name="+")
    producer = models.ForeignKey(Producer, null=True, blank=True, on_delete=models.PROTECT, related_name="leads")
    source = models.CharField(_("线索来源"), max_length=10, choices=Source)
    act = models.CharField(_("行为"), max_length=20, choices=tuple(MISUSES.items()))
    place = models.CharField(_("网址或地点"), max_length=200)
    says = models.CharField(_("看到了什么"), max_length=1000)
    found_on = models.DateField(_("发现日"))

    class Meta:
        ordering = ("-pk",)
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return f"{self.indication}　{self.get_act_display()}"


class Return(Scoped, Versioned):
    """What a quarter brought to an indication: the register's own figures, and those only people know."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    indication = models.ForeignKey(Indication, on_delete=models.PROTECT, related_name="+")
    period = models.CharField(_("季度"), max_length=6)
    figures = models.JSONField(default=dict, help_text="name: number as text, null where it cannot be computed")
    said = models.JSONField(default=dict, help_text="name: what was filled in")
    sent_on = models.DateField(_("报送日"))

    class Meta:
        ordering = ("-period", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("unit", "indication", "period"), name="geographical_indications_a_quarter_is_reported_once"
            ),
        )
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return f"{self.indication}　{self.period}"

    def get_absolute_url(self) -> str:
        return reverse("geographical_indications:quarter", args=[self.indication.uid]) + f"?period={self.period}"


class SignContract(Scoped):
    """A contract by which the owner of a special sign lets somebody use it, as filed with the bureau of the place."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    sign = models.ForeignKey(register.Entry, on_delete=models.PROTECT, related_name="+", verbose_name=_("标志"))
    user = models.CharField(_("使用人"), max_length=120)
    goods = models.CharField(_("许可使用的商品和服务"), max_length=400)
    signed_on = models.DateField(_("签订日"))
    until = models.DateField(_("许可到期日"), null=True, blank=True)
    filed_on = models.DateField(_("存查日"))
    is_late = models.BooleanField(_("逾期存查"))

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("sign", "user", "signed_on"), name="geographical_indications_a_contract_is_filed_once"
            ),
            models.CheckConstraint(
                name="geographical_indications_a_contract_is_filed_after_it_is_signed",
                condition=Q(filed_on__gte=F("signed_on")),
            ),
        )
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return f"{self.sign.title}　{self.user}"


class Experience(Scoped, Versioned):
    """What a demonstration zone did, with figures and how others can use it; public once it is published.

    A paper is its title and SHA-256; everybody may read those that are `readable`.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    zone = models.CharField(_("示范区"), max_length=120)
    title = models.CharField(_("名称"), max_length=120)
    did = models.TextField(_("做了什么"), max_length=4000)
    figures = models.TextField(_("成效数字"), max_length=2000)
    reusable = models.TextField(_("别处怎么用"), max_length=2000)
    papers = models.JSONField(_("文件"), default=list, help_text="titles and hashes of the papers in the dossier")
    published_on = models.DateField(_("公布日"))

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(name="geographical_indications_experience_has_figures", condition=~Q(figures="")),
        )
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return self.title
