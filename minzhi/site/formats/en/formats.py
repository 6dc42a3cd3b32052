"""English: 30 September 2023."""

DATE_FORMAT = "j F Y"
MONTH_DAY_FORMAT = "j M"
