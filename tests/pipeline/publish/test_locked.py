"""A PDF that needs a password is published with the pictures of its pages."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest

from tests.pipeline.small_project import make_project, planrows, small_pdf

PICTURE = "data:image/png;base64,"


@pytest.mark.slow
def test_pages_of_an_encrypted_file_are_shown(tmp_path: Path) -> None:
    make_project(tmp_path)
    sound = small_pdf(tmp_path / "plan.pdf")
    locked = tmp_path / "locked.pdf"
    with pikepdf.open(sound) as document:
        document.save(locked, encryption=pikepdf.Encryption(user="secret", owner="boss"))
    (tmp_path / "word").write_text("secret\n", encoding="utf-8")
    assert planrows(tmp_path, "add", sound, "--id", "plan").returncode == 0
    command = ("run", "plan", "--pdf", locked, "--out", "out")

    refused = planrows(tmp_path, *command)
    assert refused.returncode == 2
    assert "is encrypted; write its password into a file" in refused.stderr

    done = planrows(tmp_path, *command, "--password-file", "word")
    assert done.returncode == 0, done.stderr
    index = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert PICTURE in index
    assert b"/Encrypt" in locked.read_bytes()

    # What is published needs no password to be seen to stand, nor do pictures that are kept;
    # those that are drawn anew do.
    assert "nothing has changed" in planrows(tmp_path, *command).stdout
    (tmp_path / "out" / "index.html").unlink()
    again = planrows(tmp_path, *command)
    assert again.returncode == 0, again.stderr
    assert (tmp_path / "out" / "index.html").read_text(encoding="utf-8") == index
    anew = planrows(tmp_path, *command, "--no-cache")
    assert anew.returncode == 2
    assert "is encrypted" in anew.stderr
