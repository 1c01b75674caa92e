"""What a person gives to call a deployment: a function key, or a bearer token. Neither is ever shown."""

import sys
from typing import Annotated

import typer

from spine.config import variable
from spine.operations.errors import Refused
from spine.operations.verification.deployment import Deployment

KeyEnv = Annotated[
    str | None, typer.Option(help="The environment variable that holds a function key; default: ask for it.")
]
TokenEnv = Annotated[
    str | None,
    typer.Option(help="The environment variable that holds a bearer token, where callers sign in instead."),
]


def with_credential(deployment: Deployment, key_env: str | None, token_env: str | None) -> Deployment:
    """The deployment with the person's key or token, if it asks for one. Raises Refused where there is none to give."""
    if key_env and token_env:
        raise typer.BadParameter("give either --key-env or --token-env", param_hint="--token-env")
    if token_env:
        return deployment.with_token(_value_of(token_env))
    if key_env:
        return deployment.with_key(_value_of(key_env))
    if deployment.ask("GET", "/metrics/coverage").status == 200:
        return deployment
    if not sys.stdin.isatty():
        raise Refused(
            f"{deployment.url} needs a key: name the environment variable that holds it with --key-env, "
            "or that of a token with --token-env"
        )
    return deployment.with_key(typer.prompt("Function key", hide_input=True, err=True).strip())


def _value_of(name: str) -> str:
    value = variable(name)
    if not value:
        raise Refused(f"the environment variable {name} is not set")
    return value
