"""Draws what a terminal showed, from stdin, as an SVG picture on stdout."""

import io
import sys

from rich.console import Console
from rich.text import Text

WIDTH = 104

# Rich's own frame, without the fonts that it would fetch from the network.
FRAME = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" /></clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""

shown = sys.stdin.buffer.read().decode().replace("\r\n", "\n")
console = Console(record=True, width=WIDTH, file=io.StringIO(), force_terminal=True, color_system="truecolor")
console.print(Text.from_ansi(shown), soft_wrap=False)
sys.stdout.write(console.export_svg(title="authctl", code_format=FRAME, unique_id="authctl"))
