"""Geometry alone: characters and ruling lines become lines of text, paragraphs and tables. It knows no PDF.

Lengths are in points (1/72 inch), measured from the top left corner of the page as it is shown.
"""
