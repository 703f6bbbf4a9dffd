"""What several formats share: numbers, style inheritance, symbol fonts, note marks, misplaced text."""
