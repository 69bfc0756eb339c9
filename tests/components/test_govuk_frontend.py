"""Our macros make what govuk-frontend’s templates make, case by case of the package’s own fixtures."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from tests.components.adapters import ADAPTERS, NotSupportedError, left_over
from tests.components.trees import tree

FIXTURES = Path(__file__).parents[1] / "data" / "govuk-frontend"
MACROS = {"generic-header": "header"}

# Options of govuk-frontend that our macros do not take: nobody here needs them.
LEFT_OUT = {
    "button": {"isStartButton"},
    "character-count": {
        "a count without a limit",
        "countMessage.classes",
        "textareaDescriptionText",
        "charactersUnderLimitText.one",
        "charactersUnderLimitText.other",
        "charactersAtLimitText",
        "charactersOverLimitText.one",
        "charactersOverLimitText.other",
        "wordsUnderLimitText.one",
        "wordsUnderLimitText.other",
        "wordsAtLimitText",
        "wordsOverLimitText.one",
        "wordsOverLimitText.other",
    },
    "checkboxes": {"items that are nothing", "items[].label.attributes", "fieldset.attributes"},
    "file-upload": {
        "javascript",
        "a file box with a value: no browser takes it",
        "wrapperClasses",
        "wrapperAttributes",
        "wrapperAttributes.data-custom-attribute",
        "wrapperAttributes.data-custom-attribute-2",
        "chooseFilesButtonText",
        "dropInstructionText",
        "noFileChosenText",
        "multipleFilesChosenText.one",
        "multipleFilesChosenText.other",
        "enteredDropZoneText",
        "leftDropZoneText",
    },
    "generic-header": {"attributes", "containerClasses"},
    "input": {"prefix.classes", "prefix.attributes", "suffix.classes", "suffix.attributes", "inputWrapper.attributes"},
    "password-input": {
        "showPasswordText",
        "hidePasswordText",
        "showPasswordAriaLabelText",
        "hidePasswordAriaLabelText",
        "passwordShownAnnouncementText",
        "passwordHiddenAnnouncementText",
    },
    "radios": {"items that are nothing", "items[].label.attributes", "fieldset.attributes"},
    "select": {"values that are neither words nor numbers"},
    "task-list": {"items that are nothing"},
    "service-navigation": {
        "menuButtonLabel",
        "slots.start",
        "slots.end",
        "slots.navigationStart",
        "slots.navigationEnd",
    },
}


def cases() -> list[Any]:
    found = []
    for path in sorted(FIXTURES.glob("*.json")):
        for case in json.loads(path.read_text("utf-8"))["fixtures"]:
            found.append(pytest.param(path.stem, case, id=f"{path.stem}: {case['name']}"))
    return found


def adapted(component: str, case: dict[str, Any]) -> tuple[dict[str, Any], set[str]]:
    """The parameters for our macro, and the options that it does not take."""
    options = copy.deepcopy(case["options"])
    try:
        return ADAPTERS[component](options), left_over(options)
    except NotSupportedError as why:
        return {}, {str(why)}


@pytest.mark.parametrize(("name", "case"), cases())
def test_a_component_is_what_govuk_frontend_makes_of_it(
    name: str, case: dict[str, Any], component: Callable[..., Markup]
) -> None:
    options, not_taken = adapted(name, case)
    if not_taken:
        assert not_taken <= LEFT_OUT[name]
        return
    assert tree(component(MACROS.get(name, name.replace("-", "_")), **options)) == tree(case["html"])


def test_what_is_left_out_is_a_small_part_of_the_cases() -> None:
    taken = [not adapted(param.values[0], param.values[1])[1] for param in cases()]
    assert len(taken) > 400
    assert sum(taken) / len(taken) > 0.85
