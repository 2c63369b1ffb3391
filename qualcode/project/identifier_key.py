"""The key from names to pseudonyms: nowhere, unless somebody asks for it, and then in an encrypted file.

The file is age's, encrypted with a passphrase: any age program opens it (`age -d FILE`). It is JSON, from the
words that were replaced to what stands for them. It is never put beside the project.
"""

import contextlib
import json
import os
import secrets
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from qualcode.analysis.identifiers.replacing import Replacing
from qualcode.model.errors import Refused

PASSPHRASE_OF_KEY = "QUALCODE_KEY_PASSPHRASE"  # noqa: S105 (the name of a variable)
"""Where scripts say the passphrase; it is never an argument, which others could see."""

LEAST = 8  # characters of a passphrase


def check_place(file: Path, project: Path) -> None:
    """Refused if a key would lie in the project's folder or below it, or can't be made at all."""
    _age()
    folder = project.resolve().parent
    if folder in file.resolve().parents:
        raise Refused(
            f"{file} lies in the project's folder: keep the key apart from the data, in a folder or on a "
            "drive of its own."
        )
    if not file.resolve().parent.is_dir():
        raise Refused(f"{file} can't be written: there is no folder {file.resolve().parent}.")


def read_key(file: Path, passphrase: str) -> dict[str, str]:
    """What a key says; Refused if the passphrase is another, or it is no key. {} if there is no such file."""
    age = _age()
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise Refused(f"{file} can't be read ({error.strerror}).") from error
    try:
        key = json.loads(age.passphrase.decrypt(data, passphrase))
    except (age.DecryptError, ValueError):
        raise Refused(f"{file} isn't opened by this passphrase, or is no key of pseudonyms.") from None
    if not isinstance(key, dict) or not all(isinstance(v, str) for v in key.values()):
        raise Refused(f"{file} is no key of pseudonyms.")
    return key


def joined(file: Path, passphrase: str, replaced: Iterable[Replacing]) -> dict[str, str]:
    """What a key would say with what is replaced, before anything is.

    Refused if it says something else of the same words, or can't be opened.
    """
    if len(passphrase) < LEAST:
        raise Refused(f"The passphrase is too short: take at least {LEAST} characters, better some words.")
    key = read_key(file, passphrase)
    for words, pseudonym in replaced:
        known = key.setdefault(words, pseudonym.strip("[] "))
        if known != pseudonym.strip("[] "):
            raise Refused(f"The key has “{known}” for these words already: take that, or another key.")
    return key


def write_key(file: Path, passphrase: str, key: Mapping[str, str]) -> None:
    """Write a key whole, in place of what was there."""
    age = _age()
    data = age.passphrase.encrypt(json.dumps(dict(key), ensure_ascii=False, indent=1).encode(), passphrase)
    beside = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        handle = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        beside.replace(file)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise Refused(f"{file} can't be written ({error.strerror}).") from error


def read_pseudonyms(table: Path) -> list[Replacing]:
    """What a table says is to be replaced: a row each, with the columns “words” and “pseudonym”."""
    from qualcode.readers.tables import read_table

    read = read_table(table)
    columns = {name.strip().casefold(): name for name in read.header}
    if not {"words", "pseudonym"} <= columns.keys():
        raise Refused(f"{table.name} needs two columns, “words” and “pseudonym”.")
    rows = [
        (row.cells[columns["words"]].strip(), row.cells[columns["pseudonym"]].strip()) for row in read.rows
    ]
    if empty := [row.number for row in read.rows if not row.cells[columns["pseudonym"]].strip()]:
        raise Refused(f"{table.name} has no pseudonym in row {empty[0]}.")
    return [Replacing(words, pseudonym) for words, pseudonym in rows if words]


def _age() -> Any:
    try:
        import pyrage
    except ImportError:
        raise Refused('A key needs the library pyrage: install "qualcode[key]".') from None
    return pyrage
