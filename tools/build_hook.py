"""Ship the bundled fact base, as written and compiled: hatchling calls this while it builds a wheel.

An editable install gets none: there facts.yaml changes under the program, which compiles it once per content.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileFacts(BuildHookInterface):  # type: ignore[misc]
    """Puts facts.yaml and its read model, facts.sqlite, into the package's data folder."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile into a temporary folder, and have the wheel take the file from there. An invalid base fails the build."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        try:
            from vendorwatch.factbase.cache import load_valid, write_read_model
            from vendorwatch.factbase.inputs import read_inputs

            target = Path(tempfile.mkdtemp(prefix="vendorwatch-")) / "facts.sqlite"
            write_read_model(load_valid(read_inputs([root / "facts.yaml"])), target)
        finally:
            sys.path.remove(str(root / "src"))
        for file in (root / "facts.yaml", target):
            build_data["force_include"][str(file)] = f"vendorwatch/factbase/data/{file.name}"
