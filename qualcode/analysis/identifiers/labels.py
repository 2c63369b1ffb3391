"""Names outside of the speech: speakers' labels, file names, document properties."""

import re
from collections.abc import Iterator

from qualcode.analysis.identifiers.allowed import is_allowed
from qualcode.analysis.identifiers.first_names import KNOWN
from qualcode.analysis.identifiers.found import Identifier, plain
from qualcode.analysis.identifiers.surnames import SURNAMES
from qualcode.analysis.identifiers.uk_places import AMBIGUOUS, PLACES
from qualcode.model.speakers import is_interviewer
from qualcode.model.text import Span

_WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_BRACKETS = re.compile(r"[\[(].*?[\])]")
_NEUTRAL = frozenset(
    """
    participant participants interviewee interviewer respondent patient client service user carer caregiver
    coordinator speaker unknown unidentified male female man woman both all group parent child partner staff
    clinician professional manager practitioner researcher moderator facilitator person student senior
    junior peer lay expert gp nurse doctor therapist worker keyworker advocate interpreter translator
    observer chair voice narrator operator narration provider consultant husband wife mother father mum dad
    son daughter sister brother relative friend other others host guest witness subject informant sp su cc
    ca p r q a i int res resp pt dr hcp interview transcript transcription focus group field note notes
    session recording audio video file final draft copy version anonymised anonymized anon clean edited
    checked corrected untitled document word doc scan data part zoom teams meeting new old study project
    pilot wave round baseline followup follow up care plan review site case id normal template microsoft
    office user administrator admin qualcode libreoffice python docx owner author default untitled heading
    page confidential private draft of and the for with from in at on by to an
    """.split()
)


def label_is_a_name(label: str) -> bool:
    """Whether a speaker's label looks like a name: “Margaret”, “Kev W”, “Dr Patel”; not “P01”, “CC”."""
    if is_interviewer(label):
        return False
    return any(True for _ in names_in_label(label))


def names_in_label(label: str, kind: str = "speaker label") -> Iterator[Identifier]:
    """What in a label, or in a participant's name, looks like a name: neighbouring words as one."""
    found: list[Span] = []
    for match in _WORDS.finditer(_BRACKETS.sub(lambda brackets: " " * len(brackets[0]), label)):
        if _may_name(match[0]):
            touches = found and label[found[-1].end : match.start()] == " "
            start = found.pop().start if touches else match.start()
            found.append(Span(start, match.end()))
    for span in found:
        yield Identifier(kind, span, label[slice(*span)], "looks like a name")


def _may_name(word: str) -> bool:
    if len(word) < 3:
        return False
    if plain(word) in KNOWN or plain(word) in SURNAMES:
        return True
    abbreviation = word.isupper() and len(word) < 5
    return not abbreviation and plain(word) not in _NEUTRAL and not is_allowed(plain(word))


def names_in(words: str, kind: str) -> Iterator[Identifier]:
    """Names in a file name, a participant's name or a document property, with their places in it.

    Only what the lists know: such names are made of all kinds of words.
    """
    for match in _WORDS.finditer(_BRACKETS.sub(lambda found: " " * len(found[0]), words)):
        for part in _parts(match):
            word = plain(words[slice(*part)])
            place = word in PLACES and word not in AMBIGUOUS
            if len(word) > 2 and word not in _NEUTRAL and (word in KNOWN or word in SURNAMES or place):
                if is_allowed(word) or (word in KNOWN and not words[part.start].isupper() and len(word) < 4):
                    continue
                yield Identifier(kind, part, words[slice(*part)], "a place of the UK" if place else "a name")


def _parts(match: re.Match[str]) -> Iterator[Span]:
    """The parts of a word that is written like “MargaretHill”."""
    start = match.start()
    for end in [m.start() + 1 for m in re.finditer(r"(?<=[a-z])(?=[A-Z])", match[0])]:
        end += match.start() - 1
        yield Span(start, end)
        start = end
    yield Span(start, match.end())
