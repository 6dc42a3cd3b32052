import pytest

from minzhi.kit.process import Law

LAW = Law("专利法", confirmed_by="法规处")


@pytest.mark.parametrize(
    ("citation", "said"),
    [
        (LAW.art(66), "《专利法》第66条"),
        (LAW.art(66, 2), "《专利法》第66条第2款"),
        (LAW.art("120之一"), "《专利法》第120条之一"),
    ],
)
def test_a_citation_reads_as_lawyers_write_it(citation, said):
    assert str(citation) == said


def test_a_reading_is_confirmed_by_somebody_or_not():
    assert (LAW.art(1).confirmed, Law("专利法").art(1).confirmed) == (True, False)
