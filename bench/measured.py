"""Runs a command and tells, on the last line of what it says, what it took: python measured.py COMMAND…

It is small. A large process that starts another lends it its size for a moment, which then counts as the most that the
other ever held.
"""

import json
import os
import subprocess
import sys
import time


def main(command: list[str]) -> int:
    began = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, used = os.wait4(process.pid, 0)
    took = {"seconds": time.perf_counter() - began, "cpu": used.ru_utime + used.ru_stime, "mib": used.ru_maxrss / 1024}
    print(f"\n{json.dumps(took)}")
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
