"""What can go wrong when a plan is published or a published folder is read."""

from __future__ import annotations

from extract.errors import PlanrowsError


class PublicationError(PlanrowsError):
    """A folder cannot be published to; the last publication stands untouched."""


class BusyFolderError(PublicationError):
    """Another run is publishing to the same folder."""


class ForeignFolderError(PublicationError):
    """The folder holds something that planrows did not publish."""


class BrokenPublicationError(PublicationError):
    """What was written is not what was to be written; nothing was published."""

    exit_code = 1


class FormError(PlanrowsError):
    """A filled-in monitoring form that cannot be used as it is."""
