"""Takes pictures of the page "Models" with a made-up hub, and a download under way.

    python packaging/models_screenshots.py OUT [--font FAMILY] [--scale F] [--size WxH] [--theme T]

Saves, dark and light: the three tabs as they are at the first start and in use, the questions
before something is deleted. Without a display it starts Xvfb for itself. The
folder ``tests`` has to be among Python's paths.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from darkroom.hub.client import Hub
from darkroom.hub.downloads.request import DownloadState
from darkroom.ui.app import Desk, build, open_desk
from darkroom.ui.models.page import ModelsPage, Tab
from darkroom.viewmodels.considered import DEMO
from darkroom.viewmodels.inference_thread import InferenceThread
from darkroom.viewmodels.model import ModelState
from fake_hub import FakeHub, Fault, Seen, running
from fit_screenshots import MACHINES
from gguf_files import write_model
from library_trees import plant_hugging_face, plant_lm_studio, plant_ollama, put
from screenshots import SETTLE_MS, display, pause, shoot, wait

REPO = "unsloth/diffusiongemma-26B-A4B-it-GGUF"
OTHER = "somebody/diffusiongemma-tuned-GGUF"
STEM = "diffusiongemma-26B-A4B-it"
SIZES_MB = {"Q4_K_M": 16_807, "Q5_K_M": 19_196, "Q6_K": 22_654, "Q8_0": 26_879}
LIMIT = 24e6


def made_up_hub(folder: Path, model: Path) -> FakeHub:
    """A hub whose large files are holes."""
    hub = FakeHub()
    for quant, size_mb in SIZES_MB.items():
        path = folder / f"{STEM}-{quant}.gguf"
        with path.open("wb") as file:
            file.truncate(size_mb * 10**6)
        hub.files[REPO, path.name] = path
    hub.files[OTHER, "diffusiongemma-tuned-Q8_0.gguf"] = model
    hub.files[OTHER, "mistral-Q4_K_M.gguf"] = write_model(
        folder / "mistral.gguf", architecture="llama"
    )

    def fault(seen: Seen) -> Fault | None:
        return Fault(status=403) if seen.path.endswith("Q6_K.gguf") else None

    hub.fault = fault
    return hub


def plant(home: Path, hub: FakeHub, model: Path) -> None:
    """Models of other programs on the made-up computer."""
    plant_lm_studio(home / ".lmstudio" / "models", model)
    plant_ollama(
        home / ".ollama" / "models", "registry.ollama.ai/library/gemma3/4b",
        write_model(home / "gemma.gguf", architecture="gemma3").read_bytes(),
    )  # fmt: skip
    (home / "gemma.gguf").unlink()
    plant_hugging_face(home / ".cache" / "huggingface" / "hub", hub, OTHER, "mistral-Q4_K_M.gguf")
    put(model, home / "models" / OTHER / "diffusiongemma-tuned-BF16.gguf")


def _page(desk: Desk) -> ModelsPage:
    page = desk.window.models.page
    if page is None:
        sys.exit("The page did not open.")
    return page


def tour(desk: Desk, stem: Path) -> None:
    """Show one theme's pictures."""
    page = _page(desk)
    bar = page.verticalScrollBar()
    for tab in Tab:
        page.show_tab(tab)
        pause(SETTLE_MS)
        for number in range(4):
            bar.setValue(number * round(bar.pageStep() * 0.92))
            pause(120)
            shoot(desk).save(f"{stem}-{tab.name.lower()}{number + 1}.png")
            if bar.value() == bar.maximum():
                break
    next(iter(page.downloads.rows.values())).drop.click()
    pause(SETTLE_MS)
    shoot(desk).save(f"{stem}-downloads-cancel.png")
    next(iter(page.downloads.rows.values())).confirm.keep.click()
    page.show_tab(Tab.HERE)
    row = next(r for r in page.library.rows.values() if r.model and r.model.owner.is_app)
    row._on_delete()
    pause(SETTLE_MS)
    shoot(desk).save(f"{stem}-here-delete.png")
    row.confirm.keep.click()


