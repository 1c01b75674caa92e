"""docs/scale.md: its tables follow from what it assumes, and what it assumes is said elsewhere or deployed."""

import re
from math import ceil

from tests.tooling.docs.pages import Page, tables
from tests.tooling.infra.snapshots import snapshot

PAGE, COSTS = Page("docs/scale.md"), Page("docs/cosmos-costs.md")
KB, GB = 1e3, 1e9
HOUR, TICK = 3600, 20 * 60


def numbers(text: str) -> list[float]:
    found = re.findall(r"\d[\d,]*\.?\d*", text)
    return [float(one.replace(",", "")) * (1e6 if f"{one} million" in text else 1) for one in found]


def rows(heading: str) -> dict[str, list[float]]:
    return {row[0]: [one for cell in row[1:] for one in numbers(cell)] for row in tables(PAGE.section(heading))[0]}


ASSUMED = {row[0]: numbers(row[1]) for row in tables(PAGE.text)[0]}
((FACT,), (PLAN,), (SWEPT,), (STORED,), (DELETED,), (ACROSS,), (PARTITION_GB, _), (KEY_GB,), (RUS,), (GB_PRICE,)) = (
    ASSUMED.values()
)
PROVISIONED = snapshot("prod").properties("Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers")["options"][
    "autoscaleSettings"
]["maxThroughput"]


def costs(endpoint: str) -> list[float]:
    """What the page of costs says: requests, in sequence, documents, and RU at two sizes."""
    (row,) = [row for table in tables(COSTS.text) for row in table if row[0] == endpoint]
    return numbers(" ".join(row[1:]))


def test_what_is_assumed_is_what_the_page_of_costs_says() -> None:
    assert costs("POST /agenda/plan-nl")[3] == PLAN
    assert round(costs("POST /orgs/{org_id}/facts, 500 new")[3] / 500, 1) == STORED
    assert round(costs("DELETE /workstreams/{workstream_id}, with 40 links")[3] / 43, 1) == DELETED
    assert f"costs {SWEPT:.0f} RU in a pass" in COSTS.flowing
    assert f"costs {ACROSS} RU for each physical partition" in COSTS.flowing


def test_a_large_organisation() -> None:
    facts = 1e6
    shown = rows("One organisation with a million facts")
    size = facts * FACT * KB / GB
    assert shown["size"] == [size, round(100 * size / KEY_GB)]
    assert shown["facts at which an organisation is full"] == [KEY_GB * GB / (FACT * KB)]
    assert shown[f"storing all of them at {PROVISIONED} RU/s"] == [round(facts * STORED / PROVISIONED / 60)]
    assert shown[f"deleting the organisation at {PROVISIONED} RU/s"][0] == round(facts * DELETED / PROVISIONED / 60)
    assert shown[f"plans a second at {PROVISIONED} RU/s"] == [int(PROVISIONED / PLAN)]


def test_many_organisations() -> None:
    organisations = 1e5
    shown = rows("A hundred thousand organisations")
    size = organisations * 200 * FACT * KB / GB
    assert shown["size"] == [size, ceil(size / PARTITION_GB)]
    pass_of = organisations * SWEPT
    assert shown["one pass of the sweep"] == [pass_of]
    assert shown["its time at 300 RU/s, in ticks of 20 minutes an hour"] == [round(pass_of / (300 * TICK), 1)]
    assert shown["its time at 1000 RU/s"] == [round(pass_of / (1000 * TICK), 1)]
    assert shown["organisations for which 300 RU/s are enough within 20 hours"] == [20 * 300 * TICK / SWEPT]


def test_many_partitions() -> None:
    shown = rows("A hundred physical partitions")
    assert shown["an id without `org`"] == [ACROSS, 100 * ACROSS]
    assert shown["an organisation by its name in a plan"] == [ACROSS, 100 * ACROSS]
    assert shown["a plan with such a name"] == [round(PLAN + ACROSS), int(PLAN + 100 * ACROSS)]
    assert shown["ten such look-ups a second"] == [10 * ACROSS, 1000 * ACROSS]


def test_the_cost_of_a_month() -> None:
    shown = rows("Cost of a month")
    sizes = [4, 80, 5000]
    assert shown["storage"] == [size * GB_PRICE for size in sizes]
    most = shown["throughput, the most that is needed"]
    assert most[0] == PROVISIONED
    assert most[2] == 10 * sizes[2]
    full = [throughput / 100 * RUS * 730 for throughput in most]
    assert shown["at full use all the time"] == [round(one) for one in full]
    assert shown["at a tenth of it, the least that autoscale bills"] == [round(one / 10) for one in full]
