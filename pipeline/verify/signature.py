"""Sign a publication and verify its signature: Ed25519 (RFC 8032), detached, over the manifest.

The manifest holds the checksum of every other file, so its signature covers the whole folder.
The signature file holds the 64 bytes of the signature and nothing else; keys are PEM files.
So OpenSSL makes the keys, and verifies a signature without planrows.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.engine.store import write_atomically
from pipeline.errors import UsageError
from pipeline.publish.core.model import MANIFEST, SIGNATURE
from pipeline.verify.thresholds import VERIFY

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )

MAKE_KEY = "make one with `openssl genpkey -algorithm ed25519 -out KEY`"
MAKE_PUBLIC = "make it with `openssl pkey -in KEY -pubout -out PUBLIC_KEY`"


def read_private_key(path: Path) -> Ed25519PrivateKey:
    """Return the private key in a PEM file.

    Raises:
        UsageError: the file cannot be read, or holds no such key.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    data = _read(path, "--sign")
    try:
        key = load_pem_private_key(data, password=None)
    except TypeError as error:
        raise UsageError(
            f"--sign {path}: the key is encrypted; name a file that holds it unencrypted and that "
            "only you can read"
        ) from error
    except Exception as error:
        raise UsageError(f"--sign {path}: holds no private key in PEM; {MAKE_KEY}") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise UsageError(f"--sign {path}: is not an Ed25519 key; {MAKE_KEY}")
    return key


def read_public_key(path: Path) -> Ed25519PublicKey:
    """Return the public key in a PEM file.

    Raises:
        UsageError: the file cannot be read, or holds no such key.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    data = _read(path, "--verify")
    try:
        key = load_pem_public_key(data)
    except Exception as error:
        raise UsageError(f"--verify {path}: holds no public key in PEM; {MAKE_PUBLIC}") from error
    if not isinstance(key, Ed25519PublicKey):
        raise UsageError(f"--verify {path}: is not an Ed25519 key; {MAKE_PUBLIC}")
    return key


def _read(path: Path, option: str) -> bytes:
    try:
        if not path.is_file():
            raise UsageError(f"{option} {path}: no such file; name a key in PEM")
        with path.open("rb") as file:
            return file.read(VERIFY.key_bytes)
    except OSError as error:
        raise UsageError(f"{option} {path}: cannot be read: {error.strerror or error}") from error


def sign(folder: Path, key: Ed25519PrivateKey) -> Path:
    """Sign the manifest of a publication and return the path of the signature.

    Raises:
        UsageError: the manifest cannot be read, or the signature cannot be written.
    """
    target = folder / SIGNATURE
    try:
        write_atomically(target, key.sign((folder / MANIFEST).read_bytes()))
    except OSError as error:
        raise UsageError(
            f"{folder}: published, but not signed: {error.strerror or error}; run it again"
        ) from error
    return target


def signature_problems(folder: Path, key: Ed25519PublicKey) -> Iterator[str]:
    """Yield what is wrong with the signature of a publication."""
    from cryptography.exceptions import InvalidSignature

    try:
        key.verify((folder / SIGNATURE).read_bytes(), (folder / MANIFEST).read_bytes())
    except FileNotFoundError as error:
        missing = Path(str(error.filename)).name
        yield f"{missing}: is missing; publish again with `planrows run --sign KEY`"
    except OSError as error:
        yield f"{SIGNATURE}: cannot be read: {error.strerror or error}"
    except InvalidSignature:
        yield f"{SIGNATURE}: is not the signature of {MANIFEST} by this key"
