"""The things of a study: participants, transcripts, codes, themes, codings, memos, summaries.

Each is declared once; the fields' order is the order of the cache's columns.
"""

from qualcode.model.declare import Entity, declare, field

SITE = "site"
PARTICIPANT_TYPE = "participant_type"

TRANSCRIPT_KINDS = ("interview", "joint interview", "focus group", "field note", "document")
ATTRIBUTE_TYPES = ("text", "integer", "number", "date", "yes/no", "categories")
ROLES = ("participant", "interviewer")
CODE_KINDS = ("descriptive", "theoretical", "in vivo")
ORIGINS = ("a priori", "topic guide", "inductive")
CODE_STATUSES = ("candidate", "agreed", "merged", "set aside")
THEME_STATUSES = ("candidate", "agreed")
MEMO_KINDS = ("analytic", "methodological", "reflexive")
MEMO_SUBJECTS = (
    "project",
    "transcript",
    "passage",
    "coded passage",
    "code",
    "theme",
    "participant",
    "cell",  # a participant under a code or theme
)
CONTENTS = ("charted", "nothing said", "not asked", "not applicable")
PROGRESSES = ("to do", "drafted", "checked")
REVISION_REASONS = ("correction", "edit", "identifiers", "withdrawal")
IDENTIFIER_DECISIONS = ("leave", "replace", "not an identifier", "undecided")
IDENTIFIER_SCOPES = ("here", "transcript", "project")
RELATIONS = ("supports", "complicates", "contradicts")


@declare("study", "Project")
class Study(Entity):
    """One study: what the project file is about."""

    name: str = field("name", "Name of the project", default="")
    description: str = field("text", "Description", default="")


@declare("coder", "Coder")
class Coder(Entity):
    """A person who codes."""

    name: str = field("name", "Name of the coder", default="")


@declare("analysis", "Analysis")
class Analysis(Entity):
    """A codebook applied to participants, with its codings, memos and summaries.

    `participants` are the uids of those it is about; None for all there are, and all who will be.
    """

    name: str = field("name", "Name of the analysis", default="")
    question: str = field("text", "Research question", default="")
    participants: tuple[str, ...] | None = field("data", "Participants", default=None)


@declare("participant", "Participant")
class Participant(Entity):
    """A row of the matrix: usually a person, sometimes a pair or a group."""

    name: str = field("name", "Participant", default="")
    portrait: str = field("text", "Pen portrait", default="", personal=True)
    quotable: bool = field("flag", "May be quoted", default=True)


@declare("attribute", "Attribute")
class Attribute(Entity):
    """A typed property of participants, such as `site`. `categories` gives an order to its values.

    `position` orders the attributes themselves: those above others (country over site) come first.
    """

    name: str = field("name", "Attribute", default="")
    type: str = field("choice", "Type", default="text", choices=ATTRIBUTE_TYPES)
    categories: tuple[str, ...] = field("data", "Categories", default=(), advisory=True)
    position: int = field("integer", "Order", default=100, advisory=True)


@declare("value", "Attribute value")
class Value(Entity):
    """The value of one attribute for one participant, as canonical text ("" where it isn't known)."""

    attribute: str = field("ref", "Attribute", default="", fixed=True)
    participant: str = field("ref", "Participant", default="", fixed=True)
    value: str = field("text", "Value", default="", personal=True)


@declare("transcript", "Transcript")
class Transcript(Entity):
    """One source. Its text stands under its `content` hash; a correction is a new content.

    Two copies may import one text under two names of a `file`: either will do. `layout` is how its speakers
    are marked, where somebody chose that.
    """

    name: str = field("name", "Transcript", default="")
    file: str = field("text", "File", default="", advisory=True)
    kind_of_source: str = field("choice", "Kind", default="interview", choices=TRANSCRIPT_KINDS)
    date: str = field("text", "Date", default="")
    content: str = field("hash", "Text", default="")
    layout: str = field("text", "Layout", default="", advisory=True)


