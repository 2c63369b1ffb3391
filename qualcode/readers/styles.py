"""How words look, as far as it tells who says them or whether they are seen at all."""

from typing import NamedTuple


class Looks(NamedTuple):
    """How a style or a stretch of words looks; None where nothing is said of it."""

    emphasised: bool | None = None
    hidden: bool | None = None

    def over(self, below: "Looks") -> "Looks":
        """These looks, and where they say nothing, those of what is below."""
        if below is PLAIN:
            return self
        if self is PLAIN:
            return below
        return Looks(
            below.emphasised if self.emphasised is None else self.emphasised,
            below.hidden if self.hidden is None else self.hidden,
        )


PLAIN = Looks()
