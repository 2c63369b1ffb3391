"""Text as it was before a spreadsheet's tricks were put on it."""

import re

_GUARDED = re.compile(r"'+[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_ESCAPE = re.compile(r"_x(005F|000D)_")


def plain_csv_text(cell: str) -> str:
    """Take off the apostrophe that keeps a csv cell from being taken for a formula."""
    return cell[1:] if _GUARDED.match(cell) else cell


def plain_xlsx_text(cell: str) -> str:
    """Undo the escapes of xlsx that openpyxl leaves in (`_x000D_` is a carriage return)."""
    if "_x00" not in cell:
        return cell
    return _ESCAPE.sub(lambda found: "_" if found[1] == "005F" else "\r", cell)
