"""Write the HTML pages: the explorer and the issue report."""
