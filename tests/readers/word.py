"""Small Word files for tests, made of their XML."""

import io
import zipfile
from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def p(text: str) -> str:
    """A paragraph of one run."""
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def document(body: str, namespace: str = W) -> str:
    """The main part around a body."""
    return (
        f'<w:document xmlns:w="{namespace}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{body}</w:body></w:document>"
    )


def docx(
    path: Path,
    body: str,
    *,
    main: str = "word/document.xml",
    whole: str = "",
    namespace: str = W,
    **parts: str,
) -> Path:
    """Write a docx file; `parts` are the inner XML of comments or notes, `whole` is all of the main part."""
    folder, _, name = main.rpartition("/")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "_rels/.rels", _relations({main: "officeDocument", "docProps/core.xml": "core-properties"})
        )
        archive.writestr(main, whole or document(body, namespace))
        archive.writestr(f"{folder}/_rels/{name}.rels", _relations({f"{kind}.xml": kind for kind in parts}))
        archive.writestr(
            "docProps/core.xml", '<c xmlns:d="urn:d"><d:creator>Ann Other</d:creator><d:title/></c>'
        )
        for kind, inner in parts.items():
            archive.writestr(f"{folder}/{kind}.xml", f'<w:{kind} xmlns:w="{namespace}">{inner}</w:{kind}>')
    return path


def _relations(targets: dict[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="r{n}" Type="{_KINDS}/{kind}" Target="{target}"/>'
        for n, (target, kind) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{_RELS}">{lines}</Relationships>'


def zipped(entries: dict[str, bytes]) -> bytes:
    """The bytes of a zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()
