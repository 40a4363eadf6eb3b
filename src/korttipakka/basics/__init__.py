"""What all rooms speak of: lengths, shapes, colours, problems, files. Knows no other room."""
