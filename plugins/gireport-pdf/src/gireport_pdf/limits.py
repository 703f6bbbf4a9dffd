"""The limits on a PDF, beside those of `gireport.limits`. The README lists them, and a test compares both."""

INFLATED = 128 * 1024 * 1024
"""Of bytes of all compressed streams together, inflated; pictures do not count."""

PAGES = 2_000
"""Of pages in a file."""

CHARACTERS = 300_000
"""Of characters on all pages together."""

OBJECTS = 300_000
"""Of texts, paths, pictures and forms on all pages together; a form that is drawn twice counts twice."""

SEGMENTS = 300_000
"""Of lines and curves in the paths of all pages together."""

FORMS = 200_000
"""Of times that forms may be drawn by one another (ISO 32000-1, 8.10), at worst."""

REFERENCES = 500_000
"""Of references from forms that draw others to objects."""

FORM_DEPTH = 12
"""Of forms (ISO 32000-1, 8.10) inside one another."""

PAGE_SLOTS = 50_000
"""Of rows × columns that the ruling lines of one table on a page make."""

SLOTS = 400_000
"""Of rows × columns of all tables of a file together."""

CROSSINGS = 200_000
"""Of places where a horizontal and a vertical line of a page can meet."""

ANNOTATIONS = 50_000
"""Of links, comments and form fields on all pages together."""

PICTURE_PIXELS = 40_000_000
"""Of width × height of one picture; a larger one is left out with a loss."""

PICTURE_BYTES = 48 * 1024 * 1024
"""Of all pictures together, as they are kept; those beyond are left out with a loss."""
