"""Codes and themes: making, changing, merging, moving them; codebook files in and out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.analysis.codebook import Codebook, findings
from qualcode.model.declare import pair_uid
from qualcode.model.errors import BadTable, Refused
from qualcode.model.study import Code, Membership, Theme
from qualcode.model.tables import CodebookFile, CodeEntry, ThemeEntry
from qualcode.project.draft import Draft
from qualcode.project.names import Called, Names, by_name, called, key

if TYPE_CHECKING:
    from qualcode.project.project import Project


@dataclass(frozen=True)
class Brought:
    """What came of a codebook file."""

    new_codes: int
    changed_codes: int
    new_themes: int
    changed_themes: int
    notes: tuple[str, ...]


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

    def column(self, name: str) -> Code | Theme:
        """The code or theme of a name. A theme and a code of one name: the code."""
        codes: Called[Code | Theme] = self._codes(in_use=True)
        return Names(self._project, "code or theme", codes, by_name(self.now.ordered_themes)).one(name)

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
        """Make a code, in a theme if one is given."""
        self._check_new(name, self.now.codes.values(), "code")
        project = self._project
        with project.change() as draft:
            uid = draft.create(Code, analysis=project.analysis.uid, name=name, **fields)
            if theme is not None:
                self._place(draft, uid, theme, True)
        return project.all(Code)[uid]

    def change_code(self, code: Code, rationale: str = "", **fields: Any) -> None:
        """Change fields of a code; its former name is kept with it when it is renamed."""
        self._change(code, self.now.codes.values(), rationale, fields)

    def set_aside(self, code: Code, rationale: str = "") -> None:
        """Take a code out of use. Its passages stay with it."""
        self.change_code(code, rationale, status="set aside")

    def merge(self, code: Code, into: Code, rationale: str = "") -> None:
        """Count a code's passages under another from now on. Its own record stays."""
        if code.uid == into.uid or self.now.finals.get(into.uid) == code.uid:
            raise Refused(f"“{code.name}” can't be merged into itself.")
        with self._project.change(rationale) as draft:
            draft.set(code, status="merged", merged_into=into.uid)

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
                self._place(draft, code.uid, None, True, theme_uid=uid)
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
                self._place(draft, code.uid, theme, True)
            self._reorder(draft, theme, [c.uid for c in codes])

    def take_out(self, codes: Sequence[Code], theme: Theme, rationale: str = "") -> None:
        """Take codes out of a theme."""
        with self._project.change(rationale) as draft:
            for code in codes:
                self._place(draft, code.uid, theme, False)

    def move(self, code: Code, theme: Theme, rationale: str = "") -> None:
        """Put a code in one theme and take it out of all others."""
        with self._project.change(rationale) as draft:
            for other in self.now.themes_of.get(code.uid, ()):
                if other.uid != theme.uid:
                    self._place(draft, code.uid, other, False)
            self._place(draft, code.uid, theme, True)
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
        book = self.now
        listed = [*book.ordered_codes, *sorted(
            (c for c in book.codes.values() if not book.in_use(c)), key=lambda c: c.name.casefold()
        )]  # fmt: skip
        themes = tuple(
            ThemeEntry(
                t.name,
                t.short,
                t.definition,
                t.status,
                book.themes[t.parent].name if t.parent in book.themes else "",
                tuple(t.former_names),
                tuple(c.name for c in book.codes_in[t.uid]),
            )
            for t in book.ordered_themes
        )
        codes = tuple(
            CodeEntry(
                c.name, c.brief, c.full, c.use, c.avoid, c.example, c.kind_of_code, c.origin, c.source,
                c.status,
                book.codes[c.merged_into].name if c.merged_into in book.codes else "",
                tuple(c.former_names), c.colour,
            )
            for c in listed
        )  # fmt: skip
        return CodebookFile(self._project.path.name, themes, codes)

    def bring_in(self, file: CodebookFile, *, dry_run: bool = False) -> Brought:
        """Bring a codebook file in: codes and themes are matched by name, new ones made, fields changed.

        What the file leaves empty stays as it is; what it doesn't name stays too.
        """
        project = self._project
        analysis = project.analysis.uid
        codes, themes = self._there(file)
        with project.change() as draft:
            uids = {name: code.uid for name, code in codes.items()}
            new_codes = [e for e in file.codes if key(e.name) not in uids]
            for entry in new_codes:
                uids[key(entry.name)] = draft.create(
                    Code, analysis=analysis, name=entry.name, **_code_fields(entry)
                )
            changed = {e.name for e in file.codes if e not in new_codes and _differs(codes[key(e.name)], e)}
            for entry in file.codes:
                if entry.name in changed:
                    draft.set(codes[key(entry.name)], **_code_fields(entry))
            for entry in file.codes:
                if entry.merged_into:
                    self._merged(draft, uids, entry, codes.get(key(entry.name)))
            theme_uids = {name: theme.uid for name, theme in themes.items()}
            counted = [0, 0]
            for number, group in enumerate(file.themes, start=1):
                before = themes.get(key(group.name))
                members = [uids[key(name)] for name in group.codes]
                fields = _theme_fields(group)
                if before is None:
                    position = (len(self.now.ordered_themes) + number) * 10
                    theme_uids[key(group.name)] = draft.create(
                        Theme, analysis=analysis, name=group.name, position=position, order=members, **fields
                    )
                    counted[0] += 1
                else:
                    made = len(draft.changes)
                    order = [*members, *(uid for uid in before.order if uid not in members)]
                    draft.set(before, order=order, **fields)
                    counted[1] += len(draft.changes) > made
                for uid in members:
                    self._place(draft, uid, None, True, theme_uid=theme_uids[key(group.name)])
            for group in file.themes:
                if group.parent:
                    self._within(draft, file, group, themes, theme_uids)
            if problems := [*self._merge_circles(file, uids), *self._theme_circles(file, theme_uids)]:
                raise BadTable(file.file, problems)
            if dry_run:
                draft.changes.clear()
        return Brought(len(new_codes), len(changed), counted[0], counted[1], file.notes)

    def _there(self, file: CodebookFile) -> tuple[dict[str, Code], dict[str, Theme]]:
        """The codes and themes that are there of those a file names, by key; BadTable if several are."""
        codes = self.codes_by_name()
        themes = Names(self._project, "theme", by_name(self.now.ordered_themes))
        of_codes = [name for entry in file.codes for name in (entry.name, entry.merged_into)]
        of_codes += [name for group in file.themes for name in group.codes]
        of_themes = [name for group in file.themes for name in (group.name, group.parent)]
        problems = [codes.problem(name) for name in dict.fromkeys(of_codes) if len(codes.all(name)) > 1]
        problems += [themes.problem(name) for name in dict.fromkeys(of_themes) if len(themes.all(name)) > 1]
        if problems:
            raise BadTable(file.file, problems)
        return (
            {key(name): code for name in of_codes if (code := codes.get(name))},
            {key(name): theme for name in of_themes if (theme := themes.get(name))},
        )

    def _theme_circles(self, file: CodebookFile, uids: dict[str, str]) -> list[str]:
        """What a file says of themes that would, with what is there, put one within itself."""
        up = {uid: theme.parent for uid, theme in self.now.themes.items()}
        said = [group for group in file.themes if group.parent]
        up |= {uids[key(group.name)]: uids[key(group.parent)] for group in said}
        return [
            f"theme “{group.name}” can't stand within “{group.parent}”, which stands within “{group.name}”"
            for group in said
            if _leads_back(uids[key(group.name)], up)
        ]

    def _merge_circles(self, file: CodebookFile, uids: dict[str, str]) -> list[str]:
        """What a file says of merges that would, with what is there, merge a code into itself."""
        into = {uid: c.merged_into if c.status == "merged" else "" for uid, c in self.now.codes.items()}
        for entry in file.codes:
            uid = uids[key(entry.name)]
            if entry.status not in ("", "merged"):
                into[uid] = ""
            elif entry.merged_into and (entry.status or into.get(uid)):
                into[uid] = uids[key(entry.merged_into)]
        return [
            f"code “{entry.name}” can't be merged into “{entry.merged_into}”, which is merged into it"
            for entry in file.codes
            if entry.merged_into and _leads_back(uids[key(entry.name)], into)
        ]

    def _within(
        self,
        draft: Draft,
        file: CodebookFile,
        group: ThemeEntry,
        themes: dict[str, Theme],
        uids: dict[str, str],
    ) -> None:
        parent = uids.get(key(group.parent))
        if parent is None:
            raise BadTable(
                file.file, [f"theme “{group.name}” stands within “{group.parent}”, which isn't there"]
            )
        before = themes.get(key(group.name))
        if before is not None:
            draft.set(before, parent=parent)
        else:
            draft.complete(uids[key(group.name)], parent=parent)

    def _merged(self, draft: Draft, uids: dict[str, str], entry: CodeEntry, before: Code | None) -> None:
        into = uids[key(entry.merged_into)]
        if before is not None:
            draft.set(before, merged_into=into)
        else:
            draft.complete(uids[key(entry.name)], merged_into=into)

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

    def _place(
        self, draft: Draft, code: str, theme: Theme | None, member: bool, *, theme_uid: str = ""
    ) -> None:
        within = theme.uid if theme is not None else theme_uid
        uid = pair_uid("membership", within, code)
        draft.put(Membership, uid, {"theme": within, "code": code}, member=member)

    def _reorder(self, draft: Draft, theme: Theme, last: Sequence[str]) -> None:
        present = [c.uid for c in self.now.codes_in.get(theme.uid, ()) if c.uid not in last]
        draft.set(theme, order=[*present, *last])


def _leads_back(uid: str, up: Mapping[str, str]) -> bool:
    """Whether one comes back to a thing by going up from it, again and again."""
    seen: set[str] = set()
    here = up.get(uid, "")
    while here and here != uid and here not in seen:
        seen.add(here)
        here = up.get(here, "")
    return here == uid


def _code_fields(entry: CodeEntry) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "brief": entry.brief, "full": entry.full, "use": entry.use, "avoid": entry.avoid,
        "example": entry.example, "kind_of_code": entry.kind, "origin": entry.origin, "source": entry.source,
        "status": entry.status, "colour": entry.colour, "former_names": list(entry.former_names),
    }  # fmt: skip
    return {name: value for name, value in fields.items() if value}


def _theme_fields(entry: ThemeEntry) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "short": entry.short, "definition": entry.definition, "status": entry.status,
        "former_names": list(entry.former_names),
    }  # fmt: skip
    return {name: value for name, value in fields.items() if value}


def _differs(code: Code, entry: CodeEntry) -> bool:
    return any(
        (list(was) if isinstance(was := getattr(code, name), tuple) else was) != value
        for name, value in _code_fields(entry).items()
    )
