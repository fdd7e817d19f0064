"""Where captures, reports, readings and judgements are kept."""
