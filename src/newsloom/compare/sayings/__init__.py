"""One article's sayings, made ready to be laid beside those of others."""
