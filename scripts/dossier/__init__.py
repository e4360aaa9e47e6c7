"""Turn archived articles and curated facts into a checked, cited, three-language site."""
