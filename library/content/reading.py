"""YAML files read field by field: every fault becomes one sentence, and reading goes on."""

import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import yaml

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class ContentFaults(Exception):
    """What is wrong with the content files: one sentence each, naming file, field and reason."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


# libyaml reads the library in a tenth of a second, where PyYAML's own reader takes one
_Safe: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _OnceLoader(_Safe):
    """YAML, but a key that stands twice is a fault: the first would be lost without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if isinstance(key, str | int | float) and key in seen:
                raise yaml.MarkedYAMLError(problem=f"'{key}' stands twice", problem_mark=key_node.start_mark)
            seen.add(key if isinstance(key, str | int | float) else str(key))
        return super().construct_mapping(node, deep)


def read_yaml(path: Path, where: str, faults: list[str]) -> Any:
    """The file's content, or None with a fault noted."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_OnceLoader)  # noqa: S506 — a SafeLoader
    except OSError as error:
        faults.append(f"{where}: the file cannot be read: {error.strerror or error}.")
    except UnicodeDecodeError:
        faults.append(f"{where}: the file is not UTF-8 text.")
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        faults.append(f"{where}: {_place(error)}.")
    return None


def _place(error: Exception) -> str:
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None) or error
    why = " ".join(str(problem).split()).rstrip(".")
    return f"line {mark.line + 1} is not understood: {why}" if mark else f"it is not understood: {why}"


class Record:
    """A mapping out of a file, asked field by field. A wrong field is noted, a harmless value answered."""

    def __init__(self, where: str, row: Any, faults: list[str], field: str = "") -> None:
        self.where, self.faults, self.field = where, faults, field
        self.asked: set[str] = set()
        self.row: Mapping[str, Any] = row if isinstance(row, Mapping) else {}
        if not isinstance(row, Mapping):
            self.fault("", f"must be a list of named fields, not {shown(row)}")

    def fault(self, field: str, why: str) -> None:
        """Notes one sentence."""
        name = ".".join(part for part in (self.field, field) if part)
        self.faults.append(f"{self.where}: {name} {why}." if name else f"{self.where}: the file {why}.")

    def raw(self, field: str, default: Any = ...) -> Any:
        """The value as it stands; a missing one is a fault unless there is a default."""
        self.asked.add(field)
        value = self.row.get(field)
        if value is None:
            if default is ...:
                self.fault(field, "is missing")
                return None
            return default
        return value

    def done(self) -> None:
        """Notes every field nobody asked for: most are slips of the pen."""
        for name in self.row:
            if name not in self.asked:
                self.fault(str(name), "is no field that is known here")

    def text(self, field: str, most: int, default: Any = ...) -> str:
        """Words, at most so many characters."""
        value = self.raw(field, default)
        if value is None or value is default:
            return default if isinstance(default, str) else ""
        if not isinstance(value, str) or not value.strip():
            self.fault(field, f"must be words, not {shown(value)}")
            return ""
        flat = " ".join(value.split())
        if len(flat) > most:
            self.fault(field, f"has {len(flat)} characters; at most {most} fit")
        return flat

    def whole(self, field: str, low: int, high: int, default: Any = ...) -> int:
        """A whole number from low to high."""
        value = self.raw(field, default)
        if value is None:
            return low
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            self.fault(field, f"must be a whole number from {low} to {high}, not {shown(value)}")
            return low
        return value

    def flag(self, field: str, default: Any = ...) -> bool:
        """true or false."""
        value = self.raw(field, default)
        if value is not None and not isinstance(value, bool):
            self.fault(field, f"must be true or false, not {shown(value)}")
        return value is True

    def one_of(self, field: str, words: Collection[str], default: Any = ...) -> str:
        """One of the known words."""
        value = self.raw(field, default)
        if value is not None and value is not default and value not in words:
            self.fault(field, f"must be one of {', '.join(words)}, not {shown(value)}")
        return value if isinstance(value, str) else ""

    def words(self, field: str, known: Collection[str] = (), default: Any = ...) -> tuple[str, ...]:
        """A list of words or sentences; where `known` is given, of these, each once."""
        values = self.raw(field, default)
        if values is None or values is default:
            return ()
        if not isinstance(values, list) or not all(isinstance(v, str) and v.strip() for v in values):
            self.fault(field, f"must be a list of words, not {shown(values)}")
            return ()
        for value in values:
            if known and value not in known:
                self.fault(field, f"holds {shown(value)}; known are {', '.join(known)}")
            if values.count(value) > 1:
                self.fault(field, f"holds {shown(value)} twice")
                break
        return tuple(" ".join(value.split()) for value in values)

    def numbers(self, field: str, low: float, high: float, known: Collection[str] = ()) -> dict[str, float]:
        """Names with a number each, from low to high. The field may be left out."""
        values = self.raw(field, {})
        if not isinstance(values, Mapping):
            self.fault(field, f"must be names with a number each, not {shown(values)}")
            return {}
        good = {}
        for name, value in values.items():
            if known and name not in known:
                self.fault(f"{field}.{name}", f"is not known; known are {', '.join(known)}")
            elif isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
                self.fault(
                    f"{field}.{name}", f"must be a number from {low:g} to {high:g}, not {shown(value)}"
                )
            else:
                good[str(name)] = value
        return good

    def inner(self, field: str) -> "Record":
        """A mapping inside this one."""
        value, faults = self.raw(field), self.faults
        return Record(self.where, {} if value is None else value, faults, self._inside(field))

    def rows(self, field: str, most: int) -> list["Record"]:
        """A list of mappings, at least one."""
        values = self.raw(field)
        if values is None:
            return []
        if not isinstance(values, list) or not 1 <= len(values) <= most:
            self.fault(field, f"must be a list of 1 to {most}, not {shown(values)}")
            return []
        return [
            Record(self.where, v, self.faults, self._inside(f"{field}[{i}]")) for i, v in enumerate(values)
        ]

    def _inside(self, field: str) -> str:
        return f"{self.field}.{field}" if self.field else field


def shown(value: object) -> str:
    """A value as it may stand in a sentence: short, on one line."""
    text = repr(value) if isinstance(value, str) else str(value)
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"
