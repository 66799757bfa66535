"""Apply the decisions of reviewers: which issues they close, which values they replace."""