@declare("revision", "Correction")
class Revision(Entity):
    """That one text of a transcript became another, and where its stretches stand in that.

    It leads there, and back: see `qualcode.model.revisions` for `kept`, `replaced` and `unclear`. The same
    correction made in two copies is the same thing.
    """

    transcript: str = field("ref", "Transcript", default="", fixed=True)
    before: str = field("hash", "Text before", default="", fixed=True)
    after: str = field("hash", "Text after", default="", fixed=True)
    kept: tuple[tuple[int, ...], ...] = field("data", "Kept", default=(), advisory=True)
    replaced: tuple[tuple[int | str, ...], ...] = field("data", "Replaced", default=(), advisory=True)
    unclear: tuple[tuple[int, int], ...] = field("data", "Unclear", default=(), advisory=True)
    reason: str = field("choice", "Reason", default="correction", choices=REVISION_REASONS, advisory=True)
    file: str = field("text", "File", default="", advisory=True)


@declare("placement", "Place in a corrected text")
class Placement(Entity):
    """Where somebody says that a coded passage, linked extract or memo stands in a text of its transcript.

    `place` is its start and end; () if it was set aside.
    """

    transcript: str = field("ref", "Transcript", default="", fixed=True)
    about_kind: str = field("text", "About", default="", fixed=True)
    about: str = field("ref", "Passage", default="", fixed=True)
    content: str = field("hash", "Text", default="", fixed=True)
    place: tuple[int, ...] = field("data", "Place", default=())


@declare("speaker", "Speaker")
class Speaker(Entity):
    """A label in a transcript, and whether it is an interviewer's.

    `spellings` are the labels in the file that somebody chose to take as this one.
    """

    transcript: str = field("ref", "Transcript", default="", fixed=True)
    name: str = field("text", "Speaker", default="", fixed=True)
    role: str = field("choice", "Role", default="participant", choices=ROLES)
    spellings: tuple[str, ...] = field("data", "Spellings", default=(), advisory=True)


@declare("source", "Source")
class Source(Entity):
    """That a participant speaks in a transcript: under one label, or ("") wherever no interviewer does."""

    participant: str = field("ref", "Participant", default="", fixed=True)
    transcript: str = field("ref", "Transcript", default="", fixed=True)
    speaker: str = field("text", "Speaker", default="", fixed=True)
    position: int = field("integer", "Order", default=1, advisory=True)
    linked: bool = field("flag", "Linked", default=True)


@declare("code", "Code")
class Code(Entity):
    """A label with MacQueen's fields (MacQueen et al. 1998)."""

    analysis: str = field("ref", "Analysis", default="", fixed=True)
    name: str = field("name", "Name", default="")
    brief: str = field("text", "Brief definition", default="")
    full: str = field("text", "Full definition", default="")
    use: str = field("text", "Use when", default="")
    avoid: str = field("text", "Don't use when", default="")
    example: str = field("text", "Example", default="")
    kind_of_code: str = field("choice", "Kind", default="", choices=CODE_KINDS)
    origin: str = field("choice", "Origin", default="", choices=ORIGINS)
    source: str = field("text", "Source", default="")
    status: str = field("choice", "Status", default="candidate", choices=CODE_STATUSES)
    merged_into: str = field("ref", "Merged into", default="")
    former_names: tuple[str, ...] = field("data", "Former names", default=(), advisory=True)
    colour: str = field("text", "Colour", default="")


@declare("theme", "Theme")
class Theme(Entity):
    """A grouping of codes; may stand in another theme. `order` lists code uids, as advice."""

    analysis: str = field("ref", "Analysis", default="", fixed=True)
    name: str = field("name", "Name", default="")
    short: str = field("text", "Short name", default="")
    definition: str = field("text", "Definition", default="")
    status: str = field("choice", "Status", default="candidate", choices=THEME_STATUSES)
    parent: str = field("ref", "Within", default="")
    former_names: tuple[str, ...] = field("data", "Former names", default=(), advisory=True)
    position: int = field("integer", "Order", default=100, advisory=True)
    order: tuple[str, ...] = field("data", "Order of codes", default=(), advisory=True)
    dropped: bool = field("flag", "Dropped", default=False)


