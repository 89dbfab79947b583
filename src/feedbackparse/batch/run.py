"""One run over many files: its sources, its store, its engine, and a result for each document.

Shape of what it tells on the way: a ``Step`` before the first file, after each, and where results are written.
"""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from feedbackparse.auditing import DEFAULTS, Settings, read_settings
from feedbackparse.batch import recipe as recipes
from feedbackparse.batch.drive import drive
from feedbackparse.batch.engines import LOCAL, Engine, open_engine
from feedbackparse.batch.jobs import Archive, plan_jobs
from feedbackparse.batch.kept import keep_of, load_documents
from feedbackparse.batch.recipe import Recipe, fingerprint
from feedbackparse.batch.store import FOLDER, Store, open_store
from feedbackparse.batch.versions import settle_versions
from feedbackparse.batch.work import Result
from feedbackparse.errors import Refusal
from feedbackparse.model import Document
from feedbackparse.rulebook import load_rules
from feedbackparse.sources import Found, find_files, name_paths
from feedbackparse.verdict import Verdict

Paths = str | Path | Iterable[str | Path]


@dataclass(frozen=True, slots=True)
class Step:
    """How far a run is."""

    done: int
    """Documents that have a verdict."""
    total: int
    """Files, and members of archives as far as they are known."""
    verdict: Verdict | None = None
    """Of the document that was done last; None at the beginning, and while results are written."""


Progress = Callable[[Step], None]


@dataclass(frozen=True, slots=True)
class Reading:
    """How documents are read and audited."""

    rules: str | Path | None = None
    """A folder laid over the shipped rules."""
    encoding: str | None = None
    """Of text files whose own cannot be found."""
    settings: Settings | str | Path | None = None
    """Thresholds, and codes that are wanted; or a feedbackparse.toml."""

    def open_settings(self) -> Settings:
        """Raises: RuleProblem."""
        if self.settings is None or isinstance(self.settings, Settings):
            return self.settings or DEFAULTS
        return read_settings(self.settings)


@dataclass(frozen=True, slots=True)
class Running:
    """How a run is run. None of it changes a result."""

    workers: int | None = None
    """Worker processes; None for one a processor."""
    engine: str = LOCAL
    """``local``, or the address of a Dask scheduler."""
    seconds: float = recipes.SECONDS
    """Limit of time a document."""
    memory: int = recipes.MEMORY
    """Limit of memory a document, in bytes."""
    store: str | Path | None = None
    """Where results are kept between runs; None for ``.feedbackparse`` beside the output."""
    force: bool = False
    """Whether files are read again that have not changed."""


@dataclass(slots=True)
class Session:
    """A run that is going on."""

    engine: Engine
    recipe: Recipe
    files: deque[Found]
    """Those that are still to be read."""
    progress: Progress | None
    results: list[Result] = field(default_factory=list)
    """When all files are read: a Result a document, in the order of the run."""

    @property
    def store(self) -> Store:
        return Store(self.recipe.store)

    @property
    def verdicts(self) -> list[Verdict]:
        return [result.verdict for result in self.results]

    def read(self, replaces: Mapping[str, str]) -> None:
        """Read all files, whatever becomes of each."""
        total = len(self.files)
        self.tell(Step(0, total))
        for told in drive(self.engine, plan_jobs(self.files), self.recipe):
            if isinstance(told, Archive):
                total += len(told.members) - 1
                continue
            self.results.append(told.share_words())
            self.tell(Step(len(self.results), total, told.verdict))
        self.results.sort(key=lambda result: result.order)
        self.results = settle_versions(self.results, self.store, replaces)
        self.tell(Step(len(self.results), len(self.results)))

    def documents(self) -> Iterator[Document]:
        """The Documents whose rows are in the results, one at a time, in the order of the run."""
        return load_documents(self.store, keep_of(self.results))

    def each(self) -> Iterator[tuple[Document | None, Verdict]]:
        """Each document of the run, or None where it gives no rows, with its verdict."""
        for result in self.results:
            yield next(load_documents(self.store, keep_of([result])), None), result.verdict

    def tell(self, step: Step) -> None:
        if self.progress:
            self.progress(step)


@contextmanager
def open_session(
    paths: Paths, reading: Reading, running: Running, output: Path | None, progress: Progress | None
) -> Iterator[Session]:
    """A run over files, folders and archives; its store is beside ``output``, or thrown away where there is none.

    Raises: Refusal where there is no file, RuleProblem, OutputProblem.
    """
    rulebook = load_rules(Path(reading.rules).absolute() if reading.rules else None)
    files = deque(find_files(paths, output))
    if not files:
        raise Refusal("no-files", name_paths(paths), "没有找到可读取的文件", "请检查路径，或直接写出文件名")
    with open_home(running, output) as home:
        recipe = Recipe(
            home.absolute(),
            fingerprint(),
            rulebook.version,
            Path(reading.rules).absolute() if reading.rules else None,
            reading.open_settings(),
            reading.encoding,
            running.seconds,
            running.memory,
            running.force,
        )
        recipe = recipes.keep_in(recipe, open_store(home.absolute(), recipe.key))
        with open_engine(running.engine, running.workers, len(files)) as engine:
            yield Session(engine, recipe, files, progress)


@contextmanager
def open_home(running: Running, output: Path | None) -> Iterator[Path]:
    """The folder of the store: where the user wants it, beside the output, or for this run only."""
    if running.store:
        yield Path(running.store)
        return
    if output:
        yield output.absolute().parent / FOLDER
        return
    with tempfile.TemporaryDirectory(prefix="feedbackparse-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)
