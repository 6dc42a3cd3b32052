"""`minzhi generate patents --n N --seed S [--to FILE]`: made-up patents, one a line, for `minzhi import lines`."""

import sys
from argparse import ArgumentParser
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from minzhi.records.rights.reading.lines import line_of
from minzhi.records.rights.synthetic import patents


class Command(BaseCommand):
    help = "生成合成专利数据（演示和测速用）"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["patents"])
        parser.add_argument("--n", type=int, default=1000)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--to", type=Path, help="写入的文件，不写则输出到屏幕")

    def handle(self, *_args: Any, **options: Any) -> None:
        to = options["to"]
        with to.open("w", encoding="utf-8") if to else nullcontext(sys.stdout) as stream:
            for item in patents(options["n"], seed=options["seed"]):
                stream.write(line_of(item) + "\n")
