"""Who signs in, and when the client is made."""

import subprocess
import sys
from threading import Thread

import pytest
from azure import identity

from spine.errors import BadSettings
from spine.store.cosmos import client
from spine.store.cosmos.client import Account, Connection
from spine.store.cosmos.store import CosmosStore

AZURE = "https://spine.documents.azure.com:443/"


def test_in_azure_the_managed_identity_signs_in(monkeypatch: pytest.MonkeyPatch) -> None:
    made: dict[str, object] = {}
    monkeypatch.setattr(identity, "ManagedIdentityCredential", lambda **given: made.update(given) or "managed")
    account = Account(AZURE, "spine", "spine", client_id="id", managed=True)
    assert (client._credential(account), made) == ("managed", {"client_id": "id"})


def test_at_a_desk_the_operators_own_sign_in_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identity, "AzureCliCredential", lambda: "cli")
    assert client._credential(Account(AZURE, "spine", "spine")) == "cli"


def test_a_key_is_an_emulators() -> None:
    assert client._credential(Account("https://localhost:8081/", "spine", "spine", "a2V5")) == "a2V5"
    with pytest.raises(BadSettings, match="COSMOS_KEY"):
        client._credential(Account(AZURE, "spine", "spine", "key"))


@pytest.mark.parametrize("key", ["abc", "ééé"])
def test_a_key_that_is_none_is_a_bad_setting_and_not_shown(key: str) -> None:
    store = CosmosStore(Account("http://127.0.0.1:9/", "spine", "spine", key))
    with pytest.raises(BadSettings, match="COSMOS_KEY") as raised:
        store.ping()
    assert key not in str(raised.value)


def test_a_key_is_not_shown() -> None:
    assert "secret" not in repr(Account(AZURE, "spine", "spine", "secret"))


def test_one_client_is_made_at_the_first_call(account: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    build = client._client
    monkeypatch.setattr(client, "_client", lambda given, *rest: made.append(given) or build(given, *rest))
    connection = Connection(account)
    assert made == []
    assert connection.container() is connection.container()
    assert made == [account]
    connection.close()


def test_no_thread_writes_into_the_headers_of_anothers_answer(account: Account) -> None:
    connection = Connection(account)
    sdk = connection.container().client_connection
    sdk.last_response_headers = mine = {"etag": "mine"}
    others = list[object]()

    def answered() -> None:
        others.append(dict(sdk.last_response_headers))
        sdk.last_response_headers["etag"] = "other"
        sdk.last_response_headers = {"etag": "other"}

    thread = Thread(target=answered)
    thread.start()
    thread.join()
    assert (others, sdk.last_response_headers, mine) == ([{}], {"etag": "mine"}, {"etag": "mine"})
    connection.close()


def test_identity_is_loaded_only_where_it_is_needed() -> None:
    program = "import sys, spine.store.cosmos; sys.exit('azure.identity' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
