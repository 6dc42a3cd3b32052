"""Statements composed once write and read what the ORM writes and reads."""

import pytest
from django.apps import apps
from django.db import connection, models, transaction

from minzhi.records.tables.statements import PLAIN_FIELDS, Select, insert, names_of, run, update


def unit(name):
    return apps.get_model("units", "Unit")(key=f"{len(name)}-{ord(name[0])}", kind="station", name=name, short="演示")


@pytest.mark.django_db
def test_several_run_in_their_order_and_each_answers_for_itself():
    kind = apps.get_model("units", "Unit")
    with transaction.atomic():
        ((first,), (second,)), changed, found = run(
            insert(unit("甲所"), unit("乙所")),
            update(kind(pk=0, name="没有的所"), "name"),
            Select(kind, ("id", "name"), by="short", order="id").where("演示"),
        )
    assert [changed, found] == [[], [(first, "甲所"), (second, "乙所")]]


@pytest.mark.django_db
def test_what_is_written_is_what_the_orm_reads():
    row = unit("甲所")
    ((row.pk,),) = run(insert(row))[0]
    kept = type(row).objects.get(pk=row.pk)
    assert {name: getattr(kept, name) for name in names_of(type(row))} == {
        name: getattr(row, name) for name in names_of(type(row))
    }


def kinds_of_field():
    fields = (field for model in apps.get_models() for field in model._meta.concrete_fields)  # noqa: SLF001 - public in Django's docs
    return sorted((field for field in fields if type(field) in PLAIN_FIELDS), key=str)


def test_a_plain_field_has_nothing_to_prepare():
    for field in kinds_of_field():
        for value in (None, True, 7, "7"):
            if _fits(field, value):
                assert field.get_db_prep_save(value, connection) == value, (field, value)


def _fits(field, value):
    """Tell whether a field of this kind keeps such a value; an empty or a whole one of another kind never comes."""
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    wants = {models.BooleanField: bool, models.CharField: str, models.TextField: str}
    return value is None or type(value) is wants.get(type(target), int)
