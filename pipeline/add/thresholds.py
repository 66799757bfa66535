"""Thresholds of guessing the settings of a new plan."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContentThresholds:
    """Limits by which the cells of a column are recognised. Shares run from 0 to 1."""

    max_date_words: int = 8
    """Words of a cell that is a date: a longer text only mentions one. Chosen by hand."""
    min_sentence_words: int = 6
    """Words of a cell that is a sentence. Chosen by hand."""
    max_body_words: int = 40
    """Words of a cell that lists bodies. Chosen by hand."""
    max_name_words: int = 25
    """Words of a cell whose noun, like `ministry`, says that it names a body. Chosen by hand: a
    sentence that mentions one is longer."""
    max_status_words: int = 6
    """Words of a cell that is a status. Chosen by hand."""
    min_money_digits: int = 3
    """Digits of a sum of money that names no currency. Chosen by hand."""
    other_content: float = 0.5
    """Share of cells that are something else from which they speak against a role: the majority."""
    min_acronym_share: float = 0.5
    """Share of acronyms among the words of a cell that lists bodies. Chosen by hand."""


@dataclass(frozen=True, slots=True)
class RoleThresholds:
    """Limits by which columns get their roles. Shares and confidences run from 0 to 1."""

    label_weight: float = 0.75
    """Share. Weight of a column's label; its cells have the rest: a label says more. Chosen by
    hand; see `make calibrate`."""
    label_alone: float = 0.85
    """Confidence of a known label whose cells say nothing for or against it, like names of guilds
    below `Office`: of 21 such columns of the plans that were read, none had another role."""
    min_label_likeness: float = 0.6
    """Likeness of a label and a known label from which it counts. Chosen by hand; see
    `make calibrate`."""
    known_label: float = 0.7
    """Likeness from which a label alone says the role. Chosen by hand."""
    min_confidence: float = 0.45
    """Confidence from which a column gets a known role. Chosen by hand; see `make calibrate`."""
    sure: float = 0.8
    """Confidence from which the guess needs no check. Chosen by hand."""
    longest_is_activity: float = 0.3
    """Confidence that the column with most text is the activity where no label says so. Chosen by
    hand: low, so that somebody checks."""
    other_language: float = 0.95
    """Factor for a known label of a language other than the plan's. Chosen by hand: it decides
    between labels that are alike, like `data` (dates in Italian)."""
    own_label: float = 0.95
    """Factor for the part of a label that stands above one column alone, below the label of a
    group: the group may say more."""
    contradicted: float = 0.75
    """Factor for a label that is only like a known one, above cells of another kind: “Data awal”
    (first values) is no start above numbers. Chosen by hand."""
    same_label: float = 0.88
    """Likeness of whole labels whose words are broken or misprinted. Chosen by hand."""
    shorter_label: float = 0.8
    """Factor for a label that prints only some words of a known label. Chosen by hand."""
    by_content: float = 0.5
    """Factor for a role that the cells alone show: low, so that somebody checks."""
    clear_content: float = 0.6
    """Share of cells that fit a role from which they alone show it. Chosen by hand."""
    min_cells: int = 3
    """Filled cells from which they alone show a role. Chosen by hand."""
    rising: float = 0.75
    """Share of rows whose number is higher than that of the row before, in a column without a known
    label that numbers the rows: numbers may begin anew in each section. Chosen by hand."""
    plural_length: int = 3
    """Letters. In a longer word, a final `s` is a plural ending."""
    gender_length: int = 4
    """Letters. In a longer word, a final vowel may be an ending of gender or number: `parceiro`,
    `parceiras`, `soggetti`."""
    text_share: float = 0.5
    """Share of cells that are sentences in a column that may be the activity: the majority."""
    order: float = 0.001
    """What a role loses to the one before it in the list: of two that fit equally, the first."""
    text_is_activity: float = 0.6
    """Confidence that a column labelled `Description` or `Measure` is the activity where no label
    says so and other columns hold texts, too. Chosen by hand."""
    label_part_weight: float = 0.5
    """Likeness of a label that contains a known label among many other words; it grows to 1 with
    the share of the known words. Chosen by hand."""
    head: float = 0.4
    """Share by which a label that has a known label as its main noun comes closer to it. Chosen by
    hand: `Action lead` is surely a lead."""
    not_head: float = 0.75
    """Factor for a label whose main noun is another known label. Chosen by hand: of two words, the
    main noun then decides."""
    of_bodies: float = 0.95
    """Likeness of a label made of a noun of bodies and a word that says what they do. Chosen by
    hand: a label that is known as a whole comes first."""
    compound: float = 0.85
    """Likeness of a compound and the known label that it ends with, like two words of which one is
    the known label."""
    min_compound: int = 4
    """Letters of a known label with which a compound may end. Chosen by hand: `-amt` and `-ort` end
    many words."""
    max_name: int = 40
    """Characters of a role that is named by its label. Chosen by hand."""


@dataclass(frozen=True, slots=True)
class ContextThresholds:
    """Limits by which numbers, headings, annex and language are found. Shares run from 0 to 1."""

    min_numbered: float = 0.5
    """A number pattern is accepted if this share of the texts begin with it: the majority."""
    heading_overlap: float = 1.0
    """Points by which the box of a heading may overlap the table below it: boxes are rounded."""
    title_pages: int = 2
    """Pages searched for the title, from the first page with text on: a cover that is a picture
    may have none. Chosen by hand."""
    min_title_words: int = 2
    """Minimum words of a title: `Memo` and `Contents` name no plan. Chosen by hand."""
    max_title_words: int = 40
    """Maximum words of a title: longer texts are tables of contents or prose. Chosen by hand."""
    min_annex_score: float = 0.5
    """Share of acronyms in one column and of names in another that an annex exceeds: the
    majority."""
    min_annex_rows: int = 3
    """Rows of an annex of bodies: shorter tables show nothing. Chosen by hand."""
    max_acronym_words: int = 3
    """Words of a cell that holds an acronym. Chosen by hand."""
    min_name_words: int = 3
    """Words of a cell that holds a body's name. Chosen by hand."""
    little_text: int = 1000
    """Letters. A document with fewer may consist of names. If its language is uncertain, only the
    languages of known labels are considered: names of people and streets were taken for Welsh."""
    sure_language: float = 0.95
    """Probability at which the language of a short document is certain. Chosen by hand."""
    language_characters: int = 50_000
    """Characters whose language is detected: about ten pages, read in 0.1 s. Chosen by hand."""


