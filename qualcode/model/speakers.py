"""Which labels in a transcript are an interviewer's."""

import re

_ALONE = {"i", "q", "int", "intv", "intvr", "iv", "interviewer", "mod", "fac"}
_WORDS = {"interviewer", "researcher", "moderator", "facilitator"}
_REMARK = re.compile(r"[(\[{].*?[)\]}]")
_NUMBER = re.compile(r"[\s._#-]*(\d+|\b[a-z])$")


def is_interviewer(label: str) -> bool:
    """Whether a label is one of an interviewer, by the usual words and abbreviations.

    "I", "Int", "Q", "Interviewer 2", "Peer researcher", "Moderator (AB)", "Interviewer, First"; in any
    case of letters. Initials and names are never taken for an interviewer's.
    """
    plain = _REMARK.sub(" ", label).strip(" \t\xa0:.").casefold()
    if plain in _ALONE:
        return True
    plain = _NUMBER.sub("", plain).strip(" .")
    words = re.findall(r"[^\W\d_]+", plain)
    return plain in _ALONE or (bool(words) and (words[0] in _WORDS or words[-1] in _WORDS))
