"""Maps of help desks: those that ship by their names, one's own by its path."""

from pathlib import Path

from svcctl import workspace
from svcctl.billing.refusal import Refusal
from svcctl.desk.desk import read_file
from svcctl.intake.helpdesk_map import LARGEST, DeskMap, read_map


def desk_map(text: str) -> DeskMap:
    """The map of that name (glpi), or in that file; Refusal where it is neither."""
    shipped = {path.stem: path for path in workspace.shipped("desks").glob("*.toml")}
    name = text.strip().lower()
    if name not in shipped and not Path(text).suffix and not Path(text).exists():
        raise Refusal("desk-map.unknown", name=text, known=sorted(shipped))
    path, content = read_file(str(shipped.get(name, text)), LARGEST)
    try:
        told = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refusal("desk-map.syntax", path=path, line=1) from None
    return read_map(path.stem, str(path), told)
