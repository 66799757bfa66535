"""Set both editions anew: ``python -m tests.pipeline.diff.revision``."""

from __future__ import annotations

from extract.stage import extract_plan
from pipeline.config.config import load_plan
from pipeline.config.project import Project
from tests.pipeline.diff.revision.make import DATA, new_edition, old_edition
from tests.pipeline.diff.revision.typeset import by_browser, by_word_processor

PLAN = "asean-pcrve-2019-2025"


def main() -> None:
    plan = load_plan(Project(DATA.parents[2]), PLAN)
    table = extract_plan(plan.pdf, plan.extract)
    by_word_processor(old_edition(table), DATA / "old.pdf")
    by_word_processor(new_edition(table), DATA / "new-word-processor.pdf")
    by_browser(new_edition(table), DATA / "new-browser.pdf")


if __name__ == "__main__":
    main()