@dataclass(frozen=True, slots=True)
class TableThresholds:
    """Limits by which the tables of the matrix are proposed. Shares run from 0 to 1."""

    unknown_weight: float = 0.1
    """Weight of a letter in a table with unknown labels; one whose labels are all known has 1 more.
    Chosen by hand: a survey of 23 pages must not outweigh an action plan of five."""
    core_factor: float = 4.0
    """Factor for a table with a label of an activity or an indicator. Chosen by hand: a plan says
    what is to be done; case studies and surveys do not."""
    core_roles: tuple[str, ...] = ("activity", "indicator")
    """Roles that the matrix of a plan has and other tables lack."""
    minor_roles: tuple[str, ...] = ("number", "description", "remarks")
    """Roles that any table may have."""
    rival: float = 0.5
    """Share of the best score from which the next best tables are asked about. Chosen by hand."""
    sure_of_plan: float = 0.7
    """Confidence of roles by which tables beside the matrix are those of another plan: that of a
    label without cells that contradict it. Chosen by hand."""
    task_roles: tuple[str, ...] = ("lead_bodies", "deadline", "period", "start")
    """Roles that lists of tasks have: who does them, and when."""
    max_headers: int = 40
    """Different headers that are tried as that of the matrix: those above most text. Chosen by
    hand; it bounds the time for documents with hundreds of tables."""
    max_pictures: int = 24
    """Tables whose picture the page of questions shows: about 3 MB. Chosen by hand."""
    max_bodies: int = 20
    """Lead bodies that the page of questions lists. Chosen by hand."""
    max_label_words: int = 8
    """Words of a label: longer texts are values. Chosen by hand."""
    known_labels: float = 0.5
    """Share of known labels among the texts of a row that is a header: the majority."""
    min_form_labels: int = 3
    """Labels of a form: two columns with fewer are an ordinary table. Chosen by hand."""
    max_form_columns: int = 4
    """Columns of a form with labels above its values: more boxes in a line leave no room."""
    form_share: float = 0.5
    """Share of labels that repeat in a form, or that two forms of one kind share: the majority."""


@dataclass(frozen=True, slots=True)
class GuessConfidences:
    """How sure a guess is, 0 to 1, by where its text stands.

    Chosen by hand, as an order: a person checks each guess, and sees how sure it is.
    """

    two_sources: float = 0.9
    """A title that the PDF's properties and the first pages have."""
    largest_title: float = 0.7
    """The largest title of the first pages."""
    properties: float = 0.5
    """A title that only the PDF's properties have: it may be left from a file that was copied."""
    first_heading: float = 0.3
    """The first heading, if no text is a title."""
    file_name: float = 0.1
    """The file's name, if nothing else is known."""
    heading_above: float = 0.9
    """A heading directly above a table."""
    text_above: float = 0.5
    """Another text directly above a table, which may belong to what comes before it."""


TABLES = TableThresholds()
CONTENT = ContentThresholds()
ROLES = RoleThresholds()
CONTEXT = ContextThresholds()
SURE = GuessConfidences()
