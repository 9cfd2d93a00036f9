"""Activity files of others: bytes in, runs and warnings out, or one clear sentence why not.

GPX 1.0 and 1.1, TCX and FIT, each also as .gz, recognised by content and never by name; zip archives of these
(`archive`), Strava's with its list of activities (`strava`), and tables (`table`). Nothing here knows Django
or reads a clock; only an archive inside an archive touches a disk.
"""

from hashlib import sha256

from .contents import is_fit, is_web_page, is_xml, is_zip, unpacked, without_blanks
from .draft import Draft
from .finish import finished
from .fit import read_fit
from .gpx import read_gpx
from .kind_words import kind_titled
from .limits import DEFAULT_LIMITS, Limits
from .parsed import Lap, ParsedRun, Track
from .sentences import Notice, NotUnderstood
from .sheet import is_table
from .tcx import read_tcx
from .xml_walk import Walked, repaired, root_name

__all__ = [
    "DEFAULT_LIMITS",
    "Lap",
    "Limits",
    "NotUnderstood",
    "Notice",
    "ParsedRun",
    "Track",
    "kind_titled",
    "read",
]

_XML_READERS = {"gpx": read_gpx, "TrainingCenterDatabase": read_tcx}


def read(data: bytes, name: str = "", limits: Limits = DEFAULT_LIMITS) -> list[ParsedRun]:
    """The activities in a file, at least one, in the order of the file.

    `name` is for people only and changes nothing. Raises NotUnderstood, and nothing else, with one sentence.
    """
    notices: list[Notice] = []
    content = unpacked(bytes(data), limits, notices)
    drafts, more = _drafts(content, limits)
    return _finished(drafts, notices + more, sha256(content).hexdigest())


def _drafts(content: bytes, limits: Limits) -> tuple[list[Draft], list[Notice]]:
    if is_zip(content):
        raise NotUnderstood("zip")
    if is_fit(content):
        return read_fit(content, limits)
    text = without_blanks(content)
    if not text:
        raise NotUnderstood("empty")
    if is_web_page(text):
        raise NotUnderstood("web_page")
    if not is_xml(text):
        raise _no_log(text)
    return _xml_drafts(text, limits)


def _xml_drafts(text: bytes, limits: Limits) -> tuple[list[Draft], list[Notice]]:
    root = root_name(text) or root_name(repaired(text))
    reader = _XML_READERS.get(root or "")
    if reader is None:
        raise NotUnderstood("other_xml", root=root[:40]) if root else _no_log(text)
    notices: list[Notice] = []
    drafts, walked = reader(text, limits)
    if walked.damaged_line is not None and not walked.cut:
        drafts, walked = reader(repaired(text), limits)
        notices.append(Notice("xml_repaired"))
    notices += _damage(walked)
    if not drafts:
        line = walked.damaged_line or 1
        raise NotUnderstood("damaged_xml", format="GPX" if root == "gpx" else "TCX", line=line)
    return drafts, notices


def _no_log(text: bytes) -> NotUnderstood:
    """A table needs to be told what its columns mean before it can be read."""
    return NotUnderstood("table" if is_table(text) else "unknown")


def _damage(walked: Walked) -> list[Notice]:
    if walked.damaged_line is None:
        return []
    if walked.cut:
        return [Notice("unfinished")]
    return [Notice("damaged_from_line", {"line": walked.damaged_line})]


def _finished(drafts: list[Draft], notices: list[Notice], digest: str) -> list[ParsedRun]:
    """Each draft on its own: one that holds nothing does not take the others with it."""
    runs: list[ParsedRun] = []
    errors: list[NotUnderstood] = []
    for draft in drafts:
        draft.notices = _unrepeated(notices + draft.notices)
        try:
            runs.append(finished(draft, digest, len(runs)))
        except NotUnderstood as error:
            errors.append(error)
    if not runs:
        raise errors[0]
    return runs


def _unrepeated(notices: list[Notice]) -> list[Notice]:
    """A .gz cut short holds a file cut short: once is enough."""
    return [notice for at, notice in enumerate(notices) if notice not in notices[:at]]
