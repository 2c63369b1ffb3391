"""Archives that want to do harm."""

import struct

import pytest

from qualcode.model.errors import UnreadableFile
from qualcode.readers import archives
from qualcode.readers.archives import Archive
from tests.readers.word import zipped


def test_parts_are_found_whatever_their_case() -> None:
    archive = Archive(zipped({"Word/A.xml": b"<a/>"}), "a.docx")

    assert archive.read("word/a.XML", 100) == b"<a/>"
    assert archive.read("word/b.xml", 100) is None


@pytest.mark.parametrize("name", ["../evil", "/etc/passwd", "a/../../b", "C:/x", "..\\evil"])
def test_a_part_that_leads_out_is_refused(name: str) -> None:
    with pytest.raises(UnreadableFile, match="leads out"):
        Archive(zipped({name: b"x"}), "a.docx")


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(UnreadableFile, match="200 times"):
        Archive(zipped({"a.xml": bytes(20_000_000)}), "a.docx")


def test_many_small_bombs_are_one_large_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_ENTRIES", 3)
    with pytest.raises(UnreadableFile, match="too many"):
        Archive(zipped({f"{n}.xml": b"x" for n in range(4)}), "a.docx")
    with pytest.raises(UnreadableFile, match="unpack to more"):
        Archive(zipped({f"{n}.xml": b"x" * 600_000 for n in range(2)}), "a.docx", total=1_000_000)


def test_a_part_larger_than_its_bound_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="part of more than"):
        Archive(zipped({"a.xml": b"x" * 3_000_000}), "a.docx").read("a.xml", 2_000_000)


def test_an_archive_that_lies_about_sizes_gives_no_more_than_it_says() -> None:
    data = zipped({"a.xml": b"x" * 1_000_000})
    size = struct.pack("<I", 1_000_000)
    archive = Archive(data.replace(size, struct.pack("<I", 10)), "a.docx")
    with pytest.raises(UnreadableFile, match="damaged"):
        archive.read("a.xml", 100_000)


@pytest.mark.parametrize("cut", [4, 30, -30])
def test_a_broken_archive_is_one_sentence(cut: int) -> None:
    with pytest.raises(UnreadableFile, match="damaged"):
        Archive(zipped({"a.xml": b"words"})[:cut], "a.docx")


def test_a_part_with_a_password_is_refused() -> None:
    data = bytearray(zipped({"a.xml": b"words"}))
    data[6] |= 1
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnreadableFile, match="password"):
        Archive(bytes(data), "a.docx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_declared_entities_are_found_in_any_part(encoding: str) -> None:
    text = f"<?xml version='1.0'?><!-- {'x' * 9000} --><!DOCTYPE a [<!ENTITY b 'c'>]><a/>"
    with pytest.raises(UnreadableFile, match="entities"):
        Archive(zipped({"xl/a.xml": text.encode(encoding)}), "a.xlsx").refuse_declarations(100_000)
