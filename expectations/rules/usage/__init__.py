"""Rules on words that go together: prepositions, verbs, terms; marks of clauses and lists."""
