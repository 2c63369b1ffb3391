"""Codes and themes: making, changing, merging, moving them; codebook files in and out."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.analysis.codebook import Codebook, findings
from qualcode.model.errors import Refused
from qualcode.model.study import Code, Coding, Memo, Theme
from qualcode.model.tables import CodebookFile, CodeEntry, CodingsFile
from qualcode.project.colours import colour
from qualcode.project.draft import Draft
from qualcode.project.membership import place
from qualcode.project.names import Called, Names, by_name, called, key

if TYPE_CHECKING:
    from qualcode.project.codebook_file import Brought
    from qualcode.project.history import Change
    from qualcode.project.merging import Merging
    from qualcode.project.project import Project


class CodebookOf:
    """The codebook of the analysis that is worked on."""

    def __init__(self, project: "Project") -> None:
        self._project = project

    @property
    def now(self) -> Codebook:
        """The codebook as it stands, in order."""
        return self._project.materials.codebook

    def findings(self) -> list[str]:
        """What people should look at: names used twice, merges or themes in a circle."""
        return findings(self.now)

    def code(self, name: str) -> Code:
        """The code in use of a name; NoSuchThing if there is none, or several."""
        return Names(self._project, "code", self._codes(in_use=True)).one(name)

    def any_code(self, name: str) -> Code:
        """The code of a name, in use or not: one in use is preferred."""
        return self.codes_by_name().one(name)

    def theme(self, name: str) -> Theme:
        """The theme of a name or short name; NoSuchThing if there is none, or several."""
        return self.themes_by_name().one(name)

    def dropped_theme(self, name: str) -> Theme:
        """The theme of a name that was dropped; NoSuchThing if there is none, or several."""
        themes = [theme for theme in self.now.themes.values() if theme.dropped]
        return Names(self._project, "dropped theme", by_name(themes)).one(name)

    def unused_code(self, name: str) -> Code:
        """The code of a name that was set aside or merged; NoSuchThing if there is none, or several."""
        return Names(self._project, "code set aside or merged", self._codes(in_use=False)).one(name)

    def column(self, name: str) -> Code | Theme:
        """The code or theme of a name. A theme and a code of one name: the code."""
        return self.columns_by_name().one(name)

    def columns_by_name(self) -> Names[Code | Theme]:
        """The codes in use by name, then the themes, then other codes."""
        used: Called[Code | Theme] = self._codes(in_use=True)
        themes, others = by_name(self.now.ordered_themes), self._codes(in_use=False)
        return Names(self._project, "code or theme", used, themes, others)

    def codes_by_name(self) -> Names[Code]:
        """The codes by name, those in use before others."""
        return Names(self._project, "code", self._codes(in_use=True), self._codes(in_use=False))

    def themes_by_name(self) -> Names[Theme]:
        """The themes by name, or else by short name."""
        themes = self.now.ordered_themes
        return Names(self._project, "theme", by_name(themes), called(themes, lambda theme: theme.short))

    def _codes(self, *, in_use: bool) -> Called[Code]:
        return by_name(c for c in self.now.codes.values() if self.now.in_use(c) == in_use)

    # Codes

    def add_code(self, name: str, *, theme: Theme | None = None, **fields: Any) -> Code:
        """Make a code, in a theme if one is given. Its fields are as in `change_code`."""
        if "colour" in fields:
            fields["colour"] = colour(fields["colour"])
        with self._project.change() as draft:
            uid = self.make(draft, name, **fields)
            if theme is not None:
                place(draft, uid, theme.uid, True)
        return self._project.all(Code)[uid]

    def make(self, draft: Draft, name: str, **fields: Any) -> str:
        """Put a new code in a draft; its uid. Refused if one in use has the name."""
        self._check_new(name, self.now.codes.values(), "code")
        return draft.create(Code, analysis=self._project.analysis.uid, name=name, **fields)

    def change_code(self, code: Code, rationale: str = "", **fields: Any) -> None:
        """Change fields of a code; its former name is kept with it when it is renamed.

        Its `colour` is "#rrggbb", or "" for one of the palette.
        """
        if "colour" in fields:
            fields["colour"] = colour(fields["colour"])
        self._change(code, self.now.codes.values(), rationale, fields)

    def set_aside(self, code: Code, rationale: str = "") -> None:
        """Take a code out of use. Its passages stay with it."""
        self.change_code(code, rationale, status="set aside")

    def bring_back(self, thing: Code | Theme, rationale: str = "") -> None:
        """Use a code again that was set aside or merged, or a theme that was dropped.

        Refused where another one has its name by now, or it is in use.
        """
        away = self.away()
        if thing.uid not in {each.uid for each in away}:
            raise Refused(f"“{thing.name}” is in use.")
        if isinstance(thing, Theme):
            self._check_new(thing.name, self.now.ordered_themes, "theme")
            fields: dict[str, Any] = {"dropped": False}
        else:
            self._check_new(thing.name, self.now.codes.values(), "code")
            fields = {"status": "candidate", "merged_into": ""}
        with self._project.change(rationale) as draft:
            draft.set(thing, **fields)

    def away(self) -> "list[Code | Theme]":
        """The codes that were set aside or merged, then the themes that were dropped, each by name."""
        codes = [code for code in self.now.codes.values() if not self.now.in_use(code)]
        themes = [theme for theme in self.now.themes.values() if theme.dropped]
        return [*sorted(codes, key=_by_key), *sorted(themes, key=_by_key)]

    def merging(self, code: Code, into: Code) -> "Merging":
        """What `merge` would move, and what would become one. Refused where `merge` would be."""
        from qualcode.project.merging import merging

        self._check_merge(code, into)
        return merging(self._project, code, into)

    def merge(self, code: Code, into: Code, rationale: str = "") -> None:
        """Count a code's passages under another from now on. Its own record stays."""
        self._check_merge(code, into)
        with self._project.change(rationale) as draft:
            draft.set(code, status="merged", merged_into=into.uid)

    def split(self, code: Code, parts: Mapping[str, Sequence[Coding]], rationale: str = "") -> list[Code]:
        """Give some passages of a code to new codes, made by name in its themes, as one change.

        Passages in no part stay with the code; a passage goes to one part only.
        """
        project, themes = self._project, self.now.themes_of.get(code.uid, ())
        standing = {name: [project.codings.as_it_stands(c) for c in those] for name, those in parts.items()}
        self._check_parts(code, standing)
        with project.change(rationale) as draft:
            uids = []
            for name, codings in standing.items():
                uid = draft.create(Code, analysis=project.analysis.uid, name=name)
                uids.append(uid)
                for theme in themes:
                    place(draft, uid, theme.uid, True)
                for coding in codings:
                    draft.set(coding, code=uid)
            for theme in themes:
                draft.set(theme, order=_after(code, uids, self.now.codes_in[theme.uid]))
        return [project.all(Code)[uid] for uid in uids]

    def parts(self, code: Code, file: CodingsFile) -> Mapping[str, list[Coding]]:
        """What a table gives to which new code, for `split`; BadTable if it has other than passages of it."""
        from qualcode.project.splitting import parts

        return parts(self._project, code, file)

    def story(self, thing: Code | Theme | Memo) -> "list[Change]":
        """What was done to one code, theme or memo, in words, latest first; what was undone, too."""
        from qualcode.project.story import story

        return story(self._project, thing)

    # Themes

    def add_theme(self, name: str, *, codes: Iterable[Code] = (), **fields: Any) -> Theme:
        """Make a theme, last in order, with these codes in it."""
        themes = self.now.ordered_themes
        self._check_new(name, themes, "theme")
        project = self._project
        position = max((t.position for t in themes), default=0) + 10
        with project.change() as draft:
            given: dict[str, Any] = {"analysis": project.analysis.uid, "name": name, "position": position}
            members = list(codes)
            given |= {"order": [c.uid for c in members]}
            uid = draft.create(Theme, **(given | fields))
            for code in members:
                place(draft, code.uid, uid, True)
        return project.all(Theme)[uid]

    def change_theme(self, theme: Theme, rationale: str = "", **fields: Any) -> None:
        """Change fields of a theme; its former name is kept with it when it is renamed."""
        above = [fields.get("parent", "")]
        for uid in above:  # grows while it is gone through; a circle of other themes ends it too
            if uid == theme.uid:
                raise Refused(f"“{theme.name}” can't stand within itself.")
            parent = self.now.themes.get(uid)
            if parent is not None and parent.parent not in above:
                above.append(parent.parent)
        self._change(theme, self.now.ordered_themes, rationale, fields)

    def drop_theme(self, theme: Theme, rationale: str = "") -> None:
        """Take a theme away. Its codes stay, in their other themes or in none."""
        with self._project.change(rationale) as draft:
            draft.set(theme, dropped=True)

    def put_in(self, codes: Sequence[Code], theme: Theme, rationale: str = "") -> None:
        """Put codes in a theme, at its end. They stay in the themes they are in."""
        with self._project.change(rationale) as draft:
            for code in codes:
                place(draft, code.uid, theme.uid, True)
            self._reorder(draft, theme, [c.uid for c in codes])

    def take_out(self, codes: Sequence[Code], theme: Theme, rationale: str = "") -> None:
        """Take codes out of a theme."""
        with self._project.change(rationale) as draft:
            for code in codes:
                place(draft, code.uid, theme.uid, False)

    def move(self, code: Code, theme: Theme, rationale: str = "", *, out_of: Theme | None = None) -> None:
        """Put a code in a theme, at its end, and take it out of another: `out_of`, or all it is in."""
        with self._project.change(rationale) as draft:
            for other in self.now.themes_of.get(code.uid, ()):
                if other.uid != theme.uid and out_of in (None, other):
                    place(draft, code.uid, other.uid, False)
            place(draft, code.uid, theme.uid, True)
            self._reorder(draft, theme, [code.uid])

    def order(self, theme: Theme, codes: Sequence[Code]) -> None:
        """Put codes of a theme first, in this order; its others follow as they stood."""
        present = [code.uid for code in self.now.codes_in.get(theme.uid, ())]
        for code in codes:
            if code.uid not in present:
                raise Refused(f"“{code.name}” is not in {theme.name}: put it there first.")
        with self._project.change() as draft:
            draft.set(theme, order=list(dict.fromkeys([*(code.uid for code in codes), *present])))

    def order_themes(self, themes: Sequence[Theme]) -> None:
        """Put themes first, in this order; the others follow as they stood."""
        ordered = {theme.uid: theme for theme in [*themes, *self.now.ordered_themes]}
        with self._project.change() as draft:
            for number, theme in enumerate(ordered.values(), start=1):
                draft.set(theme, position=number * 10)

    # Files

    def read(self, path: Path) -> CodebookFile:
        """Read a codebook from csv, xlsx, yaml or json."""
        from qualcode.readers.codebook import read_codebook

        return read_codebook(path)

    def export(self, path: Path) -> Sequence[str]:
        """Write the codebook to csv, xlsx, yaml or json, by the file's ending; notes on what was changed."""
        from qualcode.writers.codebook import write_codebook

        return write_codebook(path, self.as_file())

    def as_file(self) -> CodebookFile:
        """The codebook as a codebook file holds it: every code and theme, with every field."""
        from qualcode.project.codebook_file import as_file

        return as_file(self._project)

    def entry(self, code: Code) -> CodeEntry:
        """A code as a codebook file holds it."""
        from qualcode.project.codebook_file import entry_of

        return entry_of(self.now, code)

    def bring_in(self, file: CodebookFile, *, dry_run: bool = False) -> "Brought":
        """Bring a codebook file in: codes and themes are matched by name, new ones made, fields changed.

        What the file leaves empty stays as it is; what it doesn't name stays too. BadTable if it can't be.
        """
        from qualcode.project.codebook_file import bring_in

        return bring_in(self._project, file, dry_run=dry_run)

    # One field at a time

    def _change(
        self, thing: Code | Theme, others: Iterable[Code | Theme], rationale: str, fields: dict[str, Any]
    ) -> None:
        name = fields.get("name")
        if name is not None and key(name) != key(thing.name):
            self._check_new(name, (o for o in others if o.uid != thing.uid), thing.label.lower())
        if name is not None and " ".join(name.split()) != thing.name:
            fields["former_names"] = [*dict.fromkeys([*thing.former_names, thing.name])]
        with self._project.change(rationale) as draft:
            draft.set(thing, **fields)

    def _check_new(self, name: str, others: Iterable[Code | Theme], what: str) -> None:
        taken = (o for o in others if isinstance(o, Theme) or self.now.in_use(o))
        if any(key(o.name) == key(name) for o in taken):
            raise Refused(f"There is a {what} “{name}” already: choose another name.")

    def _check_merge(self, code: Code, into: Code) -> None:
        if code.uid == into.uid or self.now.finals.get(into.uid) == code.uid:
            raise Refused(f"“{code.name}” can't be merged into itself.")

    def _check_parts(self, code: Code, parts: Mapping[str, Sequence[Coding]]) -> None:
        if not parts:
            raise Refused(f"Say what “{code.name}” is to be split into: name a new code.")
        seen: set[str] = set()
        for name in parts:
            self._check_new(name, self.now.codes.values(), "code")
            if key(name) in seen:
                raise Refused(f"Two parts are called “{name}”: give each a name of its own.")
            seen.add(key(name))
        moved: set[str] = set()
        for coding in (coding for codings in parts.values() for coding in codings):
            if self.now.finals.get(coding.code) != self.now.finals.get(code.uid):
                raise Refused(f"A passage is not coded as “{code.name}”: choose among its own.")
            if coding.uid in moved:
                raise Refused("A passage can go to one part only.")
            moved.add(coding.uid)

    def _reorder(self, draft: Draft, theme: Theme, last: Sequence[str]) -> None:
        present = [c.uid for c in self.now.codes_in.get(theme.uid, ()) if c.uid not in last]
        draft.set(theme, order=[*present, *last])


def _by_key(thing: Code | Theme) -> tuple[str, str]:
    return key(thing.name), thing.uid


def _after(code: Code, new: Sequence[str], codes: Iterable[Code]) -> list[str]:
    """An order of codes in which new ones follow one that is there."""
    order: list[str] = []
    for each in codes:
        order += [each.uid, *(new if each.uid == code.uid else ())]
    return order
