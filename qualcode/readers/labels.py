"""What looks like a speaker's label, and which of the look-alikes in one file are speakers.

A colon after a few words at the start of a line is a label far more often than not, but not always:
"Note:", "Goal 1:", "The thing is:". A label is believed if it is a known role or number ("Interviewer",
"P01"), or if it comes back again and again beside another that does.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from qualcode.model.speakers import is_interviewer

_ROLES = frozenset(
    """
    participant respondent interviewee subject informant speaker voice person client patient doctor gp
    nurse midwife therapist psychologist psychiatrist physician clinician consultant practitioner
    pharmacist physiotherapist counsellor carer caregiver relative parent mother father mum dad husband
    wife daughter son sister brother partner spouse child grandmother grandfather student teacher lecturer
    pupil tutor manager director coordinator officer worker supervisor volunteer user expert delegate
    member male female man woman chair chairperson observer interpreter translator host guest p r s f m
    both all everyone everybody
    """.split()
)
_FALSE_FRIENDS = frozenset(
    """
    note notes nb ps eg ie re fw fwd subject to from cc bcc date time times place location site example
    examples figure fig table source sources comment comments question questions answer answers warning
    summary http https ftp tel phone email mail url www web file attention important conclusion background
    aim aims method methods results result discussion introduction title duration length recording
    recorded transcribed transcriber transcript version project study interview section part chapter page
    appendix topic theme code memo key yes no okay ok well so but and because however total other others
    reason reasons action actions goal goals keywords abstract references reference continued end start
    agenda name address age gender sex role laughs laughter laughing laugh pause pauses silence inaudible
    unclear indistinct crosstalk overlapping music noise sighs sigh coughs cough crying redacted
    """.split()
)
_ANSWERS = frozenset(
    """
    exactly right absolutely definitely really yeah yep yup mm mmm mhm hmm uh um sure maybe perhaps never
    always sometimes often good fine great thanks hello hi bye true correct agreed indeed nothing everything
    both all everyone everybody
    """.split()
)
_SMALL_WORDS = frozenset("of the and de da du la le van von der den del di bin al for in".split())
_NUMBERED = re.compile(r"([A-Z]{1,4}|[A-Za-z]{1,2})[ _.-]?\d{1,4}[A-Za-z]?")
_NOT_A_PERSON = re.compile(
    r"(q|fig|tab|no|vol|ch|pp|h|item|step|goal|part|week|day|year|page)[ _.-]?\d+[a-z]?", re.I
)
_END_NUMBER = re.compile(r"[\s_.#-]*(\d+)\s*$")
_REMARK = re.compile(r"\(.*?\)|\[.*?\]")
_TYPO_LENGTH = 6
_TYPO_PAIRS = 20_000  # each pair takes some microseconds; no interview has a hundredth of this
_OFTEN = 5
_REMEMBERED = 2_000  # labels, of which a transcript has a handful, again and again


class Labels(NamedTuple):
    """The labels believed: the speaker's name by each spelling, and what to tell the user."""

    speakers: dict[str, str]
    warnings: tuple[str, ...]


def tidy(label: str) -> str:
    """A label without marks around it: `**Interviewer1 **` is `Interviewer1`."""
    return " ".join(
        label.strip(" \t\xa0*_:[]()" if label.count("(") != label.count(")") else " \t\xa0*_:[]").split()
    )


@lru_cache(maxsize=_REMEMBERED)
def is_role(label: str) -> bool:
    """Whether a label is known to be a person's in an interview: a role, or letters and a number ("P01")."""
    if is_interviewer(label):
        # "Q" alone may as well head the questions of a form.
        return not label.casefold().startswith("q")
    if _NUMBERED.fullmatch(label):
        return not _NOT_A_PERSON.fullmatch(label)
    plain = _REMARK.sub(" ", label).casefold()
    plain = re.sub(r"[\s_.#-]+(\d+|[a-z])$|\d+$", "", plain.strip())
    words = re.findall(r"[^\W\d_]+", plain)
    return 0 < len(words) <= 4 and words[-1] in _ROLES


@lru_cache(maxsize=_REMEMBERED)
def may_be_name(label: str) -> bool:
    """Whether a label could be a name or role: a few words in capitals, no sentence, no false friend."""
    label = normalize("NFC", label)
    words = label.replace(",", " ").split()
    if not 0 < len(words) <= 5 or len(label) > 40 or label[-1] in ".?!;,-–—":
        return False
    if not re.fullmatch(r"[^\W\d_][\w .,'’&/()\[\]#-]*", label):
        return False
    plain = [re.sub(r"\W|\d", "", word).casefold() for word in words]
    if plain[0] in _FALSE_FRIENDS or plain[-1] in _FALSE_FRIENDS:
        return False
    return all(
        word[0].isupper() or word[0] in "([#" or word[0].isdigit() or word.casefold() in _SMALL_WORDS
        for word in words
    )


