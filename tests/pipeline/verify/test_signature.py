"""Sign a publication and verify it, as a user does; OpenSSL agrees."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from pipeline.commands.check import check_command
from pipeline.errors import BrokenExpectationError, UsageError
from pipeline.publish.stage import publish
from pipeline.verify.signature import (
    read_private_key,
    read_public_key,
    sign,
    signature_problems,
)
from tests.pipeline.publish.editions import small_publication
from tests.pipeline.small_project import make_project, planrows

PrivateKey = Ed25519PrivateKey | ec.EllipticCurvePrivateKey


def keys(folder: Path, key: PrivateKey, lock: KeySerializationEncryption) -> tuple[Path, Path]:
    private, public = folder / "key.pem", folder / "public.pem"
    private.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock))
    spki = PublicFormat.SubjectPublicKeyInfo
    public.write_bytes(key.public_key().public_bytes(Encoding.PEM, spki))
    return private, public


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    return keys(tmp_path, Ed25519PrivateKey.generate(), NoEncryption())


@pytest.fixture
def folder(tmp_path: Path, pair: tuple[Path, Path]) -> Path:
    publish(small_publication(), tmp_path / "plan")
    sign(tmp_path / "plan", read_private_key(pair[0]))
    return tmp_path / "plan"


def test_a_signed_folder_is_verified(
    folder: Path, pair: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    check_command(folder, None, pair[1])
    assert "signature, checksums, contents" in capsys.readouterr().out


def test_another_key_or_no_signature_is_refused(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "other").mkdir()
    _, other = keys(tmp_path / "other", Ed25519PrivateKey.generate(), NoEncryption())
    with pytest.raises(BrokenExpectationError, match="1 problem"):
        check_command(folder, None, other)
    assert "is not the signature of manifest.json by this key" in capsys.readouterr().out
    (folder / "manifest.json.sig").unlink()
    with pytest.raises(BrokenExpectationError, match="1 problem"):
        check_command(folder, None, other)
    assert "planrows run --sign KEY" in capsys.readouterr().out


def test_a_new_publication_does_not_keep_the_signature_of_the_last_one(folder: Path) -> None:
    (folder / "areas.csv").write_text("damaged")
    publish(small_publication(), folder)
    assert not (folder / "manifest.json.sig").exists()
    check_command(folder, None)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="needs OpenSSL")
def test_openssl_verifies_the_signature(folder: Path, pair: tuple[Path, Path]) -> None:
    command = [
        "openssl", "pkeyutl", "-verify", "-pubin", "-inkey", pair[1], "-rawin",
        "-in", folder / "manifest.json", "-sigfile", folder / "manifest.json.sig",
    ]  # fmt: skip
    done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_is_no_key_is_refused_with_advice(tmp_path: Path) -> None:
    locked, _ = keys(tmp_path, Ed25519PrivateKey.generate(), BestAvailableEncryption(b"x"))
    with pytest.raises(UsageError, match="is encrypted"):
        read_private_key(locked)
    private, public = keys(tmp_path, ec.generate_private_key(ec.SECP256R1()), NoEncryption())
    with pytest.raises(UsageError, match="openssl genpkey -algorithm ed25519"):
        read_private_key(private)
    with pytest.raises(UsageError, match="openssl pkey"):
        read_public_key(public)
    for read in (read_private_key, read_public_key):
        with pytest.raises(UsageError, match="in PEM"):
            read(Path(__file__))
        with pytest.raises(UsageError, match="no such file"):
            read(tmp_path / "nowhere")
        with pytest.raises(UsageError, match="no such file"):
            read(Path("/dev/zero"))


def test_what_cannot_be_read_or_written_is_said(
    folder: Path, pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    signature = folder / "manifest.json.sig"
    signature.unlink()
    signature.mkdir()
    assert list(signature_problems(folder, read_public_key(pair[1]))) == [
        "manifest.json.sig: cannot be read: Is a directory"
    ]
    (folder / "manifest.json").unlink()
    with pytest.raises(UsageError, match="published, but not signed: No such file or directory;"):
        sign(folder, read_private_key(pair[0]))

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(UsageError, match="cannot be read: Input/output error"):
        read_private_key(pair[0])


def test_a_key_is_refused_before_the_first_stage(tmp_path: Path) -> None:
    project = make_project(tmp_path)
    done = planrows(project, "run", "asean-pcrve-2019-2025", "--sign", "nowhere.pem")
    assert done.returncode == 2
    assert done.stderr == "planrows: --sign nowhere.pem: no such file; name a key in PEM\n"
    assert not (project / "outputs").exists()
