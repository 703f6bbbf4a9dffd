"""The built-in formats, one folder each; no format knows another."""
