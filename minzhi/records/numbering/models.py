"""Numbers without gaps: a series a year, counted in the transaction that uses the number."""

from django.db import models

from minzhi.records.units.models import Post


class Series(models.Model):
    key = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("key", "year"), name="numbering_one_series_a_year"),)

    def __str__(self) -> str:
        return f"{self.key} {self.year}: {self.last}"


class Issued(models.Model):
    """A number that was given out: to what, by whom, when."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="issued")
    number = models.PositiveIntegerField()
    subject_uid = models.UUIDField(null=True, blank=True, db_index=True)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    issued_on = models.DateField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("series", "number"), name="numbering_a_number_is_given_once"),)

    def __str__(self) -> str:
        return f"{self.series.key} {self.series.year} {self.number}"
