"""What the site takes from outside docs/: contracts to download, CHANGELOG and CONTRIBUTING as pages.

A hook of mkdocs (`make site`). In docs/ links lead to the files where they stand in the source, so
that they work there too; here they are turned to where the site has them.
"""

from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[1]
PAGES = ("CHANGELOG.md", "CONTRIBUTING.md")
FOLDERS = {"data/contracts": "files"}  # in the source: in the site


def on_files(files: Files, config: Any) -> Files:
    """Adds them to the files of the site."""
    for name in PAGES:
        files.append(File.generated(config, name, abs_src_path=str(ROOT / name)))
    for folder, place in FOLDERS.items():
        for path in sorted((ROOT / folder).glob("*.toml")):
            files.append(File.generated(config, f"{place}/{path.name}", abs_src_path=str(path)))
    return files


def on_page_markdown(markdown: str, page: Any, **_: Any) -> str:
    """The page with its links turned to where the site has the files."""
    if page.file.src_uri in PAGES:
        return markdown.replace("](docs/", "](")
    for name in PAGES:
        markdown = markdown.replace(f"](../{name})", f"]({name})")
    for folder, place in FOLDERS.items():
        markdown = markdown.replace(f"](../{folder}/", f"]({place}/")
    return markdown
