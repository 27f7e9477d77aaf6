"""`python -m tools.site.pictures` draws the pictures of `docs/pictures/`: SVG without fonts or hosts from elsewhere."""

import itertools
import subprocess
import sys
from collections.abc import Iterable, Sequence
from html import escape

from attrs import frozen

from tools.release.steps import ROOT

FOLDER = ROOT / "docs" / "pictures"
_INK, _PAPER, _LINE, _QUIET = "#1b1f24", "#ffffff", "#57606a", "#424a53"
_SANS = "system-ui, -apple-system, 'Segoe UI', sans-serif"
_MONO = "ui-monospace, 'SFMono-Regular', Menlo, Consolas, monospace"
_CHARACTER, _ROW = 7.3, 16  # of monospaced text of 12 pixels
_FIRST_STEP = "Campaign"


@frozen
class Box:
    """A labelled box; its position is that of its centre, in pixels."""

    x: int
    y: int
    label: str
    note: str = ""
    width: int = 150
    height: int = 44


@frozen
class Arrow:
    """An arrow from one box to another, with a label beside its middle.

    `shift` moves the label, in pixels; `anchor` says which end of the label is there.
    """

    source: str
    target: str
    label: str = ""
    bend: int = 0
    anchor: str = "start"
    shift: tuple[int, int] = (8, -6)


def diagram(title: str, size: tuple[int, int], boxes: Sequence[Box], arrows: Iterable[Arrow]) -> str:
    """An SVG document of boxes and arrows.

    Args:
        title: What it shows, for readers who do not see it.
        size: Width and height in pixels.
        boxes: The boxes, each with its own label.
        arrows: Their sources and targets are labels.
    """
    by_label = {box.label: box for box in boxes}
    shapes = [_arrow(by_label[arrow.source], by_label[arrow.target], arrow) for arrow in arrows]
    shapes += [_box(box) for box in boxes]
    marker = (
        '<defs><marker id="head" markerWidth="8" markerHeight="8" refX="7" refY="4" orient="auto">'
        f'<path d="M0,0 L8,4 L0,8 z" fill="{_LINE}"/></marker></defs>'
    )
    return _document(title, size, [marker, *shapes])


def terminal(title: str, lines: Sequence[str]) -> str:
    """An SVG document of the output of a program, 80 columns wide."""
    size = (round(80 * _CHARACTER) + 24, len(lines) * _ROW + 24)
    texts = [
        f'<text x="12" y="{24 + number * _ROW}" font-family="{_MONO}" font-size="12" xml:space="preserve"'
        f'{_weight(line)} fill="{_INK}" textLength="{round(len(line) * _CHARACTER)}">{escape(line)}</text>'
        for number, line in enumerate(lines)
        if line
    ]
    return _document(title, size, texts)


def demo_lines(output: str) -> list[str]:
    """The lines of the demo's output that its picture has: from the campaign on, without progress."""
    lines = output.splitlines()
    shown = lines[lines.index(_FIRST_STEP) :]
    return [line for line in shown if not line.startswith(("  e-mails: ", "  contacts: ", "  scheduled for"))]


def call_path() -> str:
    """The path of a call."""
    names = [
        ("client.contacts.update(…)", "validates: an invalid field raises an error, and nothing is sent"),
        ("Call", "a value: method, path, body, replay class"),
        ("transport", "guards, rate limiter, time limits; sends an attempt"),
        ("decision", "done, retried after a wait, confirmed, or an error"),
        ("Contact", "a record that tracks its changes"),
    ]
    boxes = [Box(130, 40 + 84 * number, name, note, 220) for number, (name, note) in enumerate(names)]
    arrows = [Arrow(one.label, other.label) for one, other in itertools.pairwise(boxes)]
    return diagram(
        "The path of a call, from the method to the record",
        (720, 420),
        boxes,
        [*arrows, Arrow("decision", "transport", "retry", bend=-150)],
    )


