"""The plans of all fields."""

from __future__ import annotations

from tests.generators.field_plans.brazilian import BRAZILIAN, BRAZILIAN_HEALTH
from tests.generators.field_plans.by_truth_file.chromium import (
    CORRUPTION,
    HEAT,
    OPEN_GOVERNMENT,
)
from tests.generators.field_plans.by_truth_file.documents import EQUALITY, ISLAND, TRAFFICKING
from tests.generators.field_plans.dutch import DUTCH, DUTCH_CARDS
from tests.generators.field_plans.english import ENGLISH
from tests.generators.field_plans.french import FRENCH, FRENCH_HEALTH
from tests.generators.field_plans.german import GERMAN
from tests.generators.field_plans.indonesian import COAST, INDONESIAN
from tests.generators.field_plans.italian import ITALIAN, ITALIAN_SCHOOLS
from tests.generators.field_plans.portuguese import PORTUGUESE
from tests.generators.field_plans.schedules import SCHEDULES
from tests.generators.field_plans.spanish import SPANISH

FIELD_PLANS = (
    PORTUGUESE,
    GERMAN,
    ITALIAN,
    DUTCH,
    INDONESIAN,
    FRENCH,
    SPANISH,
    ENGLISH,
    BRAZILIAN,
    BRAZILIAN_HEALTH,
    COAST,
    DUTCH_CARDS,
    ITALIAN_SCHOOLS,
    FRENCH_HEALTH,
    *SCHEDULES,
    HEAT,
    CORRUPTION,
    OPEN_GOVERNMENT,
    EQUALITY,
    ISLAND,
    TRAFFICKING,
)
