"""What a summary rests on, and what changed since it was written.

The basis of a summary is a short digest of each definition and each linked extract that stood when its
text was last written or checked. Where one is different now, the summary says "check again" and what.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping

from qualcode.analysis.codebook import Codebook
from qualcode.model.study import Link, Summary

Basis = Mapping[str, str]


def basis_of(codebook: Codebook, column: str, links: Iterable[Link]) -> dict[str, str]:
    """What a summary under a column would rest on now: digests by what they are of."""
    basis: dict[str, str] = {}
    if (code := codebook.codes.get(column)) is not None:
        final = codebook.finals.get(column, column)
        merged = sorted(other.uid for other in codebook.merged_from.get(column, ()))
        basis["definition"] = _digest([code.brief, code.full, code.use, code.avoid])
        basis["merged"] = _digest([merged, final if final != column else ""])
    elif (theme := codebook.themes.get(column)) is not None:
        basis["definition"] = _digest(theme.definition)
        basis["codes"] = _digest(sorted(code.uid for code in codebook.codes_under.get(column, ())))
    for link in links:
        if link.linked:
            basis[f"link {link.uid}"] = f"{link.start}-{link.end} {link.relation}"
    return basis


def _digest(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


_SAID = {
    "definition": "the definition changed",
    "merged": "a code was merged",
    "codes": "the codes of the theme changed",
}


def check_again(summary: Summary, now: Basis) -> str:
    """What changed since the summary was written, in words; "" if nothing did, or nothing is written."""
    if not summary.text or summary.basis is None:
        return ""
    then: Basis = summary.basis
    said = [words for key, words in _SAID.items() if key in then and then[key] != now.get(key, "")]
    added = sum(key.startswith("link ") and key not in then for key in now)
    removed = sum(key.startswith("link ") and key not in now for key in then)
    changed = sum(key.startswith("link ") and key in now and now[key] != value for key, value in then.items())
    for number, what in ((added, "added"), (removed, "removed"), (changed, "changed")):
        if number:
            said.append(f"{number} linked extract{'s were' if number > 1 else ' was'} {what}")
    return ", ".join(said)
