"""The rules and data behind `typeset.hyphenate`: one file per way to find breaks."""
