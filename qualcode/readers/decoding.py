"""From the bytes of a text file to its text: which encoding, line ends, control characters."""

import codecs
import re
from typing import NamedTuple

from qualcode.model.errors import UnreadableFile

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_MOJIBAKE = re.compile("â€[™œ\x9d“”¦]|Ã[©¨¡³¶¼±]|Â[£ ·]")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_SAMPLE = 65_536

# A text file of speech has next to none; a picture or program that decodes by chance is full of them.
_CONTROL_SHARE = 0.05


class Decoded(NamedTuple):
    """A text with LF line ends and no control characters but tab and LF."""

    text: str
    encoding: str
    warnings: tuple[str, ...]


def decode(data: bytes, file: str, encoding: str | None = None) -> Decoded:
    """Decode a text file: by the given encoding, else its mark (BOM), else by what its bytes look like.

    Raises UnreadableFile if the encoding's name is unknown, if the bytes don't fit it, if nothing but
    white space is there, or if it isn't text at all.
    """
    text, used, warnings = _by_name(data, file, encoding) if encoding else _by_looks(data)
    text = _LINE_ENDS.sub("\n", text).removeprefix("\ufeff")
    text, count = without_controls(text)
    if count > max(20, _CONTROL_SHARE * len(text)):
        raise UnreadableFile(f"{file} is not a text file; save it as .docx or .txt.")
    if not text.strip():
        raise UnreadableFile(f"{file} has no text in it; look for the original.")
    more = control_warnings(count)
    if len(_MOJIBAKE.findall(text)) > 2:
        more = (
            *more,
            "Letters such as “â€™” or “Ã©” show that the file was once saved in a wrong encoding; "
            "the text was taken as it stands.",
        )
    return Decoded(text, used, (*warnings, *more))


def without_controls(text: str) -> tuple[str, int]:
    """The text, as long as before, with control characters and lone surrogates as U+FFFD; and how many."""
    if not _CONTROL.search(text):
        return text, 0
    return _CONTROL.subn("\ufffd", text)


def control_warnings(count: int) -> tuple[str, ...]:
    """What to tell the user about `count` replaced characters."""
    if not count:
        return ()
    characters = "control character was" if count == 1 else "control characters were"
    return (f"{count} {characters} replaced by \ufffd.",)


def _by_name(data: bytes, file: str, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    try:
        codec = codecs.lookup(encoding)
        text = data.decode(codec.name)
    except LookupError:
        raise UnreadableFile(
            f"There is no encoding named “{encoding}” to read {file} with; try utf-8, utf-16 or cp1252."
        ) from None
    except (UnicodeError, ValueError):
        raise UnreadableFile(
            f"{file} is not written in {encoding}; leave the encoding out, or try another."
        ) from None
    return text, codec.name, ()


def _by_looks(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _leniently(data, name)
    wide = _wide_encoding(data[:_SAMPLE])
    if wide:
        return _leniently(data, wide)
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        pass
    # In UTF-8 with a few damaged bytes, nearly all bytes over 127 still form its patterns.
    high = sum(byte > 127 for byte in data[:_SAMPLE])
    fitting = sum(len(found) for found in _MULTIBYTE.findall(data[:_SAMPLE]))
    if fitting > 0.8 * high:
        return _leniently(data, "utf-8")
    text = data.decode("cp1252", errors="replace")
    guess = (
        "The file's encoding isn't stated; it was read as Windows Western (cp1252). "
        "If letters look wrong, read it again with its encoding."
    )
    return text, "cp1252", (guess, *_lost(text))


def _leniently(data: bytes, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    """Decode, with damaged bytes replaced and counted."""
    name = encoding.removesuffix("-sig")
    try:
        return data.decode(encoding), name, ()
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        return text, name, _lost(text)


def _lost(text: str) -> tuple[str, ...]:
    count = text.count("\ufffd")
    if not count:
        return ()
    places = "place" if count == 1 else "places"
    return (f"Damaged bytes at {count} {places} were replaced by \ufffd.",)


def _wide_encoding(sample: bytes) -> str:
    """UTF-16 or UTF-32 without a mark, by where its zero bytes are; "" if it doesn't look so."""
    zeros = [sample[place::4].count(0) for place in range(4)]
    quarter = max(1, len(sample) // 4)
    full = [count >= 0.7 * quarter for count in zeros]
    if full == [False, True, True, True]:
        return "utf-32-le"
    if full == [True, True, True, False]:
        return "utf-32-be"
    if full == [False, True, False, True]:
        return "utf-16-le"
    if full == [True, False, True, False]:
        return "utf-16-be"
    return ""
