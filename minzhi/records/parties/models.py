"""Parties: who owns rights, files, is helped or supervised; with every name they had or are called by."""

from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from minzhi.kit.numbers import normalise
from minzhi.records.parties.masking import masked_name
from minzhi.records.places.models import Place
from minzhi.records.tables.dated import Dated
from minzhi.records.tables.rows import Versioned

NAME_LENGTH = 200
FOLDED_LENGTH = 400  # a folded sign may take more room than the written one


def folded(name: str) -> str:
    """Return a name as it is compared: full width or half, spaces and case make no difference.

    >>> folded("厦门（集美） 某ＡＢ公司") == folded("厦门(集美)某ab公司")
    True
    """
    return normalise(name).casefold()[:FOLDED_LENGTH]


def identity_mark(number: str) -> str:
    """Return what is kept of a person's identity number: a hash that only this installation can compute."""
    return salted_hmac("minzhi.parties.identity", folded(number), algorithm="sha256").hexdigest()


class Party(Versioned):
    """A person or an organisation. `name` is the registered name of today."""

    class Kind(models.TextChoices):
        PERSON = "person", _("自然人")
        ENTERPRISE = "enterprise", _("企业")
        SOLE_TRADER = "sole_trader", _("个体工商户")
        UNIVERSITY = "university", _("高等学校")
        INSTITUTE = "institute", _("科研院所")
        AGENCY = "agency", _("代理机构")
        PUBLIC_BODY = "public_body", _("机关事业单位")
        ASSOCIATION = "association", _("社会组织")

    kind = models.CharField(_("类别"), max_length=20, choices=Kind)
    name = models.CharField(_("名称"), max_length=NAME_LENGTH)
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, unique=True, null=True, blank=True)
    identity = models.CharField(max_length=64, unique=True, null=True, blank=True, editable=False)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("主体")
        constraints = (
            models.CheckConstraint(
                name="parties_only_persons_have_an_identity_number",
                condition=Q(kind="person", credit_code__isnull=True) | ~Q(kind="person") & Q(identity__isnull=True),
            ),
        )

    def __str__(self) -> str:
        return masked_name(self.name) if self.is_person else self.name

    @property
    def is_person(self) -> bool:
        return self.kind == self.Kind.PERSON


class PartyName(Dated):
    """A name of a party in a stretch of time."""

    class Kind(models.TextChoices):
        REGISTERED = "registered", _("登记名称")
        SHORT = "short", _("简称")
        FOREIGN = "foreign", _("外文名称")
        VARIANT = "variant", _("异写")

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="names")
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=NAME_LENGTH)
    folded = models.CharField(max_length=FOLDED_LENGTH, db_index=True, editable=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("party",),
                condition=Q(kind="registered", valid_to__isnull=True),
                name="parties_one_registered_name_at_a_time",
            ),
            models.CheckConstraint(
                name="parties_a_name_ends_after_it_begins",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
            ),
        )

    def __str__(self) -> str:
        return masked_name(self.name) if self.party.is_person else self.name
