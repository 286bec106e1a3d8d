"""Pictures of a workbook as LibreOffice shows it: `tools/form_pictures.py FILE.xlsx PICTURE.png STEP…`.

Makes those of forms in docs/hinh. Needs Xvfb, xdotool, ImageMagick, and a LibreOffice with windows:
soffice, or what the variable SOFFICE names. A step is `click:X,Y`, `type:TEXT` or the name of a key;
tabs of sheets are 735 pixels below the top.

    baocao form --root examples/tinh-gia-lap --ky 2025-12 --don-vi phuong-minh-yen
    … bieu-so-lieu.png click:425,600
    … bieu-bao-loi.png click:425,345 type:3.781 Return
    … bieu-nhiem-vu.png click:247,735
    … bieu-da-dien.png click:730,675 alt+Down       (after a few cells were filled in)
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

DISPLAY: Final = ":77"
WIDTH, HEIGHT = 1366, 768
"""A small laptop."""
MENUS: Final = 76
"""Pixels at the top that are cut off."""
LOADING: Final = 20
"""Seconds until the window is there, as large as the screen."""
PAUSE: Final = 1
_FLAGS: Final = ("--norestore", "--nologo", "--nofirststartwizard")
_SMALL: Final = ("+repage", "-resize", "1200x", "-dither", "None", "-colors", "128", "-strip")


def tool_path(name: str) -> str:
    """Return where a program is."""
    path = shutil.which(os.environ.get(name.upper(), name))
    if path is None:
        sys.exit(f"{name} is not installed")
    return path


def call_tool(name: str, *words: str) -> str:
    """Run a program and return what it says."""
    done = subprocess.run([tool_path(name), *words], check=False, capture_output=True, timeout=30)
    time.sleep(PAUSE)
    return done.stdout.decode()


def do_step(step: str) -> None:
    """Do what a person would."""
    kind, _, rest = step.partition(":")
    if kind == "click":
        call_tool("xdotool", "mousemove", *rest.split(","), "click", "1")
    elif kind == "type":
        call_tool("xdotool", "type", "--delay", "60", rest)
    else:
        call_tool("xdotool", "key", step)


def take_picture(name: str) -> None:
    """Write what the screen shows, without menus, small enough for a page."""
    area = f"{WIDTH}x{HEIGHT - MENUS - 20}+0+{MENUS}"
    with tempfile.NamedTemporaryFile(suffix=".png") as whole:
        call_tool("import", "-window", "root", whole.name)
        call_tool("convert", whole.name, "-crop", area, *_SMALL, f"PNG8:{name}")


def main(arguments: Sequence[str]) -> None:
    """Open the workbook on a screen that nobody sees, do the steps, and take the picture."""
    book, picture, *steps = arguments
    os.environ["DISPLAY"] = DISPLAY
    os.environ.setdefault("SAL_USE_VCLPLUGIN", "gen")
    profile = Path(tempfile.gettempdir()) / "form-pictures"  # kept: the first start takes a minute
    screen = subprocess.Popen([tool_path("Xvfb"), DISPLAY, "-screen", "0", f"{WIDTH}x{HEIGHT}x24"])
    office = [tool_path("soffice"), f"-env:UserInstallation={profile.as_uri()}", *_FLAGS, book]
    time.sleep(PAUSE)
    shown = subprocess.Popen(office, start_new_session=True)
    try:
        time.sleep(LOADING)  # without a window manager no window can be asked for by its name
        for step in steps:
            do_step(step)
        take_picture(picture)
    finally:
        os.killpg(shown.pid, 9)
        screen.kill()


if __name__ == "__main__":
    main(sys.argv[1:])
