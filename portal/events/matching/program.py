"""The program that solves: a problem as JSON on standard input, the meetings as JSON on standard output."""

import json
import sys

from portal.events.matching.problem import Problem
from portal.events.matching.solving import solve


def main() -> None:
    """Reads, solves, writes."""
    json.dump(solve(Problem.parsed(sys.stdin.read())), sys.stdout)


if __name__ == "__main__":
    main()
