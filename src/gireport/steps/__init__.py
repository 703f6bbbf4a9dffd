"""What is done to a report between reading and writing: steps, each a function from report to report."""
