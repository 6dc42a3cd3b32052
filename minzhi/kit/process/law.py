"""What a clock or a power rests on: an instrument, its number, its article."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Law:
    """An instrument. `confirmed_by` empty means nobody has vouched for the reading: shown as 未核定.

    >>> str(Law("专利行政执法办法", "国家知识产权局令第71号").art(21))
    '《专利行政执法办法》（国家知识产权局令第71号）第21条'
    """

    title: str
    number: str = ""
    confirmed_by: str = ""

    def art(self, article: int | str, paragraph: int | None = None) -> "Citation":
        """Cite an article (``37`` or, between two, ``"37之一"``) and perhaps one paragraph of it."""
        return Citation(self, str(article), paragraph)

    @property
    def whole(self) -> "Citation":
        """Cite the instrument where its article is not known."""
        return Citation(self, "")

    def __str__(self) -> str:
        return f"《{self.title}》" + (f"（{self.number}）" if self.number else "")


@dataclass(frozen=True)
class Citation:
    """One article of an instrument."""

    law: Law
    article: str
    paragraph: int | None = None

    @property
    def confirmed(self) -> bool:
        return bool(self.law.confirmed_by)

    def __str__(self) -> str:
        if not self.article:
            return str(self.law)
        number, _mark, inserted = self.article.partition("之")
        article = f"第{number}条" + (f"之{inserted}" if inserted else "")
        return f"{self.law}{article}" + (f"第{self.paragraph}款" if self.paragraph else "")
