"""What PDFium gives of a file: characters, ruling lines, pictures, links and properties of its pages."""
