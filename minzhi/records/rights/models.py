"""Rights of everybody, as the offices published them: what is so now, and every record and event it rests on."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from minzhi.records.tables.rows import Row, Versioned


class Delivery(Row):
    """One file that came in: its format, name, hash and day. `origin` tells synthetic records from published ones."""

    class Origin(models.TextChoices):
        PUBLISHED = "published", _("公开数据")
        SYNTHETIC = "synthetic", _("合成数据")

    format = models.CharField(_("格式"), max_length=20)
    name = models.CharField(_("文件名"), max_length=200)
    sha256 = models.CharField(max_length=64)
    received_on = models.DateField(_("导入日期"))
    origin = models.CharField(_("来源性质"), max_length=10, choices=Origin, default=Origin.PUBLISHED)
    counts = models.JSONField(default=dict, help_text="read, new, changed, same, problems")
    withdrawn_on = models.DateField(_("撤销日期"), null=True, help_text="since then nothing rests on it any more")

    class Meta:
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=("format", "sha256"), name="rights_a_file_is_delivered_once"),)

    def __str__(self) -> str:
        return self.name


class Right(Row):
    """A patent or an application for one, a mark, a registered data set: what any record last said of each column."""

    class Kind(models.TextChoices):
        INVENTION = "invention", _("发明")
        UTILITY_MODEL = "utility_model", _("实用新型")
        DESIGN = "design", _("外观设计")
        MARK = "mark", _("商标")
        DATA_SET = "data_set", _("数据知识产权")

    PATENTS = (Kind.INVENTION, Kind.UTILITY_MODEL, Kind.DESIGN)

    class State(models.TextChoices):
        PENDING = "pending", _("在审")
        IN_FORCE = "in_force", _("有效")
        ENDED = "ended", _("失效")
        UNKNOWN = "unknown", _("不明")

    kind = models.CharField(_("种类"), max_length=15, choices=Kind)
    authority = models.CharField(_("受理局"), max_length=4)
    number = models.CharField(_("申请号"), max_length=40, blank=True)
    title = models.TextField(_("名称"), blank=True)
    abstract = models.TextField(_("摘要"), blank=True)
    claims = models.TextField(_("权利要求"), blank=True, help_text="one a paragraph")
    description = models.TextField(_("说明书"), blank=True)
    applicants = models.JSONField(_("申请人"), default=list, help_text="names as written")
    inventors = models.JSONField(_("发明人"), default=list)
    agency = models.CharField(_("代理机构"), max_length=300, blank=True)
    classes = models.JSONField(_("分类"), default=dict, help_text="symbols by scheme: ipc, cpc, loc, nice, groups")
    goods = models.TextField(_("商品和服务"), blank=True)
    priorities = models.JSONField(_("优先权"), default=list, help_text="number, day")
    citations = models.JSONField(_("引用"), default=list, help_text="publication numbers")
    family = models.CharField(_("同族号"), max_length=40, blank=True)
    address = models.CharField(_("地址"), max_length=500, blank=True)
    province = models.CharField(_("省份、国家"), max_length=60, blank=True)
    city = models.CharField(_("地市"), max_length=60, blank=True)
    county = models.CharField(_("县区"), max_length=60, blank=True)
    filed_on = models.DateField(_("申请日"), null=True)
    published_on = models.DateField(_("最近公开日"), null=True)
    granted_on = models.DateField(_("授权或注册日"), null=True)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.UNKNOWN)
    state_on = models.DateField(_("状态截至"), null=True)
    origin = models.CharField(_("来源性质"), max_length=10, choices=Delivery.Origin, default=Delivery.Origin.PUBLISHED)
    sources = models.JSONField(default=dict, help_text="for each column the day of the record that it was taken from")
    withdrawn = models.BooleanField(default=False, help_text="every record of it came with a withdrawn delivery")

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("family",)), models.Index(fields=("kind", "-published_on")))
        constraints = (
            models.UniqueConstraint(
                fields=("authority", "kind", "number"),
                condition=~Q(number=""),
                name="rights_an_application_is_one_right",
            ),
        )

    def __str__(self) -> str:
        return self.title or self.number

    def get_absolute_url(self) -> str:
        return f"/rights/{self.uid}/"


class Publication(models.Model):
    """One publication of a right under its own number."""

    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="publications")
    authority = models.CharField(max_length=4)
    number = models.CharField(_("公开号"), max_length=40)
    kind = models.CharField(_("文献种类"), max_length=4, blank=True)
    day = models.DateField(_("公开日"), null=True)

    class Meta:
        ordering = ("day", "pk")
        constraints = (
            models.UniqueConstraint(fields=("authority", "number", "kind"), name="rights_a_number_is_published_once"),
        )

    def __str__(self) -> str:
        return f"{self.authority}{self.number}{self.kind}"


class Record(models.Model):
    """What one delivery said of one right, word for word. Never changed; a later one stands beside it."""

    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="records")
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="records")
    said_on = models.DateField(_("数据日期"), null=True)
    digest = models.CharField(max_length=64)
    fields = models.JSONField(default=dict, help_text="typed fields of the item")
    as_written = models.JSONField(default=dict, help_text="the bibliographic part as the source has it")

    class Meta:
        ordering = ("said_on", "pk")
        constraints = (models.UniqueConstraint(fields=("right", "digest"), name="rights_a_record_is_kept_once"),)

    def __str__(self) -> str:
        return f"{self.right_id} {self.said_on}"


GAZETTED = {"publication": _("公布"), "grant": _("授权公告"), "registered": _("登记公告")}
"""What the codes are called that readers of gazettes, and this office's own registers, give."""


