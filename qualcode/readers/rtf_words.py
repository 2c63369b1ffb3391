"""What RTF's control words mean to somebody who reads the text: characters, encodings, places of no text."""

CHARACTERS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005",
    "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
"""Words that stand for a character."""

SIGNS = {"~": "\xa0", "_": "\u2011", "\\": "\\", "{": "{", "}": "}", "\t": "\t"}
"""What a backslash makes of the sign after it; what isn't here (an optional hyphen) is nothing."""

PARAGRAPHS = frozenset(["par", "sect", "page"])
ROWS = frozenset(["row", "nestrow"])
"""Words that end a paragraph, and those that end a row of a table."""

INFORMATION = {"title": "title", "author": "creator", "subject": "subject", "operator": "lastModifiedBy",
    "company": "company", "manager": "manager", "keywords": "keywords", "doccomm": "description"}  # fmt: skip
"""Destinations that say something about the document, and as what it is known here."""

HEADERS = frozenset(["header", "headerl", "headerr", "headerf"])
FOOTERS = frozenset(["footer", "footerl", "footerr", "footerf"])

NO_TEXT = frozenset(
    """
    fonttbl colortbl stylesheet listtable listoverridetable rsidtbl generator info xmlnstbl mmathPr themedata
    colorschememapping datastore latentstyles pgptbl revtbl filetbl fldinst pict objdata objclass
    objname bkmkstart bkmkend falt panose fontemb fontfile template ftnsep ftnsepc ftncn aftnsep aftnsepc
    aftncn nonshppict nonesttables pntext pntxta pntxtb pn pnseclvl listtext listpicture private passwordhash
    upr atnid atnicn atndate atntime atnref atnparent atntime xe tc tcn rxe txe do shpinst userprops
    docvar shprslt wgrffmtfilter levelnumbers leveltext sp sn sv ebcstart ebcend creatim revtim printim buptim
    """.split()
)
"""Destinations without words of the text. `pntext` and `listtext` are numbers that the program works out."""

CODE_PAGES = {
    0: "cp1252", 77: "mac-roman", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "big5",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
"""The encoding of a font's characters, by its `fcharset`."""
