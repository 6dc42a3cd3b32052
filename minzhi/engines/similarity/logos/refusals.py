"""Why a picture is not taken."""

from minzhi.kit.refusal import Refusal


class BadPicture(Refusal):
    """A file that is no picture we draw. The text says why."""
