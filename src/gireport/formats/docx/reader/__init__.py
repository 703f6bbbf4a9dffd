"""The .docx reader: from the parts of a WordprocessingML package to a report. Where to look:

- the order of a reading, metadata: `entry`; what all modules share, positions for losses: `context`
- the package, its parts and relationships: `parts`; names of elements, numbers and measures: `wml`
- styles and run properties: `styles`; symbol fonts: `fonts`; labels and list items: `numbering`
- the walk through blocks, text boxes: `body`; what block a paragraph becomes, the fast path: `paragraphs`
- rows, cells and merges: `tables`; a wrong `w:gridSpan`: `spans`
- runs, links and other inlines: `inlines`; formulas: `formulas`; drawings and pictures: `drawings`
- fields: `fields`; what a field without a result shows: `field_results`; notes and their numbers: `notes`
- bookmarks: `bookmarks`; tracked changes, and a bookmark end inside a deleted run: `changes`
- misplaced text, headers and footers, comments, macros: `dropped`
"""

from .entry import read

__all__ = ["read"]
