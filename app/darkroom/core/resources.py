"""Finding the files that travel with Darkroom: icons, the demo model, prompts."""

from __future__ import annotations

from pathlib import Path

from darkroom.core.errors import DarkroomError


def resource_path(*parts: str) -> Path:
    """Locate a bundled file or folder.

    Args:
        parts: path below ``resources/``, piece by piece; none for the folder itself.

    Returns:
        Absolute path of the file, which exists.

    Raises:
        DarkroomError: the installation is incomplete.
    """
    path = _root().joinpath(*parts)
    if not path.exists():
        raise DarkroomError(
            f"Darkroom's own file {path} is missing; the installation is incomplete.",
            hint="Install Darkroom again.",
        )
    return path


def _root() -> Path:
    package = Path(__file__).resolve().parents[1]
    packaged = package / "resources"
    # In a checkout and in an editable install the folder lies beside app/, not in the package.
    return packaged if packaged.is_dir() else package.parents[1] / "resources"
