"""The nouns of the record of the service as commands, by name alone: the tables are loaded later."""

RECORDS = (
    "incident",
    "problem",
    "change",
    "leave",
    "inspection",
    "visit",
    "duty",
    "staff",
    "training",
    "upgrade",
    "major",
    "cover",
    "request",
    "complaint",
    "satisfaction",
    "knowledge",
    "notice",
    "acceptance",
)
SERVICE = (*RECORDS, "plan", "service", "system")
OF_EVERY_RECORD = ("list", "show", "attach", "confirm", "object", "correct")


def help_of(noun: str, name: str = "") -> str:
    """The key of what the help says of a noun, or of a verb of it."""
    if noun not in SERVICE:
        return ".".join(filter(None, ("help", noun, name)))
    every = noun in RECORDS and name in OF_EVERY_RECORD
    return ".".join(filter(None, ("help-service", "matter" if every else noun, name)))
