"""Files changed in place: comments, order and all that an edit does not mean stay as they were."""
