"""Who says what: source, cue and content of every attribution in a report, by rules over a parse.

The rules follow the annotation of PolNeAR (Newell, Margolin and Ruths 2018) and add what it lacks: headlines,
"could not be verified", and claims of responsibility.
"""

from __future__ import annotations

from twosource.reading.attribution.find import find_attributions
from twosource.reading.attribution.found import Found, Taken

__all__ = ["Found", "Taken", "find_attributions"]
