"""Steps between reading and writing: each is a function from a report to a report."""
