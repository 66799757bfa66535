"""Collect the pages and words that the HTML pages show; rendering needs nothing else."""

from __future__ import annotations

from pipeline.publish.core.model import Publication
from pipeline.publish.html.drawings import ToShow
from pipeline.publish.html.explore import pages_shown
from pipeline.publish.html.report_issues import places_shown, words_wanted


def to_show(publication: Publication) -> ToShow:
    """Return the pages and words that the explorer and the report show."""
    issues = publication.report.issues
    spans = [place.span for place in places_shown(issues) if place.span]
    return ToShow(
        pages=tuple(sorted(pages_shown(publication))),
        cut=tuple(sorted({span.page for span in spans})),
        words=tuple(dict.fromkeys(words_wanted(issues))),
    )
