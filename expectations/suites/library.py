"""Great Expectations, loaded for checks alone: without its charts, statistics and reports home."""

from __future__ import annotations

import logging
import os
import warnings

from extract.libraries import lazily

# Read when the library is imported: nothing may leave this machine.
os.environ["GX_ANALYTICS_ENABLED"] = "False"
warnings.filterwarnings("ignore", module="great_expectations")
logging.getLogger("great_expectations").setLevel(logging.ERROR)

# It loads both in full and no check of ours uses them: a third of its import.
with lazily("scipy.stats", "altair"):
    import great_expectations as gx

__all__ = ["gx"]
