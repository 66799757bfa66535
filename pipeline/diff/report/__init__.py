"""Describe each change in a sentence, on a page, in a mail and in a workbook."""
