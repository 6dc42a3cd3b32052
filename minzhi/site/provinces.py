"""The province of this installation: its files, read once."""

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent.parent / "provinces"


@lru_cache(maxsize=32)
def read(province: str, name: str) -> Any:  # noqa: ANN401 - each file has a form of its own, checked by who loads it
    """Return the parsed file ``name`` of a province; raises `FileNotFoundError` where it ships none."""
    return yaml.safe_load((FOLDER / province / f"{name}.yaml").read_text("utf-8"))


def shipped() -> list[str]:
    """Return the provinces whose files come with the program."""
    return sorted(folder.name for folder in FOLDER.iterdir() if (folder / "units.yaml").exists())


def office_name(province: str) -> str:
    """Return the name under which the province's office issues."""
    return str(read(province, "letterhead")["issuers"][0]["name"])
