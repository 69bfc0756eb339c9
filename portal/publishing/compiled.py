"""Templates are compiled once, not once a build: compiling them takes longer than rendering a few changed pages."""

from pathlib import Path
from typing import ClassVar

from jinja2 import BytecodeCache, FileSystemBytecodeCache
from jinja2.bccache import Bucket


class InThisProcess(BytecodeCache):
    """For as long as the process lasts. Jinja asks again whenever a template has changed."""

    kept: ClassVar[dict[str, bytes]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self.kept.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.kept[bucket.key] = bucket.bytecode_to_string()


def compiled(folder: Path | None) -> BytecodeCache:
    """Where compiled templates are kept: a folder that nobody else may write, or this process."""
    if folder is None:
        return InThisProcess()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return FileSystemBytecodeCache(str(folder))
