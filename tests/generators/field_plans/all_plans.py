"""The plans of all fields."""

from __future__ import annotations

from tests.generators.field_plans.dutch import DUTCH
from tests.generators.field_plans.german import GERMAN
from tests.generators.field_plans.indonesian import INDONESIAN
from tests.generators.field_plans.italian import ITALIAN
from tests.generators.field_plans.portuguese import PORTUGUESE

FIELD_PLANS = (PORTUGUESE, GERMAN, ITALIAN, DUTCH, INDONESIAN)
