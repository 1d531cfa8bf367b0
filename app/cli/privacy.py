"""Tell what is kept about people, why and until when: the record that Article 30 GDPR asks for."""

import click
from flask.cli import AppGroup

from app import privacy as promises
from app.cli.saying import told
from app.platform.personal_data import Column

privacy = AppGroup("privacy", help="Tell what is kept about people.")


@privacy.command("register")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")
@click.option("--all", "everything", is_flag=True, help="Show columns about nobody, too.")
def register(as_json: bool, everything: bool) -> None:  # noqa: FBT001 - flags of the command line
    """Print the record of processing, made from what every table says about its columns."""
    shown = [
        (table, name, column)
        for table, columns in sorted(promises.columns().items())
        for name, column in columns.items()
        if everything or column.personal
    ]
    if as_json:
        told({"columns": [_row(*entry) for entry in shown]})
        return
    click.echo("| what | why | until when | how it is protected |")
    click.echo("|---|---|---|---|")
    for entry in shown:
        row = _row(*entry)
        click.echo(f"| {row['what']} | {row['why']} | {row['until']} | {row['protected']} |")


def _row(table: str, name: str, column: Column) -> dict[str, str]:
    return {
        "what": f"{table}.{name}",
        "why": column.purpose.value,
        "until": column.retention,
        "protected": column.protected,
    }
