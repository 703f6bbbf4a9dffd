"""What readers of several formats share: numbering, styles that inherit, symbol fonts, marks of notes."""
