"""How a code is shown: by its name, a letter and a colour. Never by the colour alone."""

from typing import NamedTuple


class CodeLook(NamedTuple):
    """What a code looks like wherever it is drawn.

    `colour` is "#rrggbb", or "" for one of the palette; `mark` the letter or digit that stands where a coding
    begins, by default the first of the name.
    """

    name: str
    colour: str = ""
    mark: str = ""

    @property
    def letter(self) -> str:
        """One character of one cell that stands for the code."""
        for character in self.mark or self.name:
            if character.isalnum() and "\x20" < character < "\u024f":
                return character
        return "·"


UNKNOWN = CodeLook("?")
