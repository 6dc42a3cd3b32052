"""What officers judged, what was fitted on it, and how often the public check was asked; never what was asked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from minzhi.records.scope.models import Scoped
from minzhi.records.tables.rows import Row
from minzhi.records.units.models import Post, Unit


class Screen(models.TextChoices):
    """The screens whose scores are fitted and whose errors are counted."""

    FILINGS = "filings", _("专利申请")
    MARKS = "marks", _("文字商标")
    LOGOS = "logos", _("图形商标")
    NAMES = "names", _("申请人和机构名称")


class Question(Scoped):
    """Two things that two judges look at, each without knowing what the other said."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    screen = models.CharField(_("筛查"), max_length=10, choices=Screen)
    left = models.CharField(max_length=300)
    right = models.CharField(max_length=300)
    shown = models.JSONField(default=dict, help_text="passages, channels, reasons, as they are shown to a judge")
    measures = models.JSONField(default=list, help_text="numbers that the scorer saw")
    score = models.FloatField(_("评分"))
    version = models.CharField(_("评分版本"), max_length=40)
    asked_on = models.DateField(_("提出日期"))

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("screen", "left", "right"), name="similarity_a_pair_is_asked_once"),
        )

    def __str__(self) -> str:
        return f"{self.left} - {self.right}"


class Judgement(Row):
    """What one judge said of a question. It can be taken back, never changed."""

    class Answer(models.TextChoices):
        YES = "yes", _("是")
        NO = "no", _("不是")
        UNSURE = "unsure", _("说不准")

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="judgements")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(_("判断"), max_length=6, choices=Answer)
    judged_on = models.DateField(_("判断日期"))
    withdrawn_on = models.DateField(_("撤回日期"), null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("question", "post"),
                condition=models.Q(withdrawn_on__isnull=True),
                name="similarity_a_judge_says_one_thing",
            ),
        )

    def __str__(self) -> str:
        return f"{self.question} {self.answer}"


class Fitted(Row):
    """A scorer that was fitted on judged pairs, and its errors on pairs that it was not fitted on."""

    screen = models.CharField(_("筛查"), max_length=10, choices=Screen)
    version = models.CharField(_("评分版本"), max_length=40, unique=True)
    weights = models.JSONField(default=list)
    fitted_on = models.DateField(_("校准日期"))
    pairs = models.PositiveIntegerField(_("判断一致的对数"))
    agreement = models.FloatField(_("两人一致率"), null=True)
    precision = models.FloatField(_("准确率"), null=True)
    recall = models.FloatField(_("查全率"), null=True)

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.version


class Asking(models.Model):
    """How often the public check was asked on a day. Nothing of what was asked is kept."""

    day = models.DateField()
    what = models.CharField(max_length=10)
    times = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("day", "what")
        constraints = (models.UniqueConstraint(fields=("day", "what"), name="similarity_a_day_counts_once"),)

    def __str__(self) -> str:
        return f"{self.day} {self.what} {self.times}"
