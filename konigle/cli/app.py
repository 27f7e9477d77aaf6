"""The program: its groups and commands, made when they are asked for."""

import os
import sys
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from typing import Any

import click

from konigle._operations import Manager, load_representation, read_managers
from konigle._suggestions import did_you_mean
from konigle._version import __version__
from konigle.cli import exit_codes
from konigle.cli.commands import command_for, dashed

_Make = Callable[[], click.Command]
_TOOLS = {  # commands that belong to no manager: module and name
    "login": ("konigle.cli.profiles", "login"),
    "logout": ("konigle.cli.profiles", "logout"),
    "profiles": ("konigle.cli.profiles", "list_profiles"),
    "doctor": ("konigle.cli.tools", "doctor"),
    "sandbox": ("konigle.cli.tools", "sandbox"),
    "mcp": ("konigle.mcp.command", "mcp"),
    "completion": ("konigle.cli.tools", "completion"),
}
_SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"]}
_EPILOG = (
    "Exit codes: 0 success, 1 rejected, 2 usage, 3 outcome unknown, 4 authentication, 5 not reached. The key is read from "
    "KONIGLE_API_KEY or a profile of `konigle login`; no command takes it as an argument."
)


class LazyGroup(click.Group):
    """A group that makes a command when it is asked for."""

    def __init__(self, name: str, makers: Mapping[str, _Make], **settings: Any) -> None:
        super().__init__(name, no_args_is_help=True, context_settings=_SETTINGS, **settings)
        self._makers = makers
        self._made: dict[str, click.Command] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order of the representation."""
        del ctx
        return list(self._makers)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command; None if there is none of this name."""
        del ctx
        if cmd_name not in self._made and cmd_name in self._makers:
            command = self._makers[cmd_name]()
            command.context_settings = {**_SETTINGS, **command.context_settings}
            self._made[cmd_name] = command
        return self._made.get(cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does; the error for an unknown command suggests a similar one."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            meant = did_you_mean(args[0], list(self._makers))
            raise click.UsageError(f"{error.message.rstrip('.')}{meant}.", ctx) from None


def make_program(representation: Mapping[str, Any] | None = None) -> click.Group:
    """The root of all commands.

    Args:
        representation: What the commands are made of; that of the package when left out.
    """
    managers = read_managers(load_representation() if representation is None else representation)
    makers: dict[str, _Make] = {dashed(one.name): partial(_group, one) for one in managers}
    makers |= {name: partial(_tool, *where) for name, where in _TOOLS.items()}
    root = LazyGroup("konigle", makers, help="Konigle's reachout API from a shell.", epilog=_EPILOG)
    return click.version_option(__version__, prog_name="konigle")(root)


def run(arguments: list[str]) -> int:
    """Runs the program; returns the exit code."""
    try:
        code = make_program().main(arguments, "konigle", standalone_mode=False)
        sys.stdout.flush()
    except SystemExit:  # click ends so where nobody reads the output any more, and after a completion
        if "_KONIGLE_COMPLETE" in os.environ:
            raise
        return exit_codes.BROKEN_PIPE
    except BrokenPipeError:
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # so that the flush at exit does not fail
        return exit_codes.BROKEN_PIPE
    except (click.Abort, KeyboardInterrupt) as stop:
        # click raises this without a cause where it asks something, and nothing is sent before the reply
        is_prompt = isinstance(stop, click.Abort) and stop.__cause__ is None
        what = "Nothing was sent." if is_prompt else "A request in progress may have been applied."
        sys.stderr.write(f"\nInterrupted. {what}\n")
        return exit_codes.INTERRUPTED
    except (click.ClickException, OSError) as error:
        return exit_codes.report(error, arguments)
    except Exception as error:
        from konigle import KonigleError

        if not isinstance(error, KonigleError):
            raise
        return exit_codes.report(error, arguments)
    return code if isinstance(code, int) else exit_codes.DONE


def _tool(module: str, name: str) -> click.Command:
    command: click.Command = getattr(import_module(module), name)
    return command


def _group(manager: Manager) -> click.Command:
    makers: dict[str, _Make] = {
        dashed(one.method): partial(command_for, one) for one in manager.operations
    } | _by_hand(manager)
    return LazyGroup(dashed(manager.name), makers, help=manager.doc)


def _by_hand(manager: Manager) -> dict[str, _Make]:
    """Commands that are no single operation."""
    from konigle.cli import files

    if manager.name == "campaigns":
        getting = next(one for one in manager.operations if one.method == "get")
        return {"wait": partial(files.wait_command, getting)}
    if manager.name != "contacts":
        return {}
    listing = next(one for one in manager.operations if one.is_list)
    return {
        "import": files.import_command,
        "export": partial(files.export_command, listing),
        "preview": files.preview_command,
    }
