"""The program that draws one SVG file by resvg, in a process of its own: it may die of the file.

It is run as a file, not as a module of the package, with a request as JSON on standard input:

    {"svg": "in.svg", "png": "out.png", "fonts": ["a.ttf"], "families": {"font_family": "Inter"},
     "memory": 1000000000, "seconds": 10}

What resvg warns of goes to standard output, each warning a line; last, the seconds of computing to
standard error.
"""

import json
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any


def limit(memory: int, seconds: int) -> None:
    """Bound this process where the system can: not on Windows, where only time is bounded."""
    if sys.platform != "win32":
        import resource

        for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds)):
            with suppress(ValueError, OSError):  # macOS bounds no address space
                resource.setrlimit(kind, (most, most))


def draw(request: dict[str, Any]) -> None:
    """Draw a file. Raises ValueError, or ends the process, when resvg cannot."""
    import resvg_py

    limit(request["memory"], request["seconds"])
    png = resvg_py.svg_to_bytes(
        svg_string=Path(request["svg"]).read_text(encoding="utf-8"),
        dpi=96, skip_system_fonts=True, log_information=True,
        font_files=request["fonts"] or None, **request["families"],
    )  # fmt: skip
    Path(request["png"]).write_bytes(png)


if __name__ == "__main__":
    with open(0, encoding="utf-8") as standard_input:
        draw(json.load(standard_input))
    os.write(2, str(time.process_time()).encode())