class Event(models.Model):
    """What happened to a right in law, as published. Never changed, never removed."""

    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="events")
    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    happened_on = models.DateField(null=True)
    text = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ("happened_on", "pk")
        constraints = (
            models.UniqueConstraint(fields=("right", "code", "happened_on", "text"), name="rights_an_event_once"),
        )

    def __str__(self) -> str:
        return f"{self.happened_on} {self.told}"

    @property
    def told(self) -> str:
        """Return the source's own words, else what the code is called, else the code."""
        return self.text or str(GAZETTED.get(self.code, self.code))


class NameRuling(Versioned):
    """An officer's word on an applicant's name: it is `holder`, or it stands apart. `key` is its normal form."""

    key = models.CharField(max_length=400, unique=True)
    name = models.CharField(_("名称"), max_length=300)
    holder = models.CharField(_("归一为"), max_length=300, help_text="its own name where it stands apart")
    post = models.ForeignKey("units.Post", on_delete=models.PROTECT, related_name="+")
    ruled_on = models.DateField(_("认定日期"))

    class Meta:
        ordering = ("holder", "name")

    def __str__(self) -> str:
        return f"{self.name} → {self.holder}"


class NameDoubt(models.Model):
    """Two names of applicants that a comparison takes for one, for an officer to rule on. Derived: made anew daily."""

    left = models.CharField(max_length=300)
    right = models.CharField(max_length=300)
    score = models.FloatField(_("评分"))
    reasons = models.JSONField(default=list, help_text="sentences for and against, as they are to be translated")
    version = models.CharField(_("评分版本"), max_length=40)

    class Meta:
        ordering = ("-score", "pk")
        constraints = (models.UniqueConstraint(fields=("left", "right"), name="rights_a_pair_of_names_once"),)

    def __str__(self) -> str:
        return f"{self.left} ? {self.right}"

    def both(self) -> tuple[str, str]:
        """Return the two names."""
        return self.left, self.right


class Touched(models.Model):
    """A right that changed and is not in the index yet; written in the transaction of the change."""

    right = models.ForeignKey(Right, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.right_id)
