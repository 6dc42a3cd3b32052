"""How often something changed, counted by the database itself, without any writer waiting for another."""

from django.db import models


class Change(models.Model):
    """So many changes of a topic. Each statement that changes a counted table adds a row; jobs add rows up."""

    topic = models.CharField(max_length=20)
    weight = models.BigIntegerField(default=1)

    class Meta:
        indexes = (models.Index(fields=("topic", "weight"), name="changes_by_topic"),)

    def __str__(self) -> str:
        return f"{self.topic} {self.weight}"
