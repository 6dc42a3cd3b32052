"""The register: agencies with their branches, attorneys with their practice, yearly reports and when they are due."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minzhi.records.files.models import StoredFile
from minzhi.records.parties.models import Party
from minzhi.records.scope.models import Scoped
from minzhi.records.tables.rows import Versioned
from minzhi.records.units.models import Unit


class Agency(Scoped, Versioned):
    """A licence or record of one firm: as patent agency (until further notice) or trade mark agency (three years).

    A branch is a row of its own under its `parent`. The unit is the office of the place.
    """

    class Kind(models.TextChoices):
        PATENT = "patent", _("专利代理机构")
        TRADEMARK = "trademark", _("商标代理机构")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="branches")
    kind = models.CharField(_("类别"), max_length=10, choices=Kind)
    code = models.CharField(_("机构代码"), max_length=30)
    address = models.CharField(_("办公场所"), max_length=200)
    representative = models.CharField(_("执行事务合伙人或者法定代表人"), max_length=80, blank=True)
    partners = models.CharField(_("合伙人或者股东"), max_length=400, blank=True)
    source = models.CharField(_("依据"), max_length=200)
    valid_from = models.DateField(_("许可、备案日"))
    valid_to = models.DateField(_("备案有效期至"), null=True)
    left_on = models.DateField(_("注销、撤销日"), null=True)
    left_why = models.CharField(_("注销、撤销的理由"), max_length=200, blank=True)
    opens = models.CharField(max_length=64, blank=True, editable=False, help_text="hash of what opens its own page")

    class Meta:
        ordering = ("kind", "code")
        base_manager_name = "unscoped"
        constraints = (
            models.UniqueConstraint(fields=("kind", "code"), name="agencies_a_code_is_given_once"),
            models.UniqueConstraint(
                fields=("kind", "party"), condition=Q(left_on=None), name="agencies_a_firm_has_one_licence_of_a_kind"
            ),
            models.CheckConstraint(
                name="agencies_only_trade_mark_records_end_by_themselves",
                condition=Q(kind="patent", valid_to=None) | Q(kind="trademark", valid_to__gt=F("valid_from")),
            ),
            models.CheckConstraint(
                name="agencies_who_left_left_for_a_reason",
                condition=Q(left_on=None, left_why="") | Q(~Q(left_why=""), left_on__gte=F("valid_from")),
            ),
        )

    def __str__(self) -> str:
        return self.party.name

    def get_absolute_url(self) -> str:
        return reverse("agencies:agency", args=[self.uid])

    @property
    def public_address(self) -> str:
        """Where everybody reads of it: by kind and credit code, which are public."""
        return reverse("agencies:profile", args=[self.kind, self.number])

    @property
    def number(self) -> str:
        """The credit code, by which other rooms know the firm."""
        return self.party.credit_code or ""

    def is_practising(self, on: date) -> bool:
        """Tell whether it may practise on a day: not gone, its record not lapsed."""
        gone = self.left_on is not None and self.left_on <= on
        return self.valid_from <= on and not gone and (self.valid_to is None or on <= self.valid_to)


class OfAgency(Scoped, Versioned):
    """What is seen by whoever sees the agency."""

    seen_with = "agency"

    agency: models.ForeignKey[Agency, Agency]

    class Meta:
        abstract = True
        base_manager_name = "unscoped"


class Attorney(OfAgency):
    """A patent attorney's practice at one agency, from one day to another: one at a time.

    What was learnt of insurance, other work and filings are signals' inputs; None and "" mean that nobody knows.
    """

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="attorneys")
    name = models.CharField(_("专利代理师"), max_length=40)
    certificate = models.CharField(_("资格证号"), max_length=30)
    practising_from = models.DateField(_("执业日"))
    recorded_on = models.DateField(_("备案日"))
    left_on = models.DateField(_("离开日"), null=True)
    insured_at = models.CharField(_("社会保险缴纳单位"), max_length=200, blank=True)
    insured_months = models.PositiveSmallIntegerField(_("连续缴纳月数"), null=True)
    employed_at = models.CharField(_("专职工作单位"), max_length=200, blank=True)
    also_at = models.CharField(_("同时执业的其他机构"), max_length=400, blank=True)
    filings = models.PositiveIntegerField(_("一年代理量（件）"), null=True)
    one_account = models.BooleanField(_("只用机构一个账户提交"), null=True)
    learnt_from = models.CharField(_("数据来源"), max_length=200, blank=True)

    class Meta(OfAgency.Meta):
        abstract = False
        ordering = ("agency", "certificate")
        constraints = (
            models.UniqueConstraint(
                fields=("certificate",), condition=Q(left_on=None), name="agencies_an_attorney_practises_at_one_agency"
            ),
            models.CheckConstraint(
                name="agencies_a_practice_ends_after_it_begins",
                condition=Q(left_on=None) | Q(left_on__gte=F("practising_from")),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Season(Scoped, Versioned):
    """By when the reports of a year are due, as the notice of that year says."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("报告年度"))
    named_on = models.DateField(_("通知写明的截止日"))
    rolls = models.BooleanField(_("逢休息日顺延"), default=False)
    last_on = models.DateField(_("截止日"))
    source = models.CharField(_("通知"), max_length=200)

    class Meta:
        ordering = ("-year",)
        base_manager_name = "unscoped"
        constraints = (
            models.UniqueConstraint(fields=("unit", "year"), name="agencies_one_deadline_a_year"),
            models.CheckConstraint(
                name="agencies_a_deadline_only_rolls_forward", condition=Q(last_on__gte=F("named_on"))
            ),
        )

    def __str__(self) -> str:
        return str(self.year)

    def get_absolute_url(self) -> str:
        return reverse("agencies:season", args=[self.uid])


class YearlyReport(OfAgency):
    """An agency's report of a year with the fields of article 35; `gaps` is where it differed from the register."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="reports")
    year = models.PositiveSmallIntegerField(_("报告年度"))
    filed_on = models.DateField(_("提交日"))
    said = models.JSONField(help_text="the fields of article 35 by name; amounts as text")
    gaps = models.JSONField(default=list, help_text="label, what the register says, what the report says")
    odd = models.JSONField(default=list, help_text="figures that cannot stand together, as sentences")
    corrected_on = models.DateField(_("更正日"), null=True)
    files = models.ManyToManyField(StoredFile, verbose_name=_("附件"), related_name="+")

    class Meta(OfAgency.Meta):
        abstract = False
        ordering = ("-year", "agency")
        constraints = (models.UniqueConstraint(fields=("agency", "year"), name="agencies_one_report_a_year"),)

    def __str__(self) -> str:
        return f"{self.agency}　{self.year}"

    def get_absolute_url(self) -> str:
        return reverse("agencies:report", args=[self.uid])
