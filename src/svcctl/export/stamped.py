"""Zip containers (docx, xlsx, packs) written again with one time in every member, so that they are the same bytes."""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

CONTENT_TYPES = "[Content_Types].xml"  # office programs look for it first


def stamped(content: bytes, stamp: datetime) -> bytes:
    """The archive with its members in a fixed order, each with that time."""
    with ZipFile(BytesIO(content)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    return zipped(members, stamp)


def zipped(members: dict[str, bytes], stamp: datetime) -> bytes:
    """An archive of these members, each with that time; the same bytes for the same members."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name in sorted(members, key=lambda name: (name != CONTENT_TYPES, name)):
            info = ZipInfo(name, stamp.timetuple()[:6])
            info.compress_type, info.create_system, info.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(info, members[name])
    return made.getvalue()
