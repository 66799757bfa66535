"""Rules on set phrases of English, whatever the plan prints elsewhere."""

from expectations.rules.idiom.complements import find_wrong_complements
from expectations.rules.idiom.counting import find_plurals_of_mass, find_wrong_counts
from expectations.rules.idiom.events import find_bare_things, find_events_without_article
from expectations.rules.idiom.needless import (
    find_missing_possessives,
    find_needless_articles,
    find_plurals_in_compounds,
)
from expectations.rules.idiom.of_nouns import find_nouns_before_of
from expectations.rules.idiom.set_articles import (
    find_manners_without_article,
    find_names_without_article,
    find_places_without_article,
    find_quantities_without_article,
    find_set_phrases_without_article,
)
from expectations.rules.idiom.words import (
    find_capital_plurals,
    find_confused_words,
    find_lacking_objects,
    find_phrases_twice,
    find_verbs_after_prepositions,
)
from expectations.rules.slip import SlipFinder

IDIOMS: tuple[SlipFinder, ...] = (
    find_wrong_complements,
    find_plurals_of_mass,
    find_wrong_counts,
    find_events_without_article,
    find_needless_articles,
    find_missing_possessives,
    find_nouns_before_of,
    find_set_phrases_without_article,
    find_manners_without_article,
    find_names_without_article,
    find_quantities_without_article,
    find_confused_words,
    find_verbs_after_prepositions,
    find_lacking_objects,
    find_bare_things,
    find_plurals_in_compounds,
    find_places_without_article,
    find_capital_plurals,
    find_phrases_twice,
)
"""The finders of slips that read one text at a time."""