@declare("membership", "Place in a theme")
class Membership(Entity):
    """Whether a code is in a theme."""

    theme: str = field("ref", "Theme", default="", fixed=True)
    code: str = field("ref", "Code", default="", fixed=True)
    member: bool = field("flag", "In the theme", default=True)


@declare("coding", "Coded passage")
class Coding(Entity):
    """A code on a span of a transcript's content, by a coder.

    A passage whose ends are adjusted is a new coding, which `replaces` the one before and removes it.
    """

    analysis: str = field("ref", "Analysis", default="", fixed=True)
    transcript: str = field("ref", "Transcript", default="", fixed=True)
    content: str = field("hash", "Text", default="", fixed=True)
    start: int = field("integer", "Start", default=0, fixed=True)
    end: int = field("integer", "End", default=0, fixed=True)
    coder: str = field("ref", "Coder", default="", fixed=True)
    code: str = field("ref", "Code", default="")
    removed: bool = field("flag", "Removed", default=False)
    replaces: str = field("ref", "Replaces", default="", fixed=True)


@declare("memo", "Memo")
class Memo(Entity):
    """A dated note on anything: `about` is the uid of a thing of kind `about_kind`.

    On a passage that nobody has coded, it is about a transcript, with the text's hash and the place in it.
    """

    analysis: str = field("ref", "Analysis", default="", fixed=True)
    about_kind: str = field("text", "About", default="", fixed=True)
    about: str = field("ref", "About", default="", fixed=True)
    coder: str = field("ref", "Coder", default="", fixed=True)
    date: str = field("text", "Date", default="", fixed=True)
    kind_of_memo: str = field("choice", "Kind", default="analytic", choices=MEMO_KINDS)
    text: str = field("text", "Text", default="", personal=True)
    removed: bool = field("flag", "Removed", default=False)
    content: str = field("hash", "On the text", default="", fixed=True)
    start: int | None = field("integer", "Start", default=None, fixed=True)
    end: int | None = field("integer", "End", default=None, fixed=True)


@declare("summary", "Summary")
class Summary(Entity):
    """The charted text of one participant and one code or theme (`column`).

    `content` says what was said ("" where it isn't charted yet), `progress` how far the work is. `basis`
    is what the text rested on when it was written: see `qualcode.analysis.charting`.
    """

    analysis: str = field("ref", "Analysis", default="", fixed=True)
    participant: str = field("ref", "Participant", default="", fixed=True)
    column: str = field("ref", "Code or theme", default="", fixed=True)
    text: str = field("text", "Summary", default="", personal=True)
    content: str = field("choice", "Content", default="", choices=CONTENTS)
    progress: str = field("choice", "Progress", default="to do", choices=PROGRESSES)
    checked_by: str = field("text", "Checked by", default="")
    comment: str = field("text", "Analyst's comment", default="", personal=True)
    basis: dict[str, str] | None = field("data", "Rests on", default=None, advisory=True)


@declare("link", "Linked extract")
class Link(Entity):
    """An extract that a summary rests on, as a place in a text, never a copy of the words."""

    summary: str = field("ref", "Summary", default="", fixed=True)
    transcript: str = field("ref", "Transcript", default="", fixed=True)
    content: str = field("hash", "Text", default="", fixed=True)
    start: int = field("integer", "Start", default=0, fixed=True)
    end: int = field("integer", "End", default=0, fixed=True)
    relation: str = field("choice", "Relation", default="supports", choices=RELATIONS)
    linked: bool = field("flag", "Linked", default=True)


