"""The lists that a province already knows, read from its folder of data."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import get_language

from minzhi.records.parameters.queries import installation

PROVINCES = Path(__file__).resolve().parents[3] / "provinces"


def known_lists() -> tuple[dict[str, Any], ...]:
    """Return the tasks of every list in this installation's province, the latest year first."""
    here = installation()
    return read_lists(PROVINCES / here.province / "tasklists") if here else ()


@lru_cache(maxsize=4)
def read_lists(folder: Path) -> tuple[dict[str, Any], ...]:
    """Return the parsed files below a folder of lists, one mapping a task."""
    years = sorted((year for year in folder.iterdir() if year.is_dir()), reverse=True)
    return tuple(yaml.safe_load(file.read_text("utf-8")) for year in years for file in sorted(year.glob("*.yaml")))


@lru_cache(maxsize=1)
def _in_english() -> dict[str, str]:
    """Return the English of every task's title and measure's label in the provinces' lists."""
    found = {}
    for folder in sorted(PROVINCES.glob("*/tasklists")):
        for task in read_lists(folder):
            found[task["title"]] = task.get("title_en") or ""
            found |= {each["label"]: each.get("label_en") or "" for each in task["measures"]}
    return found


def in_english(text: str) -> str:
    """Return a title or label of the lists for who reads English, "" for what is none and for other readers."""
    return _in_english().get(text, "") if get_language() == "en" else ""
