"""Tables of any kind -> grids of cells as their author saw them, each with its place."""
