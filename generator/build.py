"""From the spec and the async side to every generated file, in memory."""

from dataclasses import dataclass
from pathlib import Path

from generator.plan.checks import check_base_classes, check_hints
from generator.plan.planner import Planner
from generator.portable import portable_file
from generator.read.hints import Hints
from generator.read.inline_objects import name_inline_objects
from generator.read.operations import read_operations
from generator.read.spec import Spec
from generator.read.spec_grammar import check_vocabulary
from generator.represent.sdk import represent
from generator.unasync import TREES, derive
from generator.write import formatting, parser_adapter
from generator.write.command_pages import FOLDER as COMMAND_PAGES
from generator.write.command_pages import command_pages
from generator.write.go.files import go_files
from generator.write.managers import BY_HAND, METHODS, hand_written, manager_files
from generator.write.presets import presets_file
from generator.write.render import PACKAGE, Renderer
from generator.write.sdk_json import sdk_files
from generator.write.typescript.files import typescript_files

ROOT = Path(__file__).resolve().parents[1]
SPEC = "openapi/konigle-reachout.yaml"
AREAS = "konigle-*.yaml"  # beside it; each further file is an area
OF_AREAS = ("konigle/managers/*/__init__.py", "konigle/models/*/__init__.py", "konigle/filters/[!_]*.py")
HINTS = "generator/hints.yaml"


@dataclass(frozen=True)
class Build:
    """Everything the generator makes.

    Attributes:
        files: Content by path below the root.
        folders: The folders that hold nothing else, and the public modules of areas that are there.
    """

    files: dict[str, bytes]
    folders: tuple[str, ...]


def build(root: Path = ROOT) -> Build:
    """Makes every file, and writes none.

    Args:
        root: The project: the spec, the hints and the async side are read from below it.

    Raises:
        BuildError: Something in the spec, the hints or the async side cannot be honoured.
    """
    parser_adapter.check_version()
    formatting.check_version()
    files = generated(root)
    files |= derive(root, files)
    public = (path.relative_to(root).as_posix() for pattern in OF_AREAS for path in root.glob(pattern))
    folders = (PACKAGE, METHODS, COMMAND_PAGES, *(tree.target for tree in TREES), *sorted(public))
    return Build(formatting.format_files(files), folders)


def read_spec(root: Path) -> Spec:
    """The spec: the entry, and the documents of further areas beside it.

    Raises:
        BuildError: One of them cannot be read, or two have the same names.
    """
    entry = root / SPEC
    return Spec(entry, root, sorted(set(entry.parent.glob(AREAS)) - {entry}))


def renderer_of(root: Path) -> Renderer:
    """What renders the spec, once everything in it is checked."""
    spec = read_spec(root)
    check_vocabulary(spec)
    name_inline_objects(spec)
    hints = Hints(root / HINTS, root, spec)
    operations = read_operations(spec)
    planner = Planner(spec, hints, operations)
    planner.plan()
    check_hints(planner)
    check_base_classes(planner)
    sdk = represent(planner)
    parser_adapter.check(spec, planner)
    return Renderer(planner, sdk)


def generated(root: Path) -> dict[str, str]:
    """What is made of the spec, before formatting: the package, and what other languages need."""
    renderer = renderer_of(root)
    sdk, spec = renderer.sdk, renderer.spec
    files = renderer.files()
    if (root / BY_HAND).is_dir():
        files |= manager_files(renderer, sdk, hand_written(root, sdk))
    files |= sdk_files(sdk) | typescript_files(root, sdk) | go_files(root, sdk)
    return files | presets_file(root) | portable_file(spec) | command_pages(sdk)
