"""Where the notice and its measures lie in the package."""

from minzhi.engines.tasklist.queries.packs import PROVINCES

TASKLISTS = PROVINCES / "fujian/tasklists/2023"
NOTICE = TASKLISTS / "notice.txt"
