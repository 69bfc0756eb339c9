"""What is forked from a process that has loaded everything is a process as any other (tests/fixtures/forked.py)."""

import os
import signal
import subprocess
import sys

from tests.fixtures.forked import Forked
from tests.fixtures.tree import ROOT


def does(code: str, **environ: str) -> Forked[str]:
    command = [sys.executable, "-m", "timeit", "-n1", "-r1", f"import os, random, sys; {code}"]
    pipe = subprocess.PIPE
    return Forked(
        command, cwd=ROOT, env={**os.environ, **environ}, stdin=pipe, stdout=pipe, stderr=pipe, text=True,
        start_new_session=True,
    )  # fmt: skip


def told(code: str, **environ: str) -> str:
    with does(code, **environ) as running:
        return running.communicate(timeout=60)[0].splitlines()[0]


def test_it_has_its_own_environment_and_session_and_this_parent() -> None:
    assert told("print(os.environ['EVENHAND_COUNCIL'])", EVENHAND_COUNCIL="Westmoor") == "Westmoor"
    assert told("print(os.environ.get('EVENHAND_COUNCIL'))") == "None"
    with does("print(os.getpid() == os.getsid(0), os.getppid(), os.getpid(), len(os.listdir('/proc/self/fd')))") as one:
        [alone, parent, pid, files] = one.communicate(timeout=60)[0].splitlines()[0].split()
    assert (alone, int(parent), int(pid)) == ("True", os.getpid(), one.pid)
    assert int(files) == 4, "the three that it was given, and the folder that it lists"


def test_no_two_have_the_same_random_numbers() -> None:
    assert told("print(random.random())") != told("print(random.random())")


def test_it_is_killed_and_fails_as_others_do() -> None:
    with does("print(sys.stdin.readline(), flush=True)") as waiting:
        os.killpg(waiting.pid, signal.SIGKILL)
        assert waiting.wait(timeout=60) == -signal.SIGKILL
    with does("sys.stdin.readline(); os._exit(7)") as ending:
        assert ending.stdin is not None
        assert ending.poll() is None
        ending.stdin.write("go\n")
        ending.stdin.flush()
        assert ending.wait(timeout=60) == 7
    with Forked([sys.executable, "-m", "timeit", "--nonsense"], cwd=ROOT, stdout=subprocess.PIPE) as refused:
        refused.communicate(timeout=60)
    assert refused.returncode == 2
    with does("1 / 0") as failing:
        assert "ZeroDivisionError" in failing.communicate(timeout=60)[1]
    assert failing.returncode == 1
