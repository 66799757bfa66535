"""``planrows check``: checksums, contents, expectations and signature of a folder or a corpus."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.errors import BrokenExpectationError, UsageError
from pipeline.publish.core.model import MANIFEST, SIGNATURE
from pipeline.terminal import clean

MAX_SHOWN = 50


def check_command(
    name: str | Path,
    docs: Path | None,
    public_key: Path | None = None,
    *,
    allow_added: bool = False,
) -> dict[str, object]:
    """Check a published folder, a site or the folder of a batch, and print what is wrong.

    Args:
        name: path of the folder as it was given; a path object would merge the slashes of an
            address.
        docs: folder for Great Expectations' Data Docs; None: none are made.
        public_key: of the sender, who signed the folder; None: no signature is verified.
        allow_added: whether the folder may hold files that planrows did not publish.

    Returns:
        What was checked, as JSON values.

    Raises:
        UsageError: there is no such folder or key.
        BrokenExpectationError: something is wrong; each finding has been printed.
    """
    folder = Path(name)
    if not folder.is_dir():
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:/", str(name)):
            advice = "copy it to a folder, with the tools of the store, and check that one"
            raise UsageError(f"{name}: an address is not checked in place: {advice}")
        raise UsageError(f"{folder}: no such folder: name a published one, like outputs/PLAN")
    problems = _signature_problems(folder, public_key)
    problems += _content_problems(folder, docs, allow_added=allow_added)
    for problem in problems[:MAX_SHOWN]:
        print(clean(problem))
    if problems:
        more = f" (the first {MAX_SHOWN} shown)" if len(problems) > MAX_SHOWN else ""
        raise BrokenExpectationError(
            f"{folder}: {len(problems)} problems{more}",
            {"folder": str(folder), "problems": problems},
        )
    signed = "signature, " if public_key else ""
    print(clean(f"{folder}: {signed}checksums, contents, schemas, keys and expectations hold"))
    if not public_key and (folder / SIGNATURE).exists():
        print(f"{SIGNATURE} is not verified: name the key of the sender with --verify PUBLIC_KEY")
    if docs is not None:
        print(clean(f"Data Docs written to {docs} (for the data team: they load from the network)"))
    is_verified = public_key is not None
    return {"folder": str(folder), "problems": [], "is_signature_verified": is_verified}


def _signature_problems(folder: Path, public_key: Path | None) -> list[str]:
    if public_key is None:
        return []
    from pipeline.verify.signature import read_public_key, signature_problems

    return list(signature_problems(folder, read_public_key(public_key)))


def _content_problems(folder: Path, docs: Path | None, *, allow_added: bool) -> list[str]:
    """Return the problems of a publication, of a site, or of what a batch published."""
    from pipeline.corpus.database import NAME
    from pipeline.site.folder import INDEX

    if (folder / MANIFEST).exists():
        return check_publication(folder, docs, allow_added=allow_added)
    if (folder / INDEX).is_file():
        from pipeline.site.stage import verify_site

        return list(verify_site(folder))
    if (folder / NAME).is_file():
        from pipeline.corpus.verify import verify_corpus

        if docs is not None:
            raise UsageError(f"{folder}: the output of a batch: name one of its plans for --docs")
        return list(verify_corpus(folder, check_publication))
    return check_publication(folder, docs, allow_added=allow_added)


def check_publication(
    folder: Path, docs: Path | None = None, *, allow_added: bool = False
) -> list[str]:
    """Return the problems of a published folder, one line each.

    Args:
        folder: the publication.
        docs: folder for Great Expectations' Data Docs; None: none are made.
        allow_added: whether it may hold files that planrows did not publish.
    """
    from pipeline.verify.folder import verify_folder

    problems, contents = verify_folder(folder, allow_added=allow_added)
    if problems or contents is None:
        # The expectations would only repeat a violation of the schema.
        return problems
    from expectations.suites.checkpoint import run_checkpoint
    from expectations.suites.parts import parts_of

    return [f"{f.table}: {f.message}" for f in run_checkpoint(parts_of(contents.records), docs)]
