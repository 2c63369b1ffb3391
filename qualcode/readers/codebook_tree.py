"""Codebooks from yaml and json: a list of themes and a list of codes, with the names of the fields."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.model.errors import BadTable, UnreadableFile
from qualcode.model.study import CODE_KINDS, CODE_STATUSES, ORIGINS, THEME_STATUSES
from qualcode.model.tables import CodeEntry, ThemeEntry
from qualcode.readers.codebook_check import Draft, choice, refuse_too_many
from qualcode.readers.decoding import decode
from qualcode.readers.files import load_text

if TYPE_CHECKING:
    import yaml

YAML_LIMIT = 1_000_000
_JSON_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:]', re.DOTALL)
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
        draft.themes.append((place, ThemeEntry(**{"name": "", **values})))  # type: ignore[arg-type]  # `_fields` knows which are lists
    for number, entry in _entries(tree, "codes", draft):
        place = f"code {number}"
        values = _fields(entry, CodeEntry._fields, place, draft)
        for name, allowed in (("kind", CODE_KINDS), ("origin", ORIGINS), ("status", CODE_STATUSES)):
            values[name] = choice(str(values.get(name, "")), allowed)
        draft.codes.append((place, CodeEntry(**{"name": "", **values})))  # type: ignore[arg-type]  # `_fields` knows which are lists
    return draft


def _json(text: str, file: str) -> object:
    try:
        tree: object = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableFile(f"{file} is not proper json: line {error.lineno}, {error.msg}.") from None
    except (RecursionError, ValueError):
        raise UnreadableFile(f"{file} is not proper json.") from None
    _refuse_twice(file, _twice_in_json(text))
    return tree


def _twice_in_json(text: str) -> Iterator[tuple[int, str]]:
    """The keys that stand in one object of proper json before, each with its line."""
    keys: list[set[str]] = []  # of the objects and lists that one is in
    string = None
    for token in _JSON_TOKEN.finditer(text):
        match token[0]:
            case "{" | "[":
                keys.append(set())
            case "}" | "]":
                keys.pop()
            case ":" if string is not None:
                key = json.loads(string[0])
                if key in keys[-1]:
                    yield text.count("\n", 0, string.start()) + 1, key
                keys[-1].add(key)
            case _:
                string = token


def _refuse_twice(file: str, twice: Iterable[tuple[int, str]]) -> None:
    """Raise BadTable for keys that stand twice in one entry: of two values one would be lost."""
    if problems := [f"line {line}: “{key}” stands in one entry twice" for line, key in twice]:
        raise BadTable(file, problems)


def _yaml(text: str, file: str) -> object:
    import yaml

    if len(text) > YAML_LIMIT:  # at a hundred thousand characters a second or less
        raise UnreadableFile(
            f"{file} is larger than {YAML_LIMIT // 1_000_000} MB of yaml; save it as .json or .xlsx."
        )
    try:
        # Every value is text: a code named "no" or "1984" is neither false nor a number.
        loader = (yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader)(text)
        try:
            node = loader.get_single_node()
            tree: object = None if node is None else loader.construct_document(node)
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as error:
        line = f"line {error.problem_mark.line + 1}, " if error.problem_mark else ""
        raise UnreadableFile(f"{file} is not proper yaml: {line}{error.problem or 'unclear'}.") from None
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError):
        raise UnreadableFile(f"{file} is not proper yaml.") from None
    _refuse_twice(file, _twice_in_yaml(node))
    return tree


def _twice_in_yaml(root: "yaml.Node | None") -> Iterator[tuple[int, str]]:
    """The keys that stand in one mapping before, each with its line."""
    import yaml

    waiting: list[yaml.Node] = [root] if root is not None else []
    seen: set[int] = set()  # nodes, which aliases may name again and again
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
        elif isinstance(node, yaml.MappingNode):
            waiting += (value for _, value in node.value)
            keys = [key for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
            known: set[str] = set()
            for key in keys:
                if key.value in known:
                    yield key.start_mark.line + 1, key.value
                known.add(key.value)


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
