"""HTML: one reader and one writer, used for whole pages and for the HTML inside Markdown.

This package imports nothing itself, so that writing (`markup.writer`) does not load the parser
(`markup.reader`).
"""
