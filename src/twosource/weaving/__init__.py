"""Many readings in, judgements and a ledger out."""
