"""The lists that a province already knows, read from its folder of data."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

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
