"""How the workbook looks: one calm colour, white where one may write, a light ground elsewhere."""

from dataclasses import replace

from qualcode.writers.sheets.looks import Look

ACCENT = "1F5C66"
TINT = "F3F7F8"
_DEEPER = "E3ECEE"
_QUIET = "66757C"

TITLE = Look(size=14, bold=True, colour=ACCENT, line="", wraps=False, down="center")
TITLE_WRAPPED = replace(TITLE, wraps=True)
LEAD = Look(size=10, colour="1F2A30", line="", down="center")
NOTE = Look(size=10, italic=True, colour=_QUIET, line="", down="center")
BLANK = Look(line="")
PLAIN = Look(line="")
KEY = Look(line="", wraps=False)
LABEL = Look(bold=True, colour=ACCENT, line="")
HEADER = Look(bold=True, colour="FFFFFF", fill=ACCENT, line=ACCENT, down="center")
BRIEF = Look(size=9, colour="3B4A51", fill=_DEEPER, line=_DEEPER)
BRIEF_LABEL = replace(BRIEF, bold=True, wraps=False)

NAME = Look(bold=True, fill=TINT)
TEXT = Look(fill=TINT)
WORD = Look(italic=True, colour=_QUIET, fill=TINT)
ROW = replace(TEXT, wraps=False)
NUMBER = Look(fill=TINT, across="center")
LINK = Look(underlined=True, colour=ACCENT, fill=TINT)
PLAIN_LINK = Look(underlined=True, colour=ACCENT, line="")

EDITABLE = Look()
EDITABLE_WORD = Look(italic=True, colour=_QUIET)
WARNING = Look(bold=True, colour="8A4B08", line="")