def may_be_handle(label: str) -> bool:
    """Whether a label could be a name in small letters ("sam boyer"): believed if it comes back often."""
    words = label.split()
    plain = all(word.isalpha() and word not in _FALSE_FRIENDS for word in words)
    return 0 < len(words) <= 2 and len(label) > 2 and plain and label.islower()


def is_answer(label: str) -> bool:
    """Whether a word alone on a line is more likely an answer than a name: "Exactly", "Right"."""
    return label.casefold() in _ANSWERS


def believed(found: Sequence[str], lines: int, *, timed: Iterable[str] = (), asked: bool = False) -> Labels:
    """Which of the labels found at line starts are speakers.

    `found` are tidied labels in the order of the text, `lines` is how many lines with text there are, and
    `timed` are labels that stood beside a time of the recording, which no heading does. Where a user has
    `asked` for this layout, all that may be speakers are.
    """
    counts = Counter(found)
    spelled = _by_spelling(counts)
    total = {speaker: sum(counts[label] for label in group) for speaker, group in spelled.items()}
    sure = {speaker for speaker in spelled if is_role(speaker)} | (set(timed) & spelled.keys())
    names = {speaker for speaker in spelled if total[speaker] > 1 and may_be_name(speaker)} - sure
    if sure or len(names) > 1:
        names |= {name for name in spelled if total[name] >= _OFTEN and may_be_handle(name)} - sure
    if asked:
        speakers = sure | {speaker for speaker in spelled if may_be_name(speaker)}
    elif any(total[speaker] > 1 for speaker in sure):
        speakers = sure | names
    elif len(sure) > 1 and 2 * sum(total[speaker] for speaker in sure) >= lines:
        speakers = sure
    elif len(names) > 1 and 4 * sum(total[speaker] for speaker in names) >= lines:
        speakers = names | sure
    else:
        return Labels({}, ())
    if sum(total[speaker] for speaker in speakers) >= 0.95 * lines:
        # Every paragraph is labelled, so a full name that stands there once is somebody who spoke once.
        speakers |= {speaker for speaker in spelled if " " in speaker and may_be_name(speaker)}
    return _with_variants(spelled, speakers, counts)


def _by_spelling(counts: Counter[str]) -> dict[str, list[str]]:
    """Group the spellings of one label, by the most frequent of them."""
    groups: dict[tuple[str, str], list[str]] = {}
    for label in counts:
        groups.setdefault(spelling_key(label), []).append(label)
    bases: dict[str, list[tuple[str, str]]] = {}
    for key in groups:
        bases.setdefault(key[0], []).append(key)
    for keys in bases.values():
        # "Interviewer" and "Interviewer1" are one person, unless there is an "Interviewer2".
        if len(keys) == 2 and ("" in (keys[0][1], keys[1][1])) and len(keys[0][0]) > 1:
            groups[keys[0]] += groups.pop(keys[1])
    return {max(group, key=lambda label: counts[label]): group for group in groups.values()}


def spelling_key(label: str) -> tuple[str, str]:
    """What spellings of one label have in common: its letters without case, and its number."""
    number = _END_NUMBER.search(label)
    base = label[: number.start()] if number else label
    return re.sub(r"[\W_]+", "", base).casefold() or label, str(int(number[1])) if number else ""


def _with_variants(spelled: dict[str, list[str]], speakers: set[str], counts: Counter[str]) -> Labels:
    """All spellings of the speakers, mistyped ones included, with what was put together or left out."""
    variants = {speaker: list(spelled[speaker]) for speaker in spelled if speaker in speakers}
    left = []
    long = [speaker for speaker in variants if len(speaker) >= _TYPO_LENGTH]
    if len(long) * len(spelled) > _TYPO_PAIRS:
        long = []
    for label, group in spelled.items():
        if label in speakers:
            continue
        close = get_close_matches(label, long, n=2, cutoff=0.85)
        if len(close) == 1 and len(label) >= _TYPO_LENGTH:
            variants[close[0]] += group
        elif may_be_name(label):
            left += [spelling for spelling in group if counts[spelling] == 1]
    warnings = []
    for speaker, group in variants.items():
        others = [f"“{label}”" for label in group if label != speaker]
        if others:
            warnings.append(f"Taken as one speaker, {speaker}: “{speaker}” and {', '.join(others)}.")
    if 0 < len(left) <= 5:
        shown = ", ".join(f"“{label}:”" for label in left)
        warnings.append(f"Taken as speech, not as a speaker, since it stands there only once: {shown}.")
    return Labels({label: speaker for speaker, group in variants.items() for label in group}, tuple(warnings))
