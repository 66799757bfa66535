"""Apply the decisions of reviewers: close issues and replace values."""
