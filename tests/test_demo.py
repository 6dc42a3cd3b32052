"""The demonstration as a whole: every room makes its half year in one installation."""

import pytest

from minzhi.engines.casework import api as casework
from minzhi.engines.similarity import api as similarity
from minzhi.programmes.filing_order.models import Hit
from minzhi.records.facts.models import Fact
from minzhi.site import demo


@pytest.mark.django_db
def test_every_room_makes_its_half_year_in_one_installation(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT, settings.KEYS_ROOT, settings.LOG_ROOT = tmp_path / "files", tmp_path / "keys", tmp_path / "log"
    monkeypatch.setattr(demo.plan, "half_year", lambda *_people, **_said: None)  # tried by itself, and the longest
    assert (demo.demonstrate(lambda *_done: None), demo.demonstrate(lambda *_done: None)) == (True, False)
    rooms = {kind.partition(".")[0] for kind in Fact.unscoped.values_list("kind", flat=True)}
    met = Hit.unscoped.filter(version__startswith="logos", case__isnull=False).exists()
    judged = [similarity.meter(screen).judged > 0 for screen in ("filings", "marks", "logos")]
    assert (met, judged) == (True, [True] * 3)
    assert ({"agencies", "filing_order", "geographical_indications"} - rooms, casework.verify()) == (set(), [])
