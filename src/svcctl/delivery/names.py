"""The names of the kinds of records, apart from their table: every start of the program knows them."""

NAMES = (
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
