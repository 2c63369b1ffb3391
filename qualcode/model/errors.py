"""Errors a user can act on: each is one sentence that says what, where and what to do."""


class QualcodeError(Exception):
    """Something the user can put right. Its text is one clear sentence, shown as it stands."""


class UnreadableFile(QualcodeError):
    """A file given to us can't be read: missing, broken, too large, or of an unknown format."""


class NotATranscript(UnreadableFile):
    """A table or list that can be read, but in which nobody says or answers anything."""


class BadTable(QualcodeError):
    """A table or codebook file has rows that can't be taken; nothing of it was."""

    def __init__(self, file: str, problems: list[str]) -> None:
        self.file = file
        self.problems = problems
        shown = "; ".join(problems[:8])
        more = f"; and {len(problems) - 8} more" if len(problems) > 8 else ""
        super().__init__(f"{file}: nothing was imported. {shown}{more}.")


class NoSuchThing(QualcodeError):
    """A name given by the user fits nothing, or more than one thing, in the project."""


class Refused(QualcodeError):
    """A change that would break a rule of the project; nothing was changed."""


class Unshown(QualcodeError):
    """A change that is saved, of which somebody who follows the project couldn't take note."""


class Unfinished(QualcodeError):
    """A change that is saved, of which something is still to be done; it is, at the next opening."""


class NotAProject(QualcodeError):
    """The file is not a project, is damaged, or was made by a newer version."""


class Locked(QualcodeError):
    """Another window or person has the project open for writing."""
