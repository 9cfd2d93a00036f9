"""All content files -> one Library, or every fault in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from library.content.benefit import BenefitContent, read_benefit
from library.content.collection import CollectionContent, alone, of_series, read_collection
from library.content.glossary import at_odds, incomplete
from library.content.movement import MovementContent, read_movement
from library.content.reading import ContentFaults, Record, read_yaml
from library.content.safety import gentle, unsafe
from library.content.video_class import ClassContent, read_class
from library.content.vocabulary import BENEFITS
from library.figure import faults as unfit

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Library:
    """What is shipped: by slug, in alphabetical order (benefits in their own)."""

    movements: Mapping[str, MovementContent]
    classes: Mapping[str, ClassContent]
    benefits: Mapping[str, BenefitContent]
    presets: Mapping[str, Any]
    collections: Mapping[str, CollectionContent] = field(default_factory=dict)


def load(root: Path = HERE) -> Library:
    """Reads the folders `movements`, `classes` and `collections`, and `presets.yaml` and `benefits.yaml`.

    ContentFaults carries one sentence for each fault of any file.
    """
    faults: list[str] = []
    presets = _presets(root, faults)
    movements = _movements(root, presets, faults)
    broken = _slugs_in(faults, "movements/")
    classes = _classes(root, movements, broken, faults)
    collections = _collections(root, classes, faults)
    benefits = _benefits(root, classes, faults)
    if faults:
        raise ContentFaults(faults)
    return Library(movements, classes, benefits, presets, collections)


def gaps(library: Library) -> list[str]:
    """One sentence for each benefit a beginner could not begin with."""
    return [
        f"classes: {benefit} has no class of 15 minutes or less, level 1, load 1 or less, without kit, quiet."
        for benefit in BENEFITS
        if not any(benefit == c.benefits[0] and gentle(c) for c in library.classes.values())
    ]


def unfit_dances(library: Library) -> list[str]:
    """One sentence for each limit of the body that an enchaînement breaks; danced frame by frame, so it takes
    a tenth of a second a dance."""
    return [
        f"classes/{slug}.yaml: {dance.title}: {fault}"
        for slug, video_class in library.classes.items()
        for dance in video_class.enchainements
        for fault in unfit(dance.dance.movement)
    ]


def _presets(root: Path, faults: list[str]) -> dict[str, Any]:
    found = read_yaml(root / "presets.yaml", "presets.yaml", faults)
    record = Record("presets.yaml", {} if found is None and faults else found, faults)
    return {} if found is None else {name: record.inner(name).row for name in ("arms", "feet")}


def _records(root: Path, folder: str, faults: list[str]) -> Iterator[tuple[str, Record]]:
    for path in sorted((root / folder).glob("*.yaml")):
        where = f"{folder}/{path.name}"
        before = len(faults)
        row = read_yaml(path, where, faults)
        if len(faults) == before:
            yield path.stem, Record(where, row, faults)


def _movements(root: Path, presets: Mapping[str, Any], faults: list[str]) -> dict[str, MovementContent]:
    """What one leaves out is asked of those that could be read; how they agree, once all could be."""
    movements: dict[str, MovementContent] = {}
    for slug, record in _records(root, "movements", faults):
        before = len(faults)
        movements[slug] = read_movement(slug, record, presets)
        if len(faults) == before:
            for field, why in incomplete(movements[slug]):
                record.fault(field, why)
    if not faults:
        faults += [f"movements/{slug}.yaml: {field} {why}." for slug, field, why in at_odds(movements)]
    return movements


def _slugs_in(faults: list[str], folder: str) -> set[str]:
    files = (fault.partition(":")[0] for fault in faults)
    return {name.removeprefix(folder).removesuffix(".yaml") for name in files if name.startswith(folder)}


def _classes(
    root: Path, movements: Mapping[str, MovementContent], broken: set[str], faults: list[str]
) -> dict[str, ClassContent]:
    """A class that dances a broken movement is left alone: its own faults could not be told apart."""
    classes: dict[str, ClassContent] = {}
    for slug, record in _records(root, "classes", faults):
        if _danced(record.row.get("chapters")) & broken:
            continue
        found = read_class(slug, record, movements)
        if found:
            classes[slug] = found
            for finding in unsafe(found):
                record.fault(finding.field, finding.why)
    return classes


def _danced(rows: Any) -> set[str]:
    """Every movement these chapters name, in enchaînements too, be they well written or not."""
    found: set[str] = set()
    for row in rows if isinstance(rows, list) else []:
        if isinstance(row, Mapping):
            found |= {str(row.get("movement"))} | _danced(row.get("enchainement"))
        else:
            found.add(str(row))
    return found


def _collections(
    root: Path, classes: Mapping[str, ClassContent], faults: list[str]
) -> dict[str, CollectionContent]:
    """What a series asks of its classes is asked once all of them could be read."""
    known = dict.fromkeys(_stems(root / "classes"))
    read = {slug: read_collection(slug, r, known) for slug, r in _records(root, "collections", faults)}
    found = {slug: collection for slug, collection in read.items() if collection}
    series = [collection for collection in found.values() if collection.series]
    if set(known) <= set(classes):
        placed = {slug for one in series for slug in one.classes}
        told = [
            *_each(series, classes),
            *(t for s, c in classes.items() if s not in placed for t in alone(c)),
        ]
        faults += [f"classes/{slug}.yaml: chapters {why}." for slug, why in told]
    return found


def _each(series: list[CollectionContent], classes: Mapping[str, ClassContent]) -> Iterator[tuple[str, str]]:
    for one in series:
        yield from of_series(one, classes)


def _stems(folder: Path) -> list[str]:
    return [path.stem for path in folder.glob("*.yaml")]


def _benefits(
    root: Path, classes: Mapping[str, ClassContent], faults: list[str]
) -> dict[str, BenefitContent]:
    # A faulty class has been told of already, so nothing is asked of it here.
    known: dict[str, tuple[str, ...]] = dict.fromkeys(_stems(root / "classes"), BENEFITS)
    known |= {slug: c.benefits for slug, c in classes.items()}
    before = len(faults)
    rows = read_yaml(root / "benefits.yaml", "benefits.yaml", faults)
    if len(faults) > before:
        return {}
    record = Record("benefits.yaml", rows, faults)
    found = {
        slug: read_benefit(slug, record.inner(slug), _stems(root / "movements"), known) for slug in BENEFITS
    }
    record.done()
    return found
