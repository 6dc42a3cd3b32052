"""The front door of the plan: what rooms and the site may use of it."""

from minzhi.engines.tasklist.programme import Programme, programmes

__all__ = ["Programme", "programmes"]
