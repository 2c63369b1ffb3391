"""Codebooks from yaml and json: a list of themes and a list of codes, with the names of the fields."""

import json
from pathlib import Path

from qualcode.model.errors import BadTable, UnreadableFile
from qualcode.model.study import CODE_KINDS, CODE_STATUSES, ORIGINS, THEME_STATUSES
from qualcode.model.tables import CodeEntry, ThemeEntry
from qualcode.readers.codebook_check import Draft, choice, refuse_too_many
from qualcode.readers.decoding import decode
from qualcode.readers.files import load_text

YAML_LIMIT = 1_000_000
_LISTS = ("former_names", "codes")


def draft_of_tree(path: Path) -> Draft:
    """The draft of a yaml or json file. Raises UnreadableFile if it isn't one."""
    decoded = decode(load_text(path), path.name)
    tree = (
        _json(decoded.text, path.name) if path.suffix.lower() == ".json" else _yaml(decoded.text, path.name)
    )
    if not isinstance(tree, dict):
        raise BadTable(path.name, ["it has no list named “codes” or “themes”"])
    draft = Draft(path.name, notes=list(decoded.warnings))
    for key in tree:
        if key not in ("themes", "codes"):
            draft.problems.append(f"“{key}” is neither “themes” nor “codes”")
    for number, entry in _entries(tree, "themes", draft):
        place = f"theme {number}"
        values = _fields(entry, ThemeEntry._fields, place, draft)
        values["status"] = choice(str(values.get("status", "")), THEME_STATUSES)
        draft.themes.append((place, ThemeEntry(**{"name": "", **values})))  # type: ignore[arg-type]
    for number, entry in _entries(tree, "codes", draft):
        place = f"code {number}"
        values = _fields(entry, CodeEntry._fields, place, draft)
        for name, allowed in (("kind", CODE_KINDS), ("origin", ORIGINS), ("status", CODE_STATUSES)):
            values[name] = choice(str(values.get(name, "")), allowed)
        draft.codes.append((place, CodeEntry(**{"name": "", **values})))  # type: ignore[arg-type]
    return draft


def _json(text: str, file: str) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableFile(f"{file} is not proper json: line {error.lineno}, {error.msg}.") from None
    except (RecursionError, ValueError):
        raise UnreadableFile(f"{file} is not proper json.") from None


def _yaml(text: str, file: str) -> object:
    import yaml

    if len(text) > YAML_LIMIT:  # at a hundred thousand characters a second or less
        raise UnreadableFile(
            f"{file} is larger than {YAML_LIMIT // 1_000_000} MB of yaml; save it as .json or .xlsx."
        )
    try:
        # Every value is text: a code named "no" or "1984" is neither false nor a number.
        return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}, " if error.problem_mark else ""
        raise UnreadableFile(f"{file} is not proper yaml: {line}{error.problem or 'unclear'}.") from None
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError):
        raise UnreadableFile(f"{file} is not proper yaml.") from None


def _entries(tree: dict[object, object], key: str, draft: Draft) -> list[tuple[int, dict[object, object]]]:
    found = tree.get(key) or []
    if not isinstance(found, list):
        draft.problems.append(f"“{key}” is not a list")
        return []
    refuse_too_many(draft.file, len(found))
    entries = []
    for number, entry in enumerate(found, start=1):
        if isinstance(entry, dict):
            entries.append((number, entry))
        else:
            draft.problems.append(f"{key.removesuffix('s')} {number} has no fields")
    return entries


def _fields(
    entry: dict[object, object], names: tuple[str, ...], place: str, draft: Draft
) -> dict[str, str | tuple[str, ...]]:
    values: dict[str, str | tuple[str, ...]] = {}
    for key, value in entry.items():
        if key not in names:
            draft.problems.append(f"{place}: there is no field “{key}”; the fields are {', '.join(names)}")
        elif key in _LISTS:
            if value in (None, ""):
                continue
            if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                draft.problems.append(f"{place}: “{key}” is not a list of names")
            else:
                values[str(key)] = tuple(item.strip() for item in value)
        elif value is None or isinstance(value, str):
            values[str(key)] = (value or "").strip()
        else:
            draft.problems.append(f"{place}: “{key}” is not a text; put it in quotation marks")
    return values
