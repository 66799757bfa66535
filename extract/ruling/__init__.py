"""Turn drawn lines and frames into grids."""
