"""Where sentences begin and end, by spaCy's rules for English."""

from __future__ import annotations

from collections.abc import Sequence

from extract.libraries import blank_english
from normalize.model import Sentences


def find_sentences(texts: Sequence[str]) -> Sentences:
    """Find the sentences of running texts: their first characters and the ones after the last.

    It takes no more than the texts, so that what was found serves as long as they stay.
    """
    nlp = blank_english()  # first: it loads spaCy
    from spacy.pipeline import Sentencizer

    sentencizer = Sentencizer()
    return Sentences(
        of_texts=tuple(
            tuple((sent.start_char, sent.end_char) for sent in sentencizer(doc).sents)
            for doc in nlp.pipe(texts)
        )
    )
