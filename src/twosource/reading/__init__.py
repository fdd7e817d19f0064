"""One report in, one Reading out."""
