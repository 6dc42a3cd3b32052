"""What this room does: what the acts of its tables lead to, work orders in the field, fairs, campaigns, meetings."""

from minzhi.programmes.enforcement.actions import handling

__all__ = ["handling"]
