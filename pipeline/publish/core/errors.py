"""Errors of publishing a plan and of reading a published folder."""

from __future__ import annotations

from extract.errors import PlanrowsError


class PublicationError(PlanrowsError):
    """A folder cannot be published to; the last publication is untouched."""


class BusyFolderError(PublicationError):
    """Another run is publishing to the same folder."""


class ForeignFolderError(PublicationError):
    """The folder holds files that planrows did not publish."""


class BrokenPublicationError(PublicationError):
    """The written files do not pass their check; nothing was published."""

    exit_code = 1


class FormError(PlanrowsError):
    """A filled-in monitoring form, or the publication it belongs to, cannot be used."""