def campaign_states() -> str:
    """States of a campaign, and what leads from one to another."""
    boxes = [
        Box(90, 50, "draft", width=110),
        Box(90, 210, "scheduled", width=110),
        Box(370, 130, "running", width=110),
        Box(370, 290, "paused", width=110),
        Box(640, 40, "completed", width=110),
        Box(640, 130, "failed", width=110),
        Box(640, 290, "cancelled", "", 110),
    ]
    arrows = [
        Arrow("draft", "scheduled", "schedule"),
        Arrow("draft", "running", "start", shift=(0, -10)),
        Arrow("scheduled", "running", "start, or at its time", shift=(0, 24)),
        Arrow("running", "paused", "pause", bend=-26, anchor="end", shift=(-8, 4)),
        Arrow("paused", "running", "resume", bend=-26, shift=(8, 4)),
        Arrow("running", "completed", "all sent", anchor="end", shift=(-4, -8)),
        Arrow("running", "failed", "an error", anchor="middle", shift=(0, -8)),
        Arrow("running", "cancelled", "cancel", shift=(10, -4)),
        Arrow("paused", "cancelled", "cancel", anchor="middle", shift=(0, -8)),
        Arrow("scheduled", "cancelled", "cancel", bend=-190, shift=(-30, -8)),
    ]
    return diagram("States of a campaign", (720, 400), boxes, arrows)


def main() -> None:
    """Draws all pictures; the demo runs for that, for about 15 seconds."""
    FOLDER.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, ROOT / "examples" / "campaign.py"], capture_output=True, text=True, check=True
    )
    pictures = {
        "call.svg": call_path(),
        "campaign-states.svg": campaign_states(),
        "demo.svg": terminal("The output of make demo, from the campaign on", demo_lines(done.stdout)),
    }
    for name, text in pictures.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        print(f"docs/pictures/{name}")


def _document(title: str, size: tuple[int, int], shapes: Iterable[str]) -> str:
    width, height = size
    attributes = f'viewBox="0 0 {width} {height}" role="img" width="{width}" height="{height}"'
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>',
            f"<title>{escape(title)}</title>",
            f'<rect width="{width}" height="{height}" rx="6" fill="{_PAPER}"/>',
            *shapes,
            "</svg>\n",
        ]
    )


def _box(box: Box) -> str:
    left, top = box.x - box.width // 2, box.y - box.height // 2
    note = _text(left + box.width + 14, box.y + 5, box.note, "start", _QUIET) if box.note else ""
    return (
        f'<rect x="{left}" y="{top}" width="{box.width}" height="{box.height}" rx="5"'
        f' fill="{_PAPER}" stroke="{_LINE}" stroke-width="1.5"/>'
        f"{_text(box.x, box.y + 5, box.label, 'middle', _INK)}{note}"
    )


def _arrow(source: Box, target: Box, arrow: Arrow) -> str:
    x1, y1 = _edge(source, target)
    x2, y2 = _edge(target, source)
    along = (x2 - x1, y2 - y1)
    length = max((along[0] ** 2 + along[1] ** 2) ** 0.5, 1)
    middle = (
        (x1 + x2) / 2 + arrow.bend * along[1] / length,
        (y1 + y2) / 2 - arrow.bend * along[0] / length,
    )
    beside = [
        round((first + second + 2 * between) / 4) + moved
        for first, second, between, moved in zip((x1, y1), (x2, y2), middle, arrow.shift, strict=True)
    ]
    label = _text(beside[0], beside[1], arrow.label, arrow.anchor)
    return (
        f'<path d="M{x1:.0f},{y1:.0f} Q{middle[0]:.0f},{middle[1]:.0f} {x2:.0f},{y2:.0f}" fill="none"'
        f' stroke="{_LINE}" stroke-width="1.5" marker-end="url(#head)"/>{label if arrow.label else ""}'
    )


def _edge(box: Box, towards: Box) -> tuple[float, float]:
    """Where the line between the centres of two boxes leaves the first."""
    x, y = towards.x - box.x, towards.y - box.y
    scale = min(box.width / 2 / abs(x) if x else 1e9, box.height / 2 / abs(y) if y else 1e9)
    return box.x + x * scale, box.y + y * scale


def _text(x: float, y: float, text: str, anchor: str = "start", colour: str = _QUIET) -> str:
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-family="{_SANS}" font-size="14"'
        f' fill="{colour}">{escape(text)}</text>'
    )


def _weight(line: str) -> str:
    return ' font-weight="bold"' if line and line[0].isalpha() else ""


if __name__ == "__main__":
    main()
