"""The tree keeps to its own rules: size of files, strict types, exact versions."""

from __future__ import annotations

import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import darkroom

ROOT = Path(__file__).parents[3]
PACKAGE = ROOT / "app" / "darkroom"
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MOST_LINES = 400


def sources() -> list[Path]:
    return sorted(
        path for top in ("app", "tests", "packaging") for path in (ROOT / top).rglob("*.py")
    )


def pins() -> dict[str, str]:
    lines = (ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in pairs}


def requirements() -> dict[str, Requirement]:
    """Everything `darkroom[dev]` brings in on this machine, by canonical name."""
    found: dict[str, Requirement] = {}
    waiting = [Requirement("darkroom[dev]")]
    while waiting:
        parent = waiting.pop()
        for text in metadata.requires(parent.name) or []:
            requirement = Requirement(text)
            name = canonicalize_name(requirement.name)
            extras = ("", *parent.extras)
            marker = requirement.marker
            wanted = marker is None or any(marker.evaluate({"extra": extra}) for extra in extras)
            if wanted and name not in found:
                found[name] = requirement
                waiting.append(requirement)
    return found


def test_no_file_is_too_long() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sources()}
    too_long = {str(path.relative_to(ROOT)): n for path, n in lengths.items() if n > MOST_LINES}
    assert not too_long


def test_types_are_strict_everywhere_but_in_ui() -> None:
    strict = set(SETTINGS["tool"]["pyright"]["strict"])
    packages = {path.parent.relative_to(PACKAGE).parts[0] for path in PACKAGE.glob("*/__init__.py")}
    assert strict == {"app/darkroom/*.py"} | {f"app/darkroom/{name}" for name in packages - {"ui"}}


def test_packaging_hides_no_installed_package() -> None:
    # With an __init__.py the folder would shadow the `packaging` of PyPI.
    assert not (ROOT / "packaging" / "__init__.py").exists()


def test_everything_installed_is_pinned() -> None:
    assert not set(requirements()) - set(pins())


@pytest.mark.parametrize("name", sorted(pins()))
def test_pin_is_exact_and_plain(name: str) -> None:
    # A local label such as +cpu would leave out every other build of the same version.
    assert "+" not in pins()[name]
    assert "*" not in pins()[name]


def test_pins_lie_within_the_ranges_of_the_project() -> None:
    wanted = [Requirement(text) for text in SETTINGS["project"]["dependencies"]]
    outside = [r for r in wanted if pins()[canonicalize_name(r.name)] not in r.specifier]
    assert not outside


def test_version_is_the_same_everywhere() -> None:
    assert SETTINGS["project"]["version"] == metadata.version("darkroom") == darkroom.__version__
    assert f"## [{metadata.version('darkroom')}]" in (ROOT / "CHANGELOG.md").read_text()
