"""The transcripts of the project in a list: under their sites, with how far each is."""

from collections.abc import Sequence

from textual.content import Content

from qualcode.model.study import Transcript
from qualcode.project import Project
from qualcode.project.changes import Changed
from qualcode.project.progress import NOTHING, done_with
from qualcode.project.shelves import Entry, shelves
from qualcode.tui.reading.said import said_done
from qualcode.tui.widgets.transcripts import Listed, TranscriptList

LISTING = [("↑ ↓", "choose"), ("enter", "read and code it"), ("/", "filter"), ("tab", "next panel")]
_KINDS = {"transcript", "source", "participant", "value", "stage"}


class Transcripts(TranscriptList):
    """The transcripts of the analysis in use."""

    def __init__(self, project: Project, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._project = project

    def renew(self) -> None:
        """Show them as they are now."""
        lines: list[Listed] = []
        for number, shelf in enumerate(shelves(self._project)):
            if shelf.site:
                lines += [Listed("", "")] if number else []
                lines.append(Listed("", shelf.site))
            lines += _by_type(shelf.entries)
        self.show(lines)

    def follow(self, changed: Changed) -> None:
        """Show them as they are now if the change is about them."""
        if changed.kinds & _KINDS:
            self.renew()

    @property
    def _entries(self) -> Sequence[Entry]:
        return [entry for shelf in shelves(self._project) for entry in shelf.entries]

    @property
    def waiting(self) -> Transcript | None:
        """The one to go on with: the first that is begun, else the first that is new, else the first."""
        entries = self._entries
        waiting = [e for e in entries if e.progress == "begun"] + [e for e in entries if e.progress == "new"]
        first = next(iter([*waiting, *entries]), None)
        return self._project.all(Transcript)[first.transcript] if first else None

    def neighbour(self, transcript: Transcript | None, step: int) -> Transcript | None:
        """The transcript so many further in the list; None beyond its ends."""
        uids = [entry.transcript for entry in self._entries]
        here = uids.index(transcript.uid) if transcript and transcript.uid in uids else -step
        place = here + step
        return self._project.all(Transcript)[uids[place]] if 0 <= place < len(uids) else None

    @property
    def pointed(self) -> Transcript | None:
        """The transcript one is on in the list; None where one isn't in the list."""
        return self._project.find(Transcript, self.uid) if self.has_focus else None

    @property
    def done(self) -> Content | None:
        """By whom the transcript one is on was read, coded and charted; None where one isn't in the list."""
        here = self.pointed
        return Content(said_done(done_with(self._project).get(here.uid, NOTHING))) if here else None


def _by_type(entries: Sequence[Entry]) -> list[Listed]:
    """The lines of a site: under the participant type, where names don't begin with it themselves."""
    lines, above = list[Listed](), ""
    for entry in entries:
        says = entry.label.startswith((entry.type, " "))
        if entry.type != above and not says:
            lines.append(Listed("", f"  {entry.type}"))
        above = entry.type
        lines.append(Listed(entry.transcript, entry.label, _progress(entry)))
    return lines


def _progress(entry: Entry) -> str:
    return "charted" if entry.progress == "coded" and entry.done.is_charted else entry.progress
