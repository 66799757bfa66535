"""``planrows check``: what is printed, and what kind of folder is checked how."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.commands import check
from pipeline.commands.check import MAX_SHOWN, check_command, check_publication
from pipeline.errors import BrokenExpectationError, UsageError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "small"
    made.mkdir()
    return made


def finds(monkeypatch: pytest.MonkeyPatch, *problems: str) -> list[Path]:
    """Let the check of a publication find problems; return the folders that are checked."""
    checked: list[Path] = []

    def publication(folder: Path, *_: object, **__: object) -> list[str]:
        checked.append(folder)
        return list(problems)

    monkeypatch.setattr(check, "check_publication", publication)
    return checked


def test_a_sound_folder_is_said_to_hold(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    finds(monkeypatch)
    assert check_command(folder, None) == {
        "folder": str(folder), "problems": [], "is_signature_verified": False,
    }  # fmt: skip
    line = f"{folder}: checksums, contents, schemas, keys and expectations hold\n"
    assert capsys.readouterr().out == line
    check_command(folder, folder / "docs")
    assert capsys.readouterr().out.startswith(f"{line}Data Docs written to {folder / 'docs'}")


def test_a_signature_is_verified_with_a_key_only(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    finds(monkeypatch)
    (folder / "SHA256SUMS.sig").write_bytes(b"x")
    monkeypatch.setattr(check, "SIGNATURE", "SHA256SUMS.sig")
    check_command(folder, None)
    assert "SHA256SUMS.sig is not verified: name the key" in capsys.readouterr().out
    monkeypatch.setattr("pipeline.verify.signature.read_public_key", lambda _: None)
    monkeypatch.setattr("pipeline.verify.signature.signature_problems", lambda *_: [])
    assert check_command(folder, None, folder / "key.pem")["is_signature_verified"]
    said = capsys.readouterr().out
    assert "signature, checksums" in said
    assert "is not verified" not in said
    monkeypatch.setattr("pipeline.verify.signature.signature_problems", lambda *_: ["forged"])
    with pytest.raises(BrokenExpectationError, match="1 problems"):
        check_command(folder, None, folder / "key.pem")
    assert capsys.readouterr().out == "forged\n"


@pytest.mark.parametrize(
    ("count", "is_cut"), [(1, False), (MAX_SHOWN, False), (MAX_SHOWN + 1, True)]
)
def test_problems_are_listed_up_to_a_limit(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    count: int,
    is_cut: bool,
) -> None:
    finds(monkeypatch, *(f"problem {at}" for at in range(count)))
    with pytest.raises(BrokenExpectationError) as caught:
        check_command(folder, None)
    cut = f" (the first {MAX_SHOWN} shown)" if is_cut else ""
    assert str(caught.value) == f"{folder}: {count} problems{cut}"
    assert len(caught.value.summary["problems"]) == count  # type: ignore[arg-type]  # a list
    assert len(capsys.readouterr().out.splitlines()) == min(count, MAX_SHOWN)


def test_a_folder_is_checked_as_what_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = finds(monkeypatch)
    kinds: list[str] = []

    def noting(kind: str) -> Callable[..., list[str]]:
        def verify(*_: object) -> list[str]:
            kinds.append(kind)
            return []

        return verify

    monkeypatch.setattr("pipeline.site.stage.verify_site", noting("site"))
    monkeypatch.setattr("pipeline.corpus.verify.verify_corpus", noting("corpus"))
    check_command(folder, None)
    assert (len(checked), kinds) == (1, [])
    (folder / "corpus.sqlite").touch()
    check_command(folder, None)
    with pytest.raises(UsageError, match="the output of a batch: name one of its plans for --docs"):
        check_command(folder, folder / "docs")
    from pipeline.site.folder import INDEX

    (folder / INDEX).parent.mkdir(parents=True, exist_ok=True)
    (folder / INDEX).touch()
    check_command(folder, None)
    (folder / "manifest.json").touch()
    check_command(folder, None)
    assert (len(checked), kinds) == (2, ["corpus", "site"])
    with pytest.raises(UsageError, match="nowhere: no such folder"):
        check_command(folder / "nowhere", None)


CONTENTS = SimpleNamespace(records={})


@pytest.mark.parametrize(
    ("problems", "contents", "says"),
    [
        ([], CONTENTS, ["areas: does not hold"]),
        (["areas.csv: is missing"], CONTENTS, ["areas.csv: is missing"]),
        ([], None, []),
    ],
)
def test_expectations_are_checked_where_the_files_are_sound(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    problems: list[str],
    contents: object,
    says: list[str],
) -> None:
    failure = SimpleNamespace(table="areas", message="does not hold")
    monkeypatch.setattr(
        "pipeline.verify.folder.verify_folder", lambda *_, **__: (problems, contents)
    )
    monkeypatch.setattr("expectations.suites.checkpoint.run_checkpoint", lambda *_: [failure])
    monkeypatch.setattr("expectations.suites.parts.parts_of", lambda _: [])
    assert check_publication(folder) == says
