"""Codebooks from csv, xlsx, yaml and json: all of it, or a list of every problem and nothing."""

from pathlib import Path

from qualcode.model.errors import UnreadableFile
from qualcode.model.tables import CodebookFile
from qualcode.readers.codebook_check import checked
from qualcode.readers.files import load

CODEBOOK_FORMATS = (".csv", ".tsv", ".xlsx", ".yaml", ".yml", ".json")


def read_codebook(path: Path) -> CodebookFile:
    """A codebook by the file's ending.

    A spreadsheet has a row a code, and rows or a sheet of themes (see `codebook_rows`); yaml and json have
    the lists `themes` and `codes` (see `codebook_tree`). Raises BadTable with every problem, by row or entry.
    """
    suffix = path.suffix.lower()
    if suffix not in CODEBOOK_FORMATS:
        if path.is_dir() or not path.exists():
            load(path, 0)
        raise UnreadableFile(
            f"{path.name} is not a codebook that can be read; save it as .xlsx, .csv, .yaml or .json."
        )
    if suffix in (".yaml", ".yml", ".json"):
        from qualcode.readers.codebook_tree import draft_of_tree

        return checked(draft_of_tree(path))
    from qualcode.readers.codebook_rows import draft_of_rows

    return checked(draft_of_rows(path))
