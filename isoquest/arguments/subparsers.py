"""What argparse calls the thing that commands are added to."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    Commands: TypeAlias = argparse._SubParsersAction[Any]  # noqa: SLF001 - it has no public name
else:
    Commands = object
