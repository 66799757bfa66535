"""Calibration: how far each threshold may move before a result changes."""
