"""Find sentences with spaCy's rules for English."""

from __future__ import annotations

from collections.abc import Sequence

from extract.libraries import blank_english
from normalize.model import Sentences


def find_sentences(texts: Sequence[str]) -> Sentences:
    """Find the sentences of running texts, as half-open character spans.

    The result depends on the texts only, so that it can be cached by them.
    """
    nlp = blank_english()  # must run before the import below: it prepares spaCy
    from spacy.pipeline import Sentencizer

    sentencizer = Sentencizer()
    return Sentences(
        of_texts=tuple(
            tuple((sent.start_char, sent.end_char) for sent in sentencizer(doc).sents)
            for doc in nlp.pipe(texts)
        )
    )
