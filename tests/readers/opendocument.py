"""Small OpenDocument texts for tests, made of their XML."""

from pathlib import Path

from tests.readers.word import zipped

_NAMES = "".join(
    f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        *(
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("style", "style"),
            ("draw", "drawing"),
        ),
        *(("fo", "xsl-fo-compatible"), ("meta", "meta")),
    )
)
_DC = ' xmlns:dc="http://purl.org/dc/elements/1.1/"'


def p(text: str, style: str = "P") -> str:
    """A paragraph."""
    return f'<text:p text:style-name="{style}">{text}</text:p>'


def odt(path: Path, body: str, *, styles: str = "", master: str = "", manifest: str = "") -> Path:
    """Write an odt file: what is in its body, its styles, its pages' heads and feet."""
    content = (
        f"<office:document-content{_NAMES}{_DC}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    pages = (
        f"<office:document-styles{_NAMES}{_DC}><office:master-styles><style:master-page>{master}"
        "</style:master-page></office:master-styles></office:document-styles>"
    )
    meta = (
        f"<office:document-meta{_NAMES}{_DC}><office:meta><dc:creator>Ann Other</dc:creator>"
        "<dc:title/></office:meta></office:document-meta>"
    )
    path.write_bytes(
        zipped(
            {
                "mimetype": b"application/vnd.oasis.opendocument.text",
                "content.xml": content.encode(),
                "styles.xml": pages.encode(),
                "meta.xml": meta.encode(),
                "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>".encode(),
            }
        )
    )
    return path
