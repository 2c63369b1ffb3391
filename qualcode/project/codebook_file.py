"""Codebook files, compared with the codebook: what is there is matched by name, the rest is made."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qualcode.analysis.codebook import Codebook
from qualcode.model.errors import BadTable
from qualcode.model.study import Code, Theme
from qualcode.model.tables import CodebookFile, CodeEntry, ThemeEntry
from qualcode.project.colours import colour
from qualcode.project.draft import Draft
from qualcode.project.membership import place
from qualcode.project.names import Names, by_name, key

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


def as_file(project: "Project") -> CodebookFile:
    """The codebook as a codebook file holds it: every code and theme, with every field."""
    book = project.codebook.now
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
    return CodebookFile(project.path.name, themes, tuple(entry_of(book, code) for code in listed))


def entry_of(book: Codebook, code: Code) -> CodeEntry:
    """A code as a codebook file holds it."""
    return CodeEntry(
        code.name, code.brief, code.full, code.use, code.avoid, code.example, code.kind_of_code, code.origin,
        code.source, code.status,
        book.codes[code.merged_into].name if code.merged_into in book.codes else "",
        tuple(code.former_names), code.colour,
    )  # fmt: skip


def bring_in(project: "Project", file: CodebookFile, *, dry_run: bool = False) -> Brought:
    """Bring a codebook file in: codes and themes are matched by name, new ones made, fields changed.

    What the file leaves empty stays as it is; what it doesn't name stays too.
    """
    analysis = project.analysis.uid
    codes, themes = _there(project, file)
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
                _merged(draft, uids, entry, codes.get(key(entry.name)))
        theme_uids = {name: theme.uid for name, theme in themes.items()}
        counted = [0, 0]
        for number, group in enumerate(file.themes, start=1):
            before = themes.get(key(group.name))
            members = [uids[key(name)] for name in group.codes]
            fields = _theme_fields(group)
            if before is None:
                position = (len(project.codebook.now.ordered_themes) + number) * 10
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
                place(draft, uid, theme_uids[key(group.name)], True)
        for group in file.themes:
            if group.parent:
                _within(draft, file, group, themes, theme_uids)
        if problems := [*_merge_circles(project, file, uids), *_theme_circles(project, file, theme_uids)]:
            raise BadTable(file.file, problems)
        if dry_run:
            draft.changes.clear()
    return Brought(len(new_codes), len(changed), counted[0], counted[1], file.notes)


def _there(project: "Project", file: CodebookFile) -> tuple[dict[str, Code], dict[str, Theme]]:
    """The codes and themes that are there of those a file names, by key; BadTable if several are."""
    codes = project.codebook.codes_by_name()
    themes = Names(project, "theme", by_name(project.codebook.now.ordered_themes))
    # Each name with the entry that says it: its own, where it has one.
    of_codes: dict[str, CodeEntry | ThemeEntry] = {c: group for group in file.themes for c in group.codes}
    of_codes |= {entry.merged_into: entry for entry in file.codes}
    of_codes |= {entry.name: entry for entry in file.codes}
    of_themes: dict[str, CodeEntry | ThemeEntry] = {group.parent: group for group in file.themes}
    of_themes |= {group.name: group for group in file.themes}
    problems = [
        f"{file.place(entry)}{names.problem(name)}"
        for named, names in ((of_codes, codes), (of_themes, themes))
        for name, entry in named.items()
        if len(names.all(name)) > 1
    ]
    if problems:
        raise BadTable(file.file, problems)
    return (
        {key(name): code for name in of_codes if (code := codes.get(name))},
        {key(name): theme for name in of_themes if (theme := themes.get(name))},
    )


def _theme_circles(project: "Project", file: CodebookFile, uids: dict[str, str]) -> list[str]:
    """What a file says of themes that would, with what is there, put one within itself."""
    up = {uid: theme.parent for uid, theme in project.codebook.now.themes.items()}
    said = [group for group in file.themes if group.parent]
    up |= {uids[key(group.name)]: uids[key(group.parent)] for group in said}
    return [
        f"{file.place(group)}theme “{group.name}” can't stand within “{group.parent}”, "
        f"which stands within “{group.name}”"
        for group in said
        if _leads_back(uids[key(group.name)], up)
    ]


def _merge_circles(project: "Project", file: CodebookFile, uids: dict[str, str]) -> list[str]:
    """What a file says of merges that would, with what is there, merge a code into itself."""
    into = {
        uid: c.merged_into if c.status == "merged" else "" for uid, c in project.codebook.now.codes.items()
    }
    for entry in file.codes:
        uid = uids[key(entry.name)]
        if entry.status not in ("", "merged"):
            into[uid] = ""
        elif entry.merged_into and (entry.status or into.get(uid)):
            into[uid] = uids[key(entry.merged_into)]
    return [
        f"{file.place(entry)}code “{entry.name}” can't be merged into “{entry.merged_into}”, "
        "which is merged into it"
        for entry in file.codes
        if entry.merged_into and _leads_back(uids[key(entry.name)], into)
    ]


def _within(
    draft: Draft,
    file: CodebookFile,
    group: ThemeEntry,
    themes: dict[str, Theme],
    uids: dict[str, str],
) -> None:
    parent = uids.get(key(group.parent))
    if parent is None:
        raise BadTable(file.file, [f"theme “{group.name}” stands within “{group.parent}”, which isn't there"])
    before = themes.get(key(group.name))
    if before is not None:
        draft.set(before, parent=parent)
    else:
        draft.complete(uids[key(group.name)], parent=parent)


def _merged(draft: Draft, uids: dict[str, str], entry: CodeEntry, before: Code | None) -> None:
    into = uids[key(entry.merged_into)]
    if before is not None:
        draft.set(before, merged_into=into)
    else:
        draft.complete(uids[key(entry.name)], merged_into=into)


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
        "status": entry.status, "colour": colour(entry.colour), "former_names": list(entry.former_names),
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
