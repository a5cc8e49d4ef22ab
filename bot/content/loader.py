"""Loads `data/` into one frozen `Content`; everything else in the project reads that."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from bot.content import yaml_file
from bot.content.schema import (
    Contraindication,
    Education,
    Figure,
    Habit,
    Helplines,
    Hydration,
    LexiconEntry,
    RedFlag,
    RedFlagExamples,
    RegionEntry,
    RegionRoutines,
    Relaxation,
    Site,
    Source,
    Zone,
)

Model = TypeVar("Model", bound=BaseModel)

DATA = Path(__file__).resolve().parents[2] / "data"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, and where."""

    path: str
    what: str

    def __str__(self) -> str:
        return f"{self.path}: {self.what}"


LEXICON = (
    "amounts", "dates", "durations", "emoji", "languages", "moments", "not_meant", "numbers", "onset",
    "outcomes", "pain_types", "places", "preferences", "questions", "ratings", "settings", "severity",
    "sides", "spare_time", "stress", "trend", "weekdays",
)  # fmt: skip


class ContentError(Exception):
    """`data/` does not hold what it should; `problems` names everything found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class Content:
    """All of `data/` but the Rasa training files, by id."""

    root: Path
    regions: Mapping[str, RegionEntry]
    lexicon: Mapping[str, Mapping[str, LexiconEntry]]
    concepts: Mapping[str, list[str]]
    lasting_concepts: frozenset[str]
    red_flags: Mapping[str, RedFlag]
    red_flag_examples: Mapping[str, RedFlagExamples]
    contraindications: Mapping[str, Contraindication]
    routines: Mapping[str, RegionRoutines]
    relaxation: Mapping[str, Relaxation]
    figures: Mapping[str, Figure]
    glyphs: Mapping[str, Figure]
    zones: Mapping[str, Zone]
    hydration: Hydration
    habits: Mapping[str, Habit]
    education: Mapping[str, Education]
    sources: Mapping[str, Source]
    helplines: Mapping[str, Helplines]
    sites: Mapping[str, Site]
    responses: Mapping[str, list[dict[str, Any]]]
    hash: str = field(repr=False)


def load(root: Path = DATA) -> Content:
    """The content under `root`; `ContentError` with every problem found if it does not fit its schema."""
    root = root.resolve()
    if not root.is_dir():
        raise ContentError(
            [Problem(str(root), "there is no such folder; UNKNOT_DATA says where the content is")]
        )
    reader = _Reader(root)
    content = Content(
        root=root,
        regions=reader.table("regions.yml", "regions", RegionEntry),
        lexicon={path.stem: reader.table(path, "lexicon", LexiconEntry) for path in reader.lexicon_files()},
        concepts=reader.merged("concepts", "concepts", _phrases),
        lasting_concepts=frozenset(reader.merged("concepts", "concepts", _phrases, files="history.yml")),
        red_flags=reader.folder("red_flags", RedFlag),
        red_flag_examples=reader.folder("red_flags/examples", RedFlagExamples, id_field=None),
        contraindications=reader.table("contraindications.yml", "contraindications", Contraindication),
        routines=reader.folder("routines", RegionRoutines, id_field="region"),
        relaxation=reader.folder("relaxation", Relaxation),
        figures=reader.table("figures.yml", "figures", Figure),
        glyphs=reader.table("glyphs.yml", "glyphs", Figure),
        zones=reader.table("zones.yml", "zones", Zone),
        hydration=reader.document(root / "hydration.yml", Hydration),  # type: ignore[arg-type]
        habits=reader.table("habits.yml", "habits", Habit),
        education=reader.folder("education", Education),
        sources=reader.table("sources.yml", "sources", Source),
        helplines=reader.table("helplines.yml", "helplines", Helplines),
        sites=reader.folder("sites", Site),
        responses=reader.merged("responses", "responses", _variations),
        hash=_hash(root),
    )
    if reader.problems:
        raise ContentError(reader.problems)
    return content


class _Reader:
    """Reads files and keeps every problem instead of stopping at the first."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def lexicon_files(self) -> list[Path]:
        """The tables of names that bot/understanding reads; bot/text reads `shorthand` and `context`."""
        return [self.root / "lexicon" / f"{field_}.yml" for field_ in LEXICON]

    def document(self, path: Path, model: type[Model]) -> Model | None:
        """One file that is one document."""
        raw = self._read(path)
        return None if raw is None else self._parse(path, "", raw, model)

    def folder(self, name: str, model: type[Model], id_field: str | None = "id") -> dict[str, Model]:
        """`<name>/<id>.yml`, one document each; where it has an `id_field`, that must be the file's stem."""
        found: dict[str, Model] = {}
        for path in self._files(name):
            document = self.document(path, model)
            if document is None:
                continue
            if id_field and (wrong := getattr(document, id_field)) != path.stem:
                self._problem(path, f"{id_field} is {wrong!r} but the file is called {path.stem!r}")
            found[path.stem] = document
        return found

    def table(self, path: str | Path, key: str, model: type[Model]) -> dict[str, Model]:
        """One file with one top key, a mapping from id to document."""
        path = self.root / path
        found: dict[str, Model] = {}
        for name, raw in self._under(path, key):
            document = self._parse(path, f"{key}.{name}", raw, model)
            if document is not None:
                found[name] = document
        return found

    def merged(
        self, folder: str, key: str, parse: Callable[[Any], Any], files: str = "*.yml"
    ) -> dict[str, Any]:
        """The files of a folder, each with the same top key, as one mapping; an id may stand once."""
        found: dict[str, Any] = {}
        for path in sorted((self.root / folder).glob(files)):
            for name, raw in self._under(path, key):
                if name in found:
                    self._problem(path, f"{name} is already defined in another file of {folder}/")
                try:
                    found[name] = parse(raw)
                except ValueError as error:
                    self._problem(path, f"{key}.{name}: {error}")
        return found

    def _files(self, folder: str) -> list[Path]:
        return sorted((self.root / folder).glob("*.yml"))

    def _under(self, path: Path, key: str) -> Iterator[tuple[str, Any]]:
        raw = self._read(path)
        if raw is None:
            return
        unknown = [name for name in raw if name not in {key, "version"}] if isinstance(raw, dict) else [raw]
        if unknown or not isinstance(raw.get(key), dict):
            self._problem(path, f"the only top key must be {key!r}, a mapping; found {sorted(map(str, raw))}")
            return
        yield from raw[key].items()

    def _read(self, path: Path) -> Any:
        try:
            return yaml_file.read(path)
        except FileNotFoundError:
            self._problem(path, "the file is missing")
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            self._problem(path, f"not readable as YAML: {' '.join(str(error).split())}")
        return None

    def _parse(self, path: Path, where: str, raw: Any, model: type[Model]) -> Model | None:
        try:
            return model.parse_obj(raw)
        except ValidationError as error:
            for item in error.errors():
                place = ".".join(str(part) for part in (where, *item["loc"]) if part not in ("", "__root__"))
                self._problem(path, f"{place}: {item['msg']}" if place else item["msg"])
        return None

    def _problem(self, path: Path, what: str) -> None:
        self.problems.append(Problem(f"{self.root.name}/{path.relative_to(self.root)}", what))


def _phrases(raw: Any) -> list[str]:
    if not isinstance(raw, list) or not raw or not all(isinstance(phrase, str) for phrase in raw):
        raise ValueError("must be a list of phrases")
    return raw


def _variations(raw: Any) -> list[dict[str, Any]]:
    if not isinstance(raw, list) or not raw or not all(isinstance(variation, dict) for variation in raw):
        raise ValueError("must be a list of variations, each with a text")
    return raw


def _hash(root: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(root.rglob("*.yml")):
        digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
