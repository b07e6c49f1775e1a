"""Click speaks French: its own words, which it asks of gettext, translated here.

Click ships no French; a compiled catalogue would follow the machine's locale, and these messages must be
French under LC_ALL=C too. The few sentences that a user can meet are given to the modules that say them.
"""

from __future__ import annotations

import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.types
import click.utils

from generator.messages import NBSP

WORDS = {
    "Usage:": f"Usage{NBSP}:",
    "Options": "Options",
    "Commands": "Commandes",
    "Positional arguments": "Arguments",
    "Error: {message}": f"Erreur{NBSP}: {{message}}",
    "Aborted!": "Interrompu.",
    "Show the version and exit.": "Affiche la version.",
    "Show this message and exit.": "Affiche cette aide.",
    "Try '{command} {option}' for help.": "Pour de l’aide, tapez « {command} {option} ».",
    "Missing argument": "Il manque l’argument",
    "Missing option": "Il manque l’option",
    "Missing parameter": "Il manque le paramètre",
    "Missing {param_type}": "Il manque {param_type}",
    "Missing parameter: {param_name}": f"Il manque le paramètre{NBSP}: {{param_name}}",
    "Missing command.": "Il manque la commande.",
    "Choose from:\n\t{choices}": f"Au choix{NBSP}:\n\t{{choices}}",
    "No such command {name!r}.": "La commande {name!r} n’existe pas.",
    "No such option {name!r}.": "L’option {name!r} n’existe pas.",
    "Option {name!r} does not take a value.": "L’option {name!r} ne prend pas de valeur.",
    "Invalid value for {param_hint}: {message}": f"Valeur refusée pour {{param_hint}}{NBSP}: {{message}}",
    "Invalid value: {message}": f"Valeur refusée{NBSP}: {{message}}",
    "Could not open file {filename!r}: {message}": f"Le fichier {{filename!r}} ne s’ouvre pas{NBSP}: {{message}}",
    "{name} {filename!r} does not exist.": "{name} {filename!r} n’existe pas.",
    "{name} {filename!r} is a directory.": "{name} {filename!r} est un dossier.",
    "{name} {filename!r} is a file.": "{name} {filename!r} est un fichier.",
    "{name} {filename!r} is not readable.": "{name} {filename!r} n’est pas lisible.",
    "{name} {filename!r} is not writable.": "{name} {filename!r} ne peut pas être écrit.",
    "default: {default}": f"défaut{NBSP}: {{default}}",
    "required": "obligatoire",
    "file": "Le fichier",
    "directory": "Le dossier",
    "path": "Le chemin",
    "unknown error": "erreur inconnue",
}
PLURALS = {
    "Got unexpected extra argument ({args})": "Argument de trop ({args})",
    "Got unexpected extra arguments ({args})": "Arguments de trop ({args})",
    "{value!r} is not {choice}.": "{value!r} n’est pas {choice}.",
    "{value!r} is not one of {choices}.": "{value!r} n’est pas l’un de{NBSP}: {choices}.".replace("{NBSP}", NBSP),
    "Option {name!r} requires an argument.": "L’option {name!r} demande une valeur.",
    "Option {name!r} requires {nargs} arguments.": "L’option {name!r} demande {nargs} valeurs.",
    "Did you mean {possibility}?": "Vouliez-vous dire {possibility} ?",
    "(Possible options: {possibilities})": f"(Proches{NBSP}: {{possibilities}})",
    "(Did you mean one of: {possibilities})": f"(Proches{NBSP}: {{possibilities}})",
}


def translate(message: str) -> str:
    """The French of one of click's messages; the message itself where it is not in the list."""
    return WORDS.get(message, message)


def translate_plural(singular: str, plural: str, count: int) -> str:
    """The French of a message that counts; zero takes the singular."""
    chosen = singular if count < 2 else plural
    return PLURALS.get(chosen, chosen)


def speak_french() -> None:
    """Give click its French words."""
    for module in (
        click.core,
        click.decorators,
        click.exceptions,
        click.formatting,
        click.parser,
        click.types,
        click.utils,
    ):
        for name, function in (("_", translate), ("ngettext", translate_plural)):
            if hasattr(module, name):
                setattr(module, name, function)
