"""The command line: `python -m bot <command>`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path

from bot.content.loader import ContentError
from bot.errors import MendableError
from bot.settings import ROOT, Settings, SettingsError

# Set before Rasa or TensorFlow are imported: nothing leaves the machine, and they keep quiet.
os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")

Command = Callable[[Settings, argparse.Namespace], int]


def _quietly(command: Command) -> Command:
    """For the commands that host Rasa: no message text on our output."""

    @wraps(command)
    def run(settings: Settings, arguments: argparse.Namespace) -> int:
        from bot.worker.quiet import quieten

        quieten()
        return command(settings, arguments)

    return run


def serve(settings: Settings, arguments: argparse.Namespace) -> int:
    """Everything for one machine on one port; trains first if there is no model for this data."""
    from bot.supervisor import serve as run

    del arguments
    return run(settings)


def train(settings: Settings, arguments: argparse.Namespace) -> int:
    """Trains a model and the red-flag detector for this data, unless they are there already."""
    from bot.semantic.trained import ensure_detector
    from bot.training import ensure_model

    print(f"The detector is {ensure_detector(settings, force=arguments.force)}")
    print(f"The model is {ensure_model(settings, force=arguments.force)}")
    return 0


def check(settings: Settings, arguments: argparse.Namespace) -> int:
    """Compiles the content and names every problem at once."""
    from bot.content.checks import problems

    del arguments
    found = problems(settings.data)
    for problem in found:
        print(problem)
    print(f"{len(found)} to mend" if found else "All good")
    return 1 if found else 0


def triage(settings: Settings, arguments: argparse.Namespace) -> int:
    """One text a line in, what the red-flag gate finds as one JSON a line out."""
    from bot.content.loader import load
    from bot.semantic.trained import load_detector
    from bot.triage.cli import run
    from bot.triage.gate import Gate

    del arguments
    _as_utf8()
    content = load(settings.data)
    run(sys.stdin, sys.stdout, Gate(content, load_detector(settings, content.red_flags)))
    return 0


@_quietly
def parse(settings: Settings, arguments: argparse.Namespace) -> int:
    """One text a line in, what is understood as one JSON a line out."""
    from bot.dialogue.guides import guide_for
    from bot.understanding.cli import run
    from bot.worker.reader import intent_reader

    del arguments
    _as_utf8()
    run(sys.stdin, sys.stdout, guide_for(settings).understander, intent_reader(settings))
    return 0


@_quietly
def eval_(settings: Settings, arguments: argparse.Namespace) -> int:
    """Measures gate and understanding and writes docs/evaluation.md with its pictures."""
    from bot.evaluation.run import run

    return run(
        settings,
        arguments.csv,
        arguments.out,
        with_model=not arguments.without_model,
        with_stock=arguments.with_stock,
    )


@_quietly
def chat(settings: Settings, arguments: argparse.Namespace) -> int:
    """A conversation in the terminal, through the same worker as on the web."""
    from bot.worker.terminal import chat as run

    return run(settings, arguments.site)


@_quietly
def worker(settings: Settings, arguments: argparse.Namespace) -> int:
    """One worker on its private socket."""
    from bot.worker.server import run

    return run(settings, arguments.index, arguments.parent)


def gateway(settings: Settings, arguments: argparse.Namespace) -> int:
    """The public server alone; workers run elsewhere."""
    from bot.gateway.server import run

    return run(settings, arguments.parent)


def retention(settings: Settings, arguments: argparse.Namespace) -> int:
    """Erases what the clinics' retention periods no longer allow; `serve` does it every hour."""
    from bot.content.loader import load
    from bot.store.engine import create_engine
    from bot.store.migrate import upgrade
    from bot.store.retention import retain

    del arguments
    engine = create_engine(settings.database_url)
    upgrade(engine)
    days = {name: site.retention_days for name, site in load(settings.data).sites.items()}
    print(f"Erased {retain(engine, days)} conversations")
    return 0


def _as_utf8() -> None:
    """Lines may hold anything: what is not UTF-8 is replaced, not refused."""
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description="Unknot, a guide for everyday aches.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="command")
    for command in (serve, train, check, triage, parse, eval_, chat, worker, gateway, retention):
        name = command.__name__.rstrip("_")
        sub = commands.add_parser(name, help=command.__doc__, description=command.__doc__)
        sub.set_defaults(run=command)
        if command is train:
            sub.add_argument(
                "--force", action="store_true", help="train even if there is a model for this data"
            )
        if command is eval_:
            sub.add_argument("--csv", nargs="+", type=Path, default=[], help="files of others' texts")
            sub.add_argument("--out", type=Path, default=ROOT / "docs" / "evaluation.md", help="the report")
            sub.add_argument("--without-model", action="store_true", help="leave out what needs a model")
            sub.add_argument(
                "--with-stock",
                action="store_true",
                help="train Rasa's stock pipeline too, up to an hour",
            )
        if command is chat:
            sub.add_argument("--site", default="demo", help="whose words and numbers to use (default: demo)")
        if command is worker:
            sub.add_argument("--index", type=int, default=0, help="which worker this is, from 0")
        if command in {worker, gateway}:
            sub.add_argument("--parent", type=int, help="stop when this process is gone")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Runs one command and returns its exit code; errors are one clear line, never a stack trace."""
    arguments = _parser().parse_args(argv)
    try:
        code: int = arguments.run(Settings.from_environment(), arguments)
        return code
    except ContentError as error:
        print(error, file=sys.stderr)
        print(f"{len(error.problems)} to mend", file=sys.stderr)
        return 1
    except (MendableError, SettingsError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
