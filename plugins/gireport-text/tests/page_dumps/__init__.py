"""Text dumps of published pages: a generator that knows every figure it writes, and a scorer of what is read.

It imports nothing of the reader that it judges. `pages.write_page` makes a dump of a recipe, `recipes` makes
recipes at random or with Hypothesis, `scoring` compares what gireport reads with what was written.
"""
