"""The files of a base: how they are read, decoded and named by their content."""

import hashlib
from pathlib import Path

import pytest

from vendorwatch.factbase import inputs
from vendorwatch.factbase.errors import FactBaseError
from vendorwatch.factbase.inputs import Input, decode, digest_of, read_inputs


def test_files_are_read_in_order(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).write_text(name)
    assert [(item.name, item.data) for item in read_inputs([tmp_path / "b", tmp_path / "a"])] == [("b", b"b"), ("a", b"a")]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("nowhere", "no such file"),
        (".", "a folder"),
        ("a/b", "cannot be read"),
        ("a\0b", "cannot be read"),
        ("a" * 999, "cannot"),
    ],
)
def test_what_is_no_file_is_refused_by_name(name: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_text("")
    with pytest.raises(FactBaseError, match=says):
        read_inputs([tmp_path / name])


def test_a_file_as_large_as_allowed_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    monkeypatch.setattr(inputs, "MAX_BYTES", 5)
    assert read_inputs([tmp_path / "a"])[0].data == b"12345"
    monkeypatch.setattr(inputs, "MAX_BYTES", 4)
    with pytest.raises(FactBaseError, match="larger than"):
        read_inputs([tmp_path / "a"])


@pytest.mark.parametrize(
    ("data", "text"),
    [(b"a: b", "a: b"), (b"\xef\xbb\xbfa: b", "a: b"), ("é東".encode(), "é東"), (b"a\r\nb", "a\r\nb")],
)
def test_text_is_decoded(data: bytes, text: str) -> None:
    assert decode(data, "f") == text


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "f: empty; a fact base starts with"),
        (b"\xef\xbb\xbf \n", "f: empty"),
        (b"a\nb\xff", r"f:2: not UTF-8 text \(byte 0xff\)"),
        (b"a\n\nb\xc3", r"f:3: not UTF-8 text \(byte 0xc3\)"),
        (b"\xed\xa0\x80", "f:1: not UTF-8"),
        (b"a\n\0", "f:2: holds a NUL"),
        ("a".encode("utf-16"), "f:1: not UTF-8"),
        ("a".encode("utf-16-be"), "f:1: holds a NUL"),
    ],
)
def test_what_is_no_text_is_refused_with_its_line(data: bytes, says: str) -> None:
    with pytest.raises(FactBaseError, match=says):
        decode(data, "f")


def test_the_digest_changes_with_content_name_and_order() -> None:
    one, other = Input(Path("a"), b"1"), Input(Path("b"), b"2")
    bases = [[], [one], [other], [one, other], [other, one], [Input(Path("b"), b"1")], [Input(Path("a"), b"11")], [one, one]]
    assert len({digest_of(base) for base in bases}) == len(bases)
    assert digest_of([one]) == digest_of([Input(Path("elsewhere/a"), b"1")])


def test_no_two_bases_share_a_digest_by_running_into_each_other() -> None:
    assert digest_of([Input(Path("a"), b"bc")]) != digest_of([Input(Path("ab"), b"c")])


def test_the_digest_is_sha_256() -> None:
    length = (1).to_bytes(8, "big")
    assert digest_of([Input(Path("a"), b"1")]) == hashlib.sha256(length + b"a" + length + b"1").hexdigest()


def test_a_name_that_is_no_utf8_is_still_text() -> None:
    item = Input(Path("x\udcff.yaml"), b"")
    assert item.name == "x\\xff.yaml"
    assert digest_of([item])
