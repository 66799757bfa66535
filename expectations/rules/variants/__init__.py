"""Rules on two forms of one thing: phrases that differ in one word, numbers, dates, marks."""
