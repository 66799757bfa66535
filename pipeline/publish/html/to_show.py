"""Collect the pages and words that the HTML pages show; rendering needs nothing else."""

from __future__ import annotations

from pipeline.publish.core.model import Publication
from pipeline.publish.html.drawings import ToShow
from pipeline.publish.html.explore import pages_shown
from pipeline.publish.html.report_issues import pages_of, words_wanted


def to_show(publication: Publication) -> ToShow:
    """Return the pages and words that the explorer and the report show."""
    return ToShow(
        explored=tuple(sorted(pages_shown(publication))),
        reviewed=tuple(pages_of(publication)),
        words=tuple(dict.fromkeys(words_wanted(publication.report.issues))),
    )
