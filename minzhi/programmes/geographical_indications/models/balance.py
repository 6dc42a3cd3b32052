"""The mass balance: plots and boats, every movement of goods, batches, print runs of labels, scans."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from minzhi.programmes.geographical_indications.models.registers import Producer, Report
from minzhi.records.indications.models import Indication
from minzhi.records.places.models import Place
from minzhi.records.scope.models import Scoped
from minzhi.records.tables.dated import Dated
from minzhi.records.tables.rows import Versioned
from minzhi.records.units.models import Unit


class Plot(Scoped, Versioned, Dated):
    """A plot (its size in mu) or a boat (size 1) of a grower; most growers sell to processors."""

    class Kind(models.TextChoices):
        LAND = "land", _("地块")
        BOAT = "boat", _("船只")

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    indication = models.ForeignKey(Indication, on_delete=models.PROTECT, related_name="plots")
    kind = models.CharField(_("种类"), max_length=5, choices=Kind, default=Kind.LAND)
    number = models.CharField(_("编号"), max_length=40)
    grower = models.CharField(_("农户"), max_length=60)
    place = models.CharField(_("坐落"), max_length=120)
    size = models.DecimalField(_("面积，亩"), max_digits=10, decimal_places=2)
    source = models.CharField(_("依据"), max_length=200)

    class Meta:
        ordering = ("indication", "number")
        constraints = (
            models.UniqueConstraint(fields=("indication", "number"), name="geographical_indications_a_plot_once"),
            models.CheckConstraint(name="geographical_indications_a_plot_has_a_size", condition=Q(size__gt=0)),
        )
        base_manager_name = "unscoped"

    def __str__(self) -> str:
        return self.number


class OfProducer(Scoped):
    """A row of a producer: whoever sees the producer sees it."""

    seen_with = "producer"

    producer: models.ForeignKey[Producer, Producer]

    class Meta:
        abstract = True
        base_manager_name = "unscoped"


class Batch(OfProducer):
    """Product set apart to be labelled, in packs of one size. It left the producer's stock when it was packed."""

    producer = models.ForeignKey(Producer, on_delete=models.PROTECT, related_name="batches")
    report = models.ForeignKey(Report, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(_("批次号"), max_length=20, unique=True)
    product = models.CharField(_("品名规格"), max_length=120)
    quantity = models.DecimalField(_("数量，千克"), max_digits=12, decimal_places=3)
    net_grams = models.PositiveIntegerField(_("每件净含量，克"))
    packed_on = models.DateField(_("包装日期"))

    class Meta(OfProducer.Meta):
        abstract = False
        ordering = ("-packed_on", "-pk")
        constraints = (
            models.CheckConstraint(
                name="geographical_indications_a_batch_weighs_something", condition=Q(quantity__gt=0, net_grams__gt=0)
            ),
        )

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("geographical_indications:batch", args=[self.uid])


class Movement(OfProducer):
    """Goods that came, changed or went, in kilograms with their sign. Never changed; another sets an error right."""

    class Kind(models.TextChoices):
        HARVEST = "harvest", _("自采")
        SLIP = "slip", _("收购")
        OPENING = "opening", _("期初库存")
        MADE = "made", _("加工")
        BOUGHT = "bought", _("购入成品")
        SOLD = "sold", _("售出散装")
        RETURNED = "returned", _("退回")
        LOST = "lost", _("损耗")
        PACKED = "packed", _("成批")
        CORRECTED = "corrected", _("冲正")

    producer = models.ForeignKey(Producer, on_delete=models.PROTECT, related_name="movements")
    kind = models.CharField(_("事项"), max_length=9, choices=Kind)
    raw = models.DecimalField(_("原料，千克"), max_digits=12, decimal_places=3, default=0)
    product = models.DecimalField(_("成品，千克"), max_digits=12, decimal_places=3, default=0)
    plot = models.ForeignKey(Plot, null=True, blank=True, on_delete=models.PROTECT, related_name="movements")
    other = models.ForeignKey(Producer, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(Batch, null=True, blank=True, on_delete=models.PROTECT, related_name="movements")
    corrects = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="correction")
    slip = models.CharField(_("收购单号"), max_length=40, blank=True)
    says = models.CharField(_("说明"), max_length=200, blank=True)
    happened_on = models.DateField(_("日期"))

    class Meta(OfProducer.Meta):
        abstract = False
        ordering = ("happened_on", "pk")
        indexes = (models.Index(fields=("plot", "happened_on")), models.Index(fields=("producer", "happened_on")))
        constraints = (
            models.UniqueConstraint(
                fields=("producer", "slip"), condition=~Q(slip="") & Q(corrects=None),
                name="geographical_indications_a_slip_once",
            ),
            models.CheckConstraint(
                name="geographical_indications_a_harvest_has_a_plot",
                condition=~Q(kind__in=("harvest", "slip")) | Q(plot__isnull=False),
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_on}"

    @property
    def is_correctable(self) -> bool:
        """Tell whether its opposite may set it right; what left for somebody else goes back another way."""
        other_ways = {self.Kind.CORRECTED, self.Kind.PACKED, self.Kind.BOUGHT, self.Kind.SOLD}
        return self.kind not in other_ways and not hasattr(self, "correction")


class Run(OfProducer):
    """Labels printed for a batch: so many, from place 1. The codes themselves are made anew when they are needed."""

    producer = models.ForeignKey(Producer, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="runs")
    count = models.PositiveIntegerField(_("枚数"))
    issued_on = models.DateField(_("发放日"))
    stopped_on = models.DateField(_("停用日"), null=True, blank=True)

    class Meta(OfProducer.Meta):
        abstract = False
        ordering = ("-pk",)
        constraints = (models.CheckConstraint(name="geographical_indications_a_run_counts", condition=Q(count__gt=0)),)

    def __str__(self) -> str:
        return f"{self.batch} {self.count}"


class Scan(models.Model):
    """One look at a label: when, and where the buyer says to be. Nothing about the buyer is kept."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="scans")
    serial = models.PositiveIntegerField()
    scanned_at = models.DateTimeField()
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-pk",)
        indexes = (models.Index(fields=("run", "serial")),)

    def __str__(self) -> str:
        return f"{self.run_id}/{self.serial}"