def first_start(desk: Desk, stem: Path) -> None:
    """Show what people see who have nothing yet."""
    pause(SETTLE_MS)
    shoot(desk).save(f"{stem}-welcome.png")
    desk.window.models.show_downloads()
    pause(SETTLE_MS)
    shoot(desk).save(f"{stem}-downloads.png")
    desk.window.models.show_here()
    pause(SETTLE_MS)
    shoot(desk).save(f"{stem}-here.png")
    desk.window.models.show_catalogue()
    pause(SETTLE_MS)
    shoot(desk).save(f"{stem}-catalogue.png")
    desk.window.show_chat()


def fill(desk: Desk, hub: FakeHub, model: Path, home: Path) -> None:
    """Let there be models, and downloads in all states."""
    plant(home, hub, model)
    models = desk.models
    models.preferences.download_limit = LIMIT
    desk.window.models.show_catalogue()
    page = _page(desk)
    page.catalogue.address.setText(OTHER)
    page.catalogue.look.click()
    wait(lambda: models.catalogue.found, "The look at the repository")
    models.download(models.catalogue.found[0].offers[0])
    wait(lambda: models.downloads.items[0].progress.state is DownloadState.DONE, "The first one")
    by_quant = {offer.quant: offer for offer in models.catalogue.shelves[0].offers}
    models.download(by_quant["Q6_K"])
    wait(lambda: models.downloads.items[1].progress.state is DownloadState.FAILED, "The failure")
    for quant in ("Q8_0", "Q4_K_M", "Q5_K_M"):
        models.download(by_quant[quant])
    wait(lambda: models.downloads.bytes_per_s > LIMIT / 2, "Two downloads")
    models.library.scan()
    wait(lambda: not models.library.scanning, "The scan")
    pause(4000)
    models.downloads.pause(models.downloads.items[2].id)
    pause(3000)


def main() -> None:
    """Parse the command line and take the pictures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("out", type=Path, help="folder for the pictures")
    parser.add_argument("--font", default="", help="family in place of the platform's own font")
    parser.add_argument("--scale", type=float, default=1.0, help="size of the system's text")
    parser.add_argument("--size", default="1180x800", help="of the window")
    parser.add_argument("--theme", choices=("dark", "light"), help="one theme")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with display(), tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        os.environ["HOME"] = folder
        model = write_model(home / "tuned.gguf", matrix_type="Q8_0")
        served = home / "served"
        served.mkdir()
        with running(made_up_hub(served, model)) as hub:
            _visit(options, home, hub, model)


def _visit(options: argparse.Namespace, home: Path, hub: FakeHub, model: Path) -> None:
    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    font = QFont(options.font) if options.font else app.font()
    font.setPixelSize(round(15 * options.scale))
    app.setFont(font)
    store = QSettings(f"{home}/darkroom.ini", QSettings.Format.IniFormat)
    desk = build(
        InferenceThread(), store, app, lambda _folder, _servers: MACHINES["card-24gb"],
        folder=home / "data", hub=Hub(hub.url),
    )  # fmt: skip
    desk.preferences.models_folder = home / "models"
    open_desk(desk, DEMO)
    desk.window.resize(*(int(side) for side in options.size.split("x")))
    wait(lambda: desk.model.state is ModelState.READY, "Loading")
    themes = [options.theme] if options.theme else ["dark", "light"]
    for visit in (first_start, None, tour):
        if visit is None:
            fill(desk, hub, model, home)
            continue
        for theme in themes:
            desk.preferences.theme = theme
            app.setFont(font)  # a change of the scheme sets the platform's own
            name = "first" if visit is first_start else "used"
            visit(desk, options.out / f"{theme}-{name}")
    desk.window.close()
    desk.wait()
    desk.fit.scout.wait(5000)
    desk.models.wait(5000)


if __name__ == "__main__":
    main()
