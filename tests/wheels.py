"""Folders of wheels, and the lock that names them."""

from hashlib import sha256
from pathlib import Path

import pytest

OWN = "baocao-0.1.0-py3-none-any.whl"
NEEDED = {
    "jinja2": "jinja2-3.1.6-py3-none-any.whl",
    "ruamel-yaml": "ruamel_yaml-0.19.1-py3-none-any.whl",
    "lxml": "lxml-6.1.3-cp313-cp313-manylinux_2_28_x86_64.whl",
}


def fill_wheelhouse(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Fill a folder with what a lock names and with the program, and return the names."""
    folder.mkdir()
    lines = ["colorama==0.4.6 ; sys_platform == 'win32' \\", "    --hash=sha256:00"]
    for name, file in NEEDED.items():
        (folder / file).write_bytes(file.encode())
        lines += [
            f"{name}=={file.split('-')[1]} \\",
            f"    --hash=sha256:{sha256(file.encode()).hexdigest()}",
        ]
    (folder / OWN).write_bytes(b"baocao")
    monkeypatch.setattr("baocao.features.init.wheelhouse.lock_text", lambda: "\n".join([*lines, ""]))
    return sorted([OWN, *NEEDED.values()])
