"""A process that can be run: a table that has been checked when it was written down."""

from dataclasses import dataclass

from minzhi.kit.process.lint import contradictions
from minzhi.kit.process.refusals import ContradictsItself
from minzhi.kit.process.words import Table


@dataclass(frozen=True)
class Process(Table):
    """Raises `ContradictsItself` with every contradiction at once; so a table that is wrong does not import."""

    def __post_init__(self) -> None:
        if found := list(contradictions(self)):
            raise ContradictsItself(f"「{self.label}」（{self.name} 第{self.version}版）：" + "；".join(found))
