"""Turn the cells of the matrix into sections, areas, activities and outputs."""
