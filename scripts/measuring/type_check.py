"""Whether the search scripts' types hold, as TypeScript's checker reads them from their comments."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from measuring import stock

PACKAGES = Path(__file__).parent / "packages"
_SCRIPTS = "overrides/assets/search-*.js"
_STRICT = ("--checkJs", "--strict", "--noEmit", "--target", "es2024", "--module", "esnext")
_LIBRARIES = ("--lib", "es2024,dom,dom.iterable")


def install(folder: Path) -> None:
    """Set up the packages of the lock below a folder."""
    for file in PACKAGES.iterdir():
        if file.is_file():
            shutil.copy(file, folder)
    subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--silent"], cwd=folder, check=True)


def measure() -> None:
    """Print each fault; end with the checker's verdict."""
    scripts = [str(script) for script in sorted(stock.ROOT.glob(_SCRIPTS))]
    with tempfile.TemporaryDirectory() as name:
        install(Path(name))
        checker = Path(name) / "node_modules/.bin/tsc"
        ended = subprocess.run([checker, *_STRICT, *_LIBRARIES, *scripts], check=False)
    if ended.returncode == 0:
        print(f"{len(scripts)} scripts, no fault in their types")
    sys.exit(ended.returncode)
