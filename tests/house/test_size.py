"""The size budget: beauty is lost in the tail, and always in the same few files."""

import ast
import statistics

from tests.fixtures.tree import PRODUCT, python, text, tree

LONGEST = 400
MEDIAN = 120
FUNCTION_P90 = 25


def lengths(*folders: str) -> dict[str, int]:
    return {file: len(text(file).splitlines()) for file in python(*folders)}


def test_no_file_has_more_than_400_lines() -> None:
    long = {file: n for file, n in lengths(*PRODUCT, "tests", "bench").items() if n > LONGEST}
    assert not long, f"split these by subject: {long}"


def test_half_of_the_modules_have_at_most_120_lines() -> None:
    modules = lengths(*PRODUCT)
    assert modules, "there are modules"
    assert statistics.median(modules.values()) <= MEDIAN


def test_nine_functions_of_ten_have_at_most_25_lines() -> None:
    functions = {
        f"{file}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
        for file in python(*PRODUCT)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    p90 = statistics.quantiles(functions.values(), n=10)[-1]
    longest = sorted(functions.items(), key=lambda item: -item[1])[:10]
    assert p90 <= FUNCTION_P90, f"one function in ten has more than {p90:.0f} lines; the longest: {longest}"
