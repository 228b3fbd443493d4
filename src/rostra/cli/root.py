"""The root of the command: which sub-commands there are, and how every error becomes one line and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module

import click

from rostra import __version__

COMMANDS: dict[str, tuple[str, str]] = {
    "parse": ("rostra.cli.parse", "Print what pages record, as JSON or text."),
    "explain": ("rostra.cli.explain", "Print how a page is read, step by step."),
    "add": ("rostra.cli.add", "Read pages into the archive."),
    "capture": ("rostra.cli.capture", "Visit addresses and keep what is there."),
    "watch": ("rostra.cli.watch", "Watch feeds, sitemaps, lists and pages."),
    "search": ("rostra.cli.search", "Find turns by words, speaker, role, date."),
    "meaning": ("rostra.cli.meaning", "Prepare the archive for search by meaning."),
    "kwic": ("rostra.cli.kwic", "Print every match in its context, aligned."),
    "collocates": ("rostra.cli.collocates", "Print the words that stand near what a query finds."),
    "trends": ("rostra.cli.trends", "Count queries over time, by speaker, by kind."),
    "distinctive": ("rostra.cli.distinctive", "Print the words that mark a speaker or a period."),
    "similar": ("rostra.cli.similar", "Find what is like a turn or a text, or was said before."),
    "alerts": ("rostra.cli.alerts", "Follow searches, and be mailed what is new."),
    "missed": ("rostra.cli.missed", "List what was looked for in vain."),
    "show": ("rostra.cli.show", "Print a statement or a turn."),
    "correct": ("rostra.cli.correct", "Correct what the machine read, for good."),
    "judgements": ("rostra.cli.judgements", "List, undo, export and import corrections."),
    "withdraw": ("rostra.cli.withdraw", "Take a statement from readers, with a notice; or show it again."),
    "accounts": ("rostra.cli.accounts", "Who may log in to edit on the site."),
    "publish": ("rostra.cli.publish", "Publish the drafts that are due."),
    "diff": ("rostra.cli.diff", "Print what changed between two versions of a statement."),
    "edited": ("rostra.cli.edited", "List pages whose words were changed."),
    "cite": ("rostra.cli.cite", "Print a citation of a statement or a turn."),
    "report": ("rostra.cli.report", "Print what the archive covers, its gaps and its doubts."),
    "verify": ("rostra.cli.verify", "Check that nothing in the archive is damaged or missing."),
    "backup": ("rostra.cli.backup", "Copy the archive to a file, also while it is in use."),
    "restore": ("rostra.cli.restore", "Put a backup in the archive's place."),
    "copy": ("rostra.cli.copy", "Copy the archive to another file or database."),
    "serve": ("rostra.cli.serve", "Serve the archive as a web site."),
    "site": ("rostra.cli.site", "Make the site as files for any web server."),
    "score": ("rostra.cli.score", "Measure transcripts against hand-made ones."),
    "demo": ("rostra.cli.demo", "Build an archive from the examples and serve it."),
}
"""Name of a sub-command, the module that holds it (as ``command``), and its line in the help, so that help imports none."""

ARCHIVE = "rostra.sqlite"


class Commands(click.Group):
    """Imports a sub-command when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name][0]).command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if not (near := get_close_matches(args[0], COMMANDS, n=1)):
                raise
            raise click.UsageError(f"There is no command {args[0]!r}. Did you mean {near[0]}?", ctx) from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Try `rostra demo`, or `rostra COMMAND --help` for examples.",
)
@click.option(
    "--archive",
    "-a",
    metavar="FILE-OR-URL",
    envvar="ROSTRA_ARCHIVE",
    default=ARCHIVE,
    show_default=True,
    help="The archive to work on; $ROSTRA_ARCHIVE when not given.",
)
@click.version_option(__version__, "--version", "-V", prog_name="rostra")
@click.pass_context
def root(context: click.Context, archive: str) -> None:
    """Published statements as a record: who said what, in answer to which question, when and where."""
    context.obj = archive
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code: 0 all well, 1 something failed, 2 wrong use."""
    try:
        result = root.main(args=arguments, prog_name="rostra", standalone_mode=False)
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except (click.Abort, KeyboardInterrupt):
        print("rostra: stopped.", file=sys.stderr)
        return 130
    except click.ClickException as error:
        print(f"rostra: {_usage(error)}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        return _leave_quietly()
    except Exception as error:
        return _report(error)


def _usage(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "rostra"
    message = error.format_message().rstrip(".")
    return f"{message}{'' if message.endswith('?') else '.'} {_minus(error)}See `{path} --help`."


def _minus(error: click.ClickException) -> str:
    """The way out for whoever wanted to leave a word out of a query, and met an option."""
    command = error.ctx.command if isinstance(error, click.NoSuchOption) and error.ctx else None
    if command is None or not any(each.name in {"query", "queries"} for each in command.params):
        return ""
    return "To leave a word out, put the query in quotation marks ('harvest -frost'), or -- before it (-- -frost harvest). "


def _leave_quietly() -> int:
    """Whoever read our output has left (``| head``). The interpreter must not try to flush to it once more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _report(error: Exception) -> int:
    """One line: what was at fault, what is wrong, the way out. ROSTRA_DEBUG=1 shows where it arose."""
    from rostra.model import RostraError

    if os.environ.get("ROSTRA_DEBUG") == "1":
        raise error
    if isinstance(error, RostraError):
        named = (error.source or "") in error.message  # the archive's errors name the archive themselves
        print(error_line(None if named else error.source, error.message, error.hint), file=sys.stderr)
        return error.exit_code
    hint = "This is a fault of Rostra's: ROSTRA_DEBUG=1 shows where it arose, please report it."
    print(error_line(None, f"{type(error).__name__}: {error}", hint), file=sys.stderr)
    return 1


def error_line(source: str | None, message: str, hint: str) -> str:
    """How every error is printed: "rostra: FILE: message. hint"."""
    where = f"{source}: " if source else ""
    return printable(f"rostra: {where}{message.rstrip('.')}. {hint}")


def printable(text: str) -> str:
    """On one line, without control characters: words of pages and names of files must not steer a terminal."""
    return "".join(char for char in " ".join(text.split()) if char.isprintable())
