"""Worker processes, their limits, and how memory is kept small."""
