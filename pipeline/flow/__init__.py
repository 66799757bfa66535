"""Run the stages in order, from a PDF to a published folder."""
