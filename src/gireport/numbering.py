"""Numbers as people write them: Chinese, Roman, circled and plain, both ways where a reader needs both."""
