"""What may still identify someone in a transcript, by rules: see `find`."""

from qualcode.analysis.identifiers.check import find, find_in_words
from qualcode.analysis.identifiers.found import KINDS, Identifier, same
from qualcode.analysis.identifiers.labels import label_is_a_name, names_in, names_in_label

__all__ = [
    "KINDS",
    "Identifier",
    "find",
    "find_in_words",
    "label_is_a_name",
    "names_in",
    "names_in_label",
    "same",
]
