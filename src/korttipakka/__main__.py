"""`python -m korttipakka`."""

import sys

if __name__ == "__main__":
    # Python puts the working folder before its own library here, and that may be a stranger's
    # deck: its yaml.py is no code of ours. (With -P, or PYTHONSAFEPATH, Python itself does not.)
    if not sys.flags.safe_path:
        del sys.path[0]

    from .cli import run

    run()
