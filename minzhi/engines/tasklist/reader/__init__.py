"""Reads official notices: from the bytes of a file to sections, tasks, sentences and units, each with its place."""

from minzhi.engines.tasklist.reader.notice import Notice, as_json
from minzhi.engines.tasklist.reader.paper import Unreadable
from minzhi.engines.tasklist.reader.reading import read

__all__ = ["Notice", "Unreadable", "as_json", "read"]
