"""Chinese: 2023年9月30日, without spaces or leading zeros."""

DATE_FORMAT = "Y年n月j日"
MONTH_DAY_FORMAT = "n月j日"
