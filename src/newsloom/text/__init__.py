"""Small analysers of plain text. They know words, not articles: no stage, no database, no file."""
