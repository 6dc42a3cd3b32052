import pytest
from django.db import IntegrityError, connection, transaction

from minzhi.records.audit.tests.cast import DAY
from minzhi.records.numbering.actions import take
from minzhi.records.numbering.models import Issued, Series


def test_numbers_of_a_series_follow_one_another_from_one(lin):
    assert [take("sheet", year=2023, by=lin, on=DAY) for _n in range(3)] == [1, 2, 3]


def test_each_year_and_each_series_begins_anew(lin):
    taken = [take(key, year=year, by=lin, on=DAY) for key, year in [("sheet", 2023), ("sheet", 2024), ("notice", 2023)]]
    assert taken == [1, 1, 1]


def test_an_act_that_fails_leaves_no_gap(lin):
    def act():
        take("sheet", year=2023, by=lin, on=DAY)
        raise LookupError

    with pytest.raises(LookupError), transaction.atomic():
        act()
    assert (Issued.objects.count(), take("sheet", year=2023, by=lin, on=DAY)) == (0, 1)


def test_it_is_on_record_what_a_number_was_given_to_and_by_whom(lin, quanzhou):
    take("sheet", year=2023, by=lin, on=DAY, subject=quanzhou)
    issued = Issued.objects.get()
    assert (str(issued), issued.subject_uid, issued.post, issued.issued_on) == (
        "sheet 2023 1",
        quanzhou.uid,
        lin.post,
        DAY,
    )


def test_the_database_refuses_the_same_number_twice(lin):
    take("sheet", year=2023, by=lin, on=DAY)
    Series.objects.update(last=0)
    with pytest.raises(IntegrityError):
        take("sheet", year=2023, by=lin, on=DAY)


def test_the_database_refuses_to_change_a_number_given_out(lin):
    take("sheet", year=2023, by=lin, on=DAY)
    with pytest.raises(IntegrityError, match="never changed"):
        Issued.objects.update(number=2)


def test_the_database_refuses_to_forget_a_number_given_out(lin):
    take("sheet", year=2023, by=lin, on=DAY)
    with pytest.raises(IntegrityError, match="never changed"):
        Issued.objects.all().delete()


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has no TRUNCATE")
def test_the_database_refuses_to_empty_the_table(lin):
    take("sheet", year=2023, by=lin, on=DAY)
    connection.check_constraints()
    with pytest.raises(IntegrityError, match="never changed"), connection.cursor() as cursor:
        cursor.execute("TRUNCATE numbering_issued CASCADE")
