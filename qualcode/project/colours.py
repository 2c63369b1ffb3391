"""The colours of codes, as they are written."""

import re

from qualcode.model.errors import Refused

_COLOUR = re.compile("#[0-9a-f]{6}")


def colour(said: str) -> str:
    """A colour as codes keep it; Refused if it is none."""
    found = said.strip().casefold()
    if found and not _COLOUR.fullmatch(found):
        raise Refused(f"“{said}” is no colour: write it as #1f77b4, or leave it empty for the palette's.")
    return found
