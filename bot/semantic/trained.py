"""Finds or fits the detector that belongs to the present examples."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from bot.content.loader import load
from bot.content.schema import RedFlag
from bot.errors import MendableError
from bot.semantic.detector import ABOUT, Detector
from bot.settings import ROOT, Settings

_MADE_FROM = ("red_flags", "concepts", "nlu")
_MADE_BY = ("adapter.npz", "adapter.py", "base_model.py", "examples.py", "fit.py", "wording.py")


def detector_folder(settings: Settings) -> Path:
    """Where the detector for the present examples is kept; its name holds a hash of all it is made from."""
    digest = hashlib.sha256()
    files = [Path(__file__).with_name(name) for name in _MADE_BY]
    files += [ROOT / "requirements.lock", ROOT / "bot" / "text" / "normalise.py"]
    files += [path for folder in _MADE_FROM for path in sorted((settings.data / folder).rglob("*.yml"))]
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return settings.models / f"red-flags-{digest.hexdigest()[:12]}"


def ensure_detector(settings: Settings, force: bool = False) -> Path:
    """The folder of the detector for the present examples, fitted now if there is none.

    Raises `ContentError` if the data does not compile and `MendableError` if fitting fails.
    """
    folder = detector_folder(settings)
    if force or not (folder / ABOUT).exists():
        load(settings.data)
        _fit(settings, folder)
    return folder


def load_detector(settings: Settings, red_flags: Mapping[str, RedFlag]) -> Detector:
    """The detector of `red_flags` for the present examples, fitted first if need be."""
    return Detector(ensure_detector(settings), red_flags)


def _fit(settings: Settings, folder: Path) -> None:
    """In a process of its own, whose memory ends with it; a half-written folder is never left behind."""
    print("Fitting the red-flag detector to its examples, a minute or two", file=sys.stderr, flush=True)
    started = time.monotonic()
    making = folder.with_name(f"{folder.name}.{os.getpid()}")
    command = [sys.executable, "-m", "bot.semantic.fit", str(settings.data), str(making)]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise MendableError(f"The red-flag detector could not be fitted:\n{done.stderr.strip()[-2000:]}")
        shutil.rmtree(folder, ignore_errors=True)
        making.replace(folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)
    print(f"  fitted in {time.monotonic() - started:.0f} s", file=sys.stderr, flush=True)
