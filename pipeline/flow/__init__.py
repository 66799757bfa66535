"""The order of the stages, from a PDF to a published folder."""
