"""Why a page cannot be published, in words: the file and the line where there is one."""

import traceback
from pathlib import Path

from portal.publishing.open_data.checked import WrongCells
from portal.publishing.sound import Unsound
from portal.publishing.statements_words import WordsError

ROOT = Path(__file__).parents[2]


class NotUploadedError(Exception):
    """The store of the site did not take everything; the words say why, and how far it came."""


OURS = [ROOT / name for name in ("templates", "portal", "models")]
NAMED = (Unsound, WordsError, WrongCells, NotUploadedError)
"""Their messages say where and what themselves."""


def explained(error: Exception) -> str:
    """“templates/public/contract.html, line 12: UndefinedError: 'row' is undefined”: of the frames that an error came
    through, the last one of a template, else the last one of our own code."""
    if isinstance(error, NAMED):
        return str(error)
    told = f"{type(error).__name__}: {error}"
    own = [(path, line) for path, line in _places(error) if any(path.is_relative_to(folder) for folder in OURS)]
    templates = [place for place in own if place[0].is_relative_to(OURS[0])]
    if not own:
        return told
    path, line = (templates or own)[-1]
    return f"{path.relative_to(ROOT)}, line {line}: {told}"


def _places(error: Exception) -> list[tuple[Path, int]]:
    """File and line of every frame; of a template that cannot be read at all, those of the fault."""
    frames = [(Path(one.filename), one.lineno or 0) for one in traceback.extract_tb(error.__traceback__)]
    at = getattr(error, "filename", None), getattr(error, "lineno", None)
    return [*frames, (Path(at[0]), at[1])] if isinstance(at[0], str) and isinstance(at[1], int) else frames
