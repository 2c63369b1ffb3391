"""What a summary rests on, and what changed since it was written.

The basis of a summary is a short digest of each definition and each linked extract that stood when its
text was last written or checked. Where one is different now, the summary says "check again" and what.
A summary of a theme rests on the definitions of those codes under which its participant is charted.
"""

import hashlib
import json
from collections.abc import Container, Iterable, Mapping
from types import MappingProxyType

from qualcode.analysis.codebook import Codebook
from qualcode.model.study import Code, Link, Summary

Basis = Mapping[str, str]

LOST = " lost"
NOTHING: Basis = MappingProxyType({})


SETTLED = {"settled": "yes"}
"""The basis of a text that copies said differently: it is to be checked until somebody does."""


def basis_of(
    codebook: Codebook,
    column: str,
    links: Iterable[Link],
    charted: Container[str] | None = None,
    corrected: Basis = NOTHING,
) -> dict[str, str]:
    """What a summary under a column would rest on now: digests by what they are of.

    Under a theme, `charted` are the codes that count; all of them where it isn't given. `corrected` says, by
    uid, of the summary's links in corrected transcripts where they were made, and what became of their words:
    nothing, if those are the same; an end with LOST for those that stand nowhere now.
    """
    basis: dict[str, str] = {}
    if (code := codebook.codes.get(column)) is not None:
        basis["definition"] = _definition(code)
        basis["merged"] = _merged(codebook, column)
    elif (theme := codebook.themes.get(column)) is not None:
        codes = codebook.codes_under.get(column, ())
        basis["definition"] = _digest(theme.definition)
        basis["codes"] = _digest(sorted(code.uid for code in codes))
        for code in codes:
            if charted is None or code.uid in charted:
                basis[f"code {code.uid}"] = _digest([_definition(code), _merged(codebook, code.uid)])
    for link in links:
        if link.linked:
            place = corrected.get(link.uid) or f"{link.start}-{link.end}"
            basis[f"link {link.uid}"] = f"{place} {link.relation}"
    basis.update({f"link {uid}": place for uid, place in corrected.items() if place.endswith(LOST)})
    return basis


def _definition(code: Code) -> str:
    return _digest([code.brief, code.full, code.use, code.avoid])


def _merged(codebook: Codebook, column: str) -> str:
    final = codebook.finals.get(column, column)
    merged = sorted(other.uid for other in codebook.merged_from.get(column, ()))
    return _digest([merged, final if final != column else ""])


def written_since_merging(summary: Summary, codebook: Codebook) -> bool:
    """Whether a summary was written knowing all codes that are merged into its own."""
    return summary.basis is not None and summary.basis.get("merged") == _merged(codebook, summary.column)


def _digest(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


_SAID = {
    "definition": "the definition changed",
    "merged": "a code was merged",
    "codes": "the codes of the theme changed",
    "settled": "copies said it differently",
}


def check_again(summary: Summary, now: Basis) -> str:
    """What changed since the summary was written, in words; "" if nothing did, or nothing is written."""
    if not summary.text or summary.basis is None:
        return ""
    then: Basis = summary.basis
    said = [words for key, words in _SAID.items() if key in then and then[key] != now.get(key, "")]
    if any(key.startswith("code ") and key in now and now[key] != value for key, value in then.items()):
        said.append("the definition of a code in it changed")
    added = sum(key.startswith("link ") and key not in then for key in now)
    removed = sum(key.startswith("link ") and key not in now for key in then)
    differ = [
        (value, now[key])
        for key, value in then.items()
        if key.startswith("link ") and key in now and now[key] != value
    ]
    lost = sum(after.endswith(LOST) for _, after in differ)
    corrected = sum(not after.endswith(LOST) and _ends(before) == _ends(after) for before, after in differ)
    changed = len(differ) - lost - corrected
    if corrected:
        said.append(f"the words of {_extracts(corrected)} corrected")
    if lost:
        said.append(f"{_extracts(lost)} not found in the corrected text")
    for number, what in ((added, "added"), (removed, "removed"), (changed, "changed")):
        if number:
            said.append(f"{_extracts(number)} {what}")
    return ", ".join(said)


def _extracts(number: int) -> str:
    return f"{number} linked extract{'s were' if number > 1 else ' was'}"


def _ends(place: str) -> tuple[str, str]:
    """Where a link was made, and how it bears on the summary: all but what became of its words."""
    first, *_, last = place.split()
    return first, last
