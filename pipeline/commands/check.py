"""``planrows check``: checksums, contents, expectations and signature of a folder or a corpus."""

from __future__ import annotations

from pathlib import Path

from pipeline.errors import BrokenExpectationError, UsageError
from pipeline.publish.core.model import SIGNATURE
from pipeline.terminal import clean

MAX_SHOWN = 50


def check_command(
    folder: Path, docs: Path | None, public_key: Path | None = None, *, allow_added: bool = False
) -> dict[str, object]:
    """Check a published folder, print what is wrong, and return what was checked as JSON values.

    Of a corpus, each plan is checked, and the files that hold all plans.

    Raises:
        UsageError: there is no such folder or key.
        BrokenExpectationError: something is wrong; each finding has been printed.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder: name a published one, like outputs/PLAN")
    problems = _problems(folder, docs, public_key, allow_added=allow_added)
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


def _problems(
    folder: Path, docs: Path | None, public_key: Path | None, *, allow_added: bool
) -> list[str]:
    from pipeline.corpus.checking import corpus_problems, is_corpus, plans_of

    if not is_corpus(folder):
        problems = _signature_problems(folder, public_key)
        return problems + check_publication(folder, docs, allow_added=allow_added)
    if docs is not None or public_key is not None:
        raise UsageError(f"{folder}: a corpus: --docs and --verify are for one of its plans")
    try:
        plans = plans_of(folder)
    except ValueError as error:
        return [str(error)]
    return [
        f"{plan.plan_id}: {problem}"
        for plan in plans
        if plan.is_in_corpus
        for problem in check_publication(folder / plan.plan_id, allow_added=allow_added)
    ] + list(corpus_problems(folder, plans))


def _signature_problems(folder: Path, public_key: Path | None) -> list[str]:
    if public_key is None:
        return []
    from pipeline.verify.signature import read_public_key, signature_problems

    return list(signature_problems(folder, read_public_key(public_key)))


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
