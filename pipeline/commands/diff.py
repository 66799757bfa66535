"""``planrows diff``: compare two editions."""

from __future__ import annotations

from pathlib import Path

from pipeline.config.project import Project, find_project
from pipeline.terminal import block, clean


def published_folder(project: Project, name: str) -> Path:
    """Return the folder of a publication, named by its path or by ``PLAN[@EDITION]``."""
    path = Path(name)
    return path if path.is_dir() else project.outputs / path.name if path.name == name else path


def diff_command(old: str, new: str, out: Path | None) -> dict[str, object]:
    """Compare two published editions, write the comparison, and print and return its counts."""
    from pipeline.diff.stage import compare
    from pipeline.diff.write import write_difference

    project = find_project()
    folders = [published_folder(project, name) for name in (old, new)]
    difference = compare(*folders)
    target = out or project.outputs / f"diff-{difference.old}-{difference.new}"
    paths = write_difference(difference, target)
    for table, counts in difference.counts().items():
        shown = ", ".join(f"{number} {kind}" for kind, number in counts.items())
        print(block([f"{table:<11} {shown}"]))
    for note in difference.notes:
        print(clean(note))
    print(clean(f"{len(paths)} files written to {target}"))
    return {
        "old": difference.old,
        "new": difference.new,
        "folder": str(target),
        "files": [path.name for path in paths],
        "counts": difference.counts(),
        "notes": difference.notes,
    }
