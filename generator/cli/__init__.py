"""The command line: `relance COMMAND`, one module for each group of commands.

The only place that prints and exits. A command's module imports click and its neighbours here, nothing
else: what it needs of the generator is imported when it runs. Exit codes: 1 the content has problems, 2 wrong usage,
3 a bug (with a trace to send).
"""

from __future__ import annotations

import errno
import os
import sys

import click

from generator.cli import claims, contributing, letters, listing, permanence, site
from generator.cli.french import speak_french
from generator.cli.printing import EXIT_BUG, EXIT_CONTENT, EXIT_INTERRUPTED, report, report_bug
from generator.errors import ContentError, GeneratorError
from generator.messages import NBSP

speak_french()

COMMANDS = (
    listing.list_letters,
    listing.show,
    contributing.check,
    contributing.new,
    contributing.accept,
    contributing.diff_command,
    permanence.schemas,
    permanence.release,
    letters.fill,
    letters.blank,
    letters.claim_from,
    claims.interest,
    claims.plan,
    site.export,
    site.finish,
)
"""Every command; a new one goes to the module of its group, and here."""


FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
"""What a system says of a disk without room."""


def main() -> None:
    """Run the command line, and leave at once: to free what is about to be gone takes a tenth of a short command."""
    # Another program's plugin would see every claim that is read; to look for one takes as long as to read a letter.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")
    code = run()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):  # nobody reads it any more, or there is no room for it
            code = code or EXIT_CONTENT
    os._exit(code)


def run() -> int:
    """Run the command line; the one handler that catches everything. Its exit code."""
    try:
        code = relance.main(prog_name="relance", standalone_mode=False)  # click gives the code of its own Exit
    except click.Abort:
        return EXIT_INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except ContentError as error:
        report(error.problems)
        return EXIT_CONTENT
    except GeneratorError as error:
        click.echo(f"Erreur{NBSP}: {error}", err=True)
        return EXIT_CONTENT
    except BrokenPipeError:
        sys.stderr.close()
        return EXIT_CONTENT
    except OSError as error:
        if error.errno not in FULL:
            report_bug()
            return EXIT_BUG
        message = "il n’y a plus de place pour ce qui devait s’écrire → libérez-en, puis relancez"
        click.echo(f"Erreur{NBSP}: {message}", err=True)
        return EXIT_CONTENT
    except Exception:
        report_bug()
        return EXIT_BUG
    return code if isinstance(code, int) else 0


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar="[OPTIONS]",
    subcommand_metavar="COMMANDE…",
)
@click.version_option(package_name="relance", message="relance %(version)s")
def relance() -> None:
    """Lettres de relance françaises : du dossier d’impayé au PDF, au DOCX et au courriel.

    Information, pas conseil juridique. Rien de ce que vous écrivez ne quitte votre machine.
    """


for _command in COMMANDS:
    relance.add_command(_command)
