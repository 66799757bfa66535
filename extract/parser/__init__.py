"""Reads pages by faster code than pdfminer, and records what decides which glyphs are seen."""
