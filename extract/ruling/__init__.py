"""Turn drawn lines, boxes and fills into grids."""
