"""Draws charts, as a program of its own: Vega-Lite specifications as JSON in, SVG as JSON out, in the same order.

The library that draws takes 75 MB and starts threads, which a process that forks must not have. So it is loaded here,
while something is drawn, and nowhere else. Nothing of this project is imported.
"""

import json
import sys


def main() -> None:
    """From standard input to standard output."""
    import vl_convert  # noqa: PLC0415  loaded by nobody who only imports this module

    json.dump([vl_convert.vegalite_to_svg(spec) for spec in json.load(sys.stdin)], sys.stdout)


if __name__ == "__main__":
    main()
