"""Say in sentences what changes, and write it as a page, a mail and a workbook."""
