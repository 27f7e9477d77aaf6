"""`python -m tools.site FOLDER` builds `site/`: the pages of `docs/`, and a reference made of the code and the spec."""

import shutil
import sys
from pathlib import Path

from tools.release.steps import ROOT, ReleaseError, run
from tools.site.http_api import write_http_api
from tools.site.llms import write_llms
from tools.site.pages import copy_pages
from tools.site.reference import write_reference

_SOURCES = ROOT / "build" / "docs"
SITE = ROOT / "site"
_SCALAR = "@scalar/api-reference/dist/browser/standalone.js"


def main(environment: Path) -> int:
    """Builds; 0 where no page had a warning.

    Args:
        environment: Where zensical is installed, and below `node` the packages of `package.json`.
    """
    copy_pages(_SOURCES)
    write_reference(_SOURCES / "reference")
    write_http_api(environment / "node/node_modules" / _SCALAR, _SOURCES / "interactive")
    shutil.rmtree(SITE, ignore_errors=True)
    try:
        run([environment / "bin" / "zensical", "build", "--strict", "--clean"])
    except ReleaseError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    write_llms(_SOURCES, SITE)
    print(f"{len(list(SITE.rglob('*.html')))} pages are in {SITE.relative_to(ROOT)}/.")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
