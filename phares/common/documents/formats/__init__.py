"""Values into pages: French spacing, fonts and Typst."""
