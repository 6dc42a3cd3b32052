import pytest
from hypothesis import given
from hypothesis import strategies as st

from minzhi.kit.sealing import CannotOpen, seal, unseal

KEYS = {"1": b"k" * 32, "2": b"l" * 32}
PLACE = "units.officer.phone:01"


@given(st.text(), st.sampled_from(sorted(KEYS)))
def test_what_was_sealed_opens_with_its_key(text, name):
    assert unseal(seal(text, place=PLACE, key=KEYS[name], key_name=name), place=PLACE, keys=KEYS) == text


def test_a_sealed_text_says_how_and_with_which_key_and_is_never_the_same_twice():
    first, second = (seal("13800001234", place=PLACE, key=KEYS["1"], key_name="1") for _each in range(2))
    assert (first[:10], first == second, "1380000" in first) == ("A256GCM.1.", False, False)


@pytest.mark.parametrize(
    ("place", "keys"), [("units.officer.phone:02", KEYS), (PLACE, {"1": b"x" * 32}), (PLACE, {"2": KEYS["2"]})]
)
def test_moved_to_another_row_or_under_another_key_it_stays_shut(place, keys):
    with pytest.raises(CannotOpen):
        unseal(seal("13800001234", place=PLACE, key=KEYS["1"], key_name="1"), place=place, keys=keys)
