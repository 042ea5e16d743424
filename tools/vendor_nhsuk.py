"""Copy the compiled NHS.UK frontend from its npm package into Plait, without what Plait may not or need not carry."""

from __future__ import annotations

import io
import re
import shutil
import subprocess  # npm is the ordinary client of its registry
import sys
import tarfile
import tempfile
from pathlib import Path

VERSION = "10.6.1"
TARGET = Path(__file__).parents[1] / "src/plait/web/shared/static/vendor/nhsuk"
DIST = "package/dist/nhsuk"

_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_SOURCE_MAP = re.compile(r"(/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S*)\s*")
_ASSET = re.compile(r"url\(/assets/(images/[\w.-]+)\)")


def read_package(version: str) -> dict[str, bytes]:
    """The files of the package as npm gives them, by name."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", f"nhsuk-frontend@{version}", "--silent"], cwd=folder, check=True)
        archive = next(Path(folder).glob("*.tgz")).read_bytes()
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        return {member.name: _content(tar, member) for member in tar.getmembers() if member.isfile()}


def _content(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    opened = tar.extractfile(member)
    return opened.read() if opened else b""


def clean_css(css: str) -> str:
    """The stylesheet without its licensed web font, with asset addresses relative to itself, without a source map."""
    css = _FONT_FACE.sub("", css)
    css = _ASSET.sub(r"url(assets/\1)", css)
    return _SOURCE_MAP.sub("", css).rstrip() + "\n"


def clean_js(script: str) -> str:
    """The script without its source map, which manifest storage would look for."""
    return _SOURCE_MAP.sub("", script).rstrip() + "\n"


def needed_files(package: dict[str, bytes]) -> dict[str, bytes]:
    """Only what pages ask for: one stylesheet, one script and the icons the stylesheet names. No logo."""
    css = package[f"{DIST}/nhsuk-frontend.min.css"].decode()
    script = package[f"{DIST}/nhsuk-frontend.min.js"].decode()
    kept = {
        "nhsuk-frontend.min.css": clean_css(css).encode(),
        "nhsuk-frontend.min.js": clean_js(script).encode(),
        "VERSION.txt": f"nhsuk-frontend {VERSION}, MIT licence\n".encode(),
    }
    for name in sorted(set(_ASSET.findall(css))):
        kept[f"assets/{name}"] = package[f"{DIST}/assets/{name}"]
    return kept


def main() -> int:
    """Replace the vendored folder and say what was written."""
    files = needed_files(read_package(VERSION))
    shutil.rmtree(TARGET, ignore_errors=True)
    for name, content in files.items():
        path = TARGET / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    print(f"Wrote {len(files)} files, {sum(map(len, files.values())) // 1024} kB, to {TARGET}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
