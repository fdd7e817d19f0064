"""The protocol that every parser keeps, and what a parse is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from spacy.tokens import Doc

from twosource.records import Stage


class Parser(Protocol):
    """Turns texts into parses. `doc.text == text` always; token offsets are code points of the text."""

    @property
    def stage(self) -> Stage:
        """Name and version of the model behind the parse."""
        ...

    def parse(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Parses in the texts' order: tokens, sentences, tags, lemmas, dependencies, entities."""
        ...