@declare("stage", "Progress on a transcript")
class Stage(Entity):
    """How far a coder is with a transcript: read, coded, and under which version of the codebook."""

    analysis: str = field("ref", "Analysis", default="", fixed=True)
    transcript: str = field("ref", "Transcript", default="", fixed=True)
    coder: str = field("ref", "Coder", default="", fixed=True)
    read: bool = field("flag", "Read", default=False)
    coded: bool = field("flag", "Coded", default=False)
    version: int = field("integer", "Codebook version", default=None)


@declare("version", "Codebook version")
class Version(Entity):
    """The codebook as it stood at one moment: `digest` is the hash of its codes and themes."""

    analysis: str = field("ref", "Analysis", default="", fixed=True)
    number: int = field("integer", "Number", default=1, fixed=True)
    date: str = field("text", "Date", default="", fixed=True)
    digest: str = field("text", "Digest", default="", fixed=True)
    note: str = field("text", "Note", default="")


@declare("decision", "Decision")
class Decision(Entity):
    """What was decided about the analysis, by whom and why, with dissent on record."""

    analysis: str = field("ref", "Analysis", default="", fixed=True)
    date: str = field("text", "Date", default="", fixed=True)
    text: str = field("text", "Decision", default="")
    reason: str = field("text", "Reason", default="")
    dissent: str = field("text", "Disagreement", default="")
    who: str = field("text", "Who", default="")
    version: int = field("integer", "Codebook version", default=None)


@declare("erasure", "Erasure")
class Erasure(Entity):
    """What was taken out for good, texts and values, by their hashes: gone in every copy that hears of it."""

    contents: tuple[str, ...] = field("data", "Texts", default=(), fixed=True)
    payloads: tuple[str, ...] = field("data", "Values", default=(), fixed=True)
    reason: str = field("text", "Reason", default="", fixed=True)


@declare("withdrawal", "Withdrawal")
class Withdrawal(Entity):
    """That a participant withdrew, what that took out, and nothing of what it said.

    `name` is what they are called since. `things` are the uids of all that was erased with them, so that what
    a copy says of these later is erased too; `transcripts` those of the transcripts that were wholly theirs,
    `shared` of those in which their words were replaced. `erased` counts the things by kind.
    Where a participant withdrew in two copies, the later one is told; what either erased is erased.
    """

    participant: str = field("ref", "Participant", default="", fixed=True)
    name: str = field("name", "Called since", default="", advisory=True)
    date: str = field("text", "Date", default="", advisory=True)
    reason: str = field("text", "Reason", default="", advisory=True)
    transcripts: tuple[str, ...] = field("data", "Transcripts", default=(), advisory=True)
    shared: tuple[str, ...] = field("data", "Shared transcripts", default=(), advisory=True)
    things: tuple[str, ...] = field("data", "Erased", default=(), advisory=True)
    erased: dict[str, int] = field("data", "Erased by kind", default=None, advisory=True)


@declare("identified", "Decision on an identifier")
class Identified(Entity):
    """What was decided about words that may identify somebody: by their place, so that they stand in no log.

    They stand in a text of a transcript (`content`), or in a field of another thing (`about`), as the
    operation `content` gave it. The decision is for that place alone (scope "here"), or for the same words in
    its transcript or the whole project.
    """

    about_kind: str = field("text", "About", default="", fixed=True)
    about: str = field("ref", "On", default="", fixed=True)
    part: str = field("text", "Part", default="", fixed=True)
    content: str = field("hash", "Text", default="", fixed=True)
    start: int = field("integer", "Start", default=0, fixed=True)
    end: int = field("integer", "End", default=0, fixed=True)
    scope: str = field("choice", "Scope", default="here", choices=IDENTIFIER_SCOPES, fixed=True)
    decision: str = field("choice", "Decision", default="undecided", choices=IDENTIFIER_DECISIONS)
