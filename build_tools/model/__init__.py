"""The nouns of the edition: frozen values that every stage hands to the next; this package imports nothing of ours."""
