"""What supervision adds: self-checks of a campaign, promises, training and bases, conduct."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from minzhi.programmes.agencies.models.register import Agency, OfAgency
from minzhi.records.files.models import StoredFile
from minzhi.records.scope.models import Scoped
from minzhi.records.tables.rows import Versioned
from minzhi.records.units.models import Officer, Unit


class SelfCheck(OfAgency):
    """An agency that a campaign asks to check itself: its answers, compared with what the register says."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="self_checks")
    campaign = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("交回期限"))
    returned_on = models.DateField(_("交回日"), null=True)
    answers = models.JSONField(default=dict, help_text="answers by question; see rules.checks")
    gaps = models.JSONField(default=list, help_text="label, what the register says, what the agency says")

    class Meta(OfAgency.Meta):
        abstract = False
        ordering = ("campaign", "agency")
        constraints = (
            models.UniqueConstraint(fields=("campaign", "agency"), name="agencies_a_campaign_asks_once"),
            models.CheckConstraint(
                name="agencies_answers_have_their_day", condition=Q(returned_on=None, answers={}) | ~Q(returned_on=None)
            ),
        )

    def __str__(self) -> str:
        return str(self.agency)


class Submission(OfAgency):
    """A yearly report or a self-check as an agency sent it in; it counts from that day once an officer takes it in."""

    class State(models.TextChoices):
        WAITING = "waiting", _("待收件")
        TAKEN = "taken", _("已收件")
        REFUSED = "refused", _("已退回")

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="submissions")
    year = models.PositiveSmallIntegerField(_("报告年度"), null=True, help_text="of a yearly report")
    self_check = models.ForeignKey(SelfCheck, null=True, on_delete=models.PROTECT, related_name="submissions")
    said = models.JSONField(help_text="fields of the report, or answers of the self-check, by name")
    files = models.ManyToManyField(StoredFile, verbose_name=_("附件"), related_name="+")
    sent_on = models.DateField(_("报送日"))
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.WAITING)
    answer = models.CharField(_("退回的理由"), max_length=400, blank=True)
    settled_by = models.ForeignKey(Officer, null=True, on_delete=models.PROTECT, related_name="+")
    settled_on = models.DateField(_("收件、退回日"), null=True)

    class Meta(OfAgency.Meta):
        abstract = False
        ordering = ("-pk",)
        constraints = (
            models.CheckConstraint(
                name="agencies_sent_is_a_report_or_a_self_check",
                condition=Q(year__isnull=True, self_check__isnull=False)
                | Q(year__isnull=False, self_check__isnull=True),
            ),
            models.CheckConstraint(
                name="agencies_who_settled_what_was_sent_is_named",
                condition=Q(state="waiting", settled_by=None, settled_on=None, answer="")
                | Q(state="taken", settled_by__isnull=False, settled_on__isnull=False, answer="")
                | (Q(state="refused", settled_by__isnull=False, settled_on__isnull=False) & ~Q(answer="")),
            ),
            models.UniqueConstraint(
                fields=("agency", "year"), condition=Q(state="waiting"), name="agencies_one_report_waits_at_a_time"
            ),
            models.UniqueConstraint(
                fields=("self_check",), condition=Q(state="waiting"), name="agencies_one_self_check_waits_at_a_time"
            ),
        )

    def __str__(self) -> str:
        if self.self_check:
            return f"{self.agency}　{self.self_check.campaign.title}"
        return _now("%(agency)s　%(year)s年度报告") % {"agency": self.agency, "year": self.year}

    def get_absolute_url(self) -> str:
        return reverse("agencies:submission", args=[self.uid])


class Promise(OfAgency):
    """A credit promise of an agency; where it was broken, when and how."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="promises")
    words = models.TextField(_("承诺内容"))
    promised_on = models.DateField(_("承诺日"))
    broken_on = models.DateField(_("违背日"), null=True)
    broken_how = models.CharField(_("违背情况"), max_length=400, blank=True)

    class Meta(OfAgency.Meta):
        abstract = False
        ordering = ("-promised_on", "-pk")
        constraints = (
            models.CheckConstraint(
                name="agencies_a_broken_promise_says_how",
                condition=Q(broken_on=None, broken_how="") | Q(~Q(broken_how=""), broken_on__gte=F("promised_on")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.agency}　{self.promised_on}"


class Base(Scoped, Versioned):
    """A training base that the office guides and supports."""

    class Level(models.TextChoices):
        NATION = "nation", _("国家级")
        PROVINCE = "province", _("省级")
        CITY = "city", _("市级")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("培训基地"), max_length=120)
    level = models.CharField(_("级别"), max_length=10, choices=Level)
    since = models.DateField(_("设立日"))
    source = models.CharField(_("依据"), max_length=200)

    class Meta:
        ordering = ("name",)
        base_manager_name = "unscoped"
        constraints = (models.UniqueConstraint(fields=("name",), name="agencies_a_base_is_listed_once"),)

    def __str__(self) -> str:
        return self.name


class Training(Scoped, Versioned):
    """One training or exchange of agents, or one visit of guidance to a base. Nobody's name is kept."""

    class Kind(models.TextChoices):
        TRAINING = "training", _("培训")
        EXCHANGE = "exchange", _("交流")
        GUIDANCE = "guidance", _("基地指导")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("类别"), max_length=10, choices=Kind)
    title = models.CharField(_("主题"), max_length=200)
    held_on = models.DateField(_("日期"))
    base = models.ForeignKey(Base, null=True, on_delete=models.PROTECT, related_name="events")
    hours = models.DecimalField(_("学时"), max_digits=5, decimal_places=1)
    people = models.PositiveIntegerField(_("参加人次"))
    agencies = models.ManyToManyField(Agency, related_name="trainings")

    class Meta:
        ordering = ("-held_on", "-pk")
        base_manager_name = "unscoped"
        constraints = (
            models.CheckConstraint(name="agencies_guidance_goes_to_a_base",
                                   condition=~Q(kind="guidance") | Q(base__isnull=False)),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Conduct(Scoped, Versioned):
    """Self-discipline of the trade: conventions and who signed them, discipline, activities of the association."""

    class Kind(models.TextChoices):
        CONVENTION = "convention", _("自律公约")
        SIGNED = "signed", _("签署公约")
        DISCIPLINE = "discipline", _("行业惩戒")
        CULTURE = "culture", _("行风文化活动")
        PLEDGE = "pledge", _("抵制恶意低价倡议")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("类别"), max_length=10, choices=Kind)
    body = models.CharField(_("行业组织"), max_length=120)
    agency = models.ForeignKey(Agency, null=True, on_delete=models.PROTECT, related_name="conducts")
    document = models.CharField(_("文件名称和文号"), max_length=200)
    happened_on = models.DateField(_("日期"))
    words = models.TextField(_("内容"), blank=True)

    class Meta:
        ordering = ("-happened_on", "-pk")
        base_manager_name = "unscoped"
        constraints = (
            models.CheckConstraint(
                name="agencies_who_signed_or_was_disciplined_is_named",
                condition=~Q(kind__in=("signed", "discipline")) | Q(agency__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.document
