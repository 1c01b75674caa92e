"""docs/data-model.md: fields, limits, types and prefixes are the code's."""

import pytest
from pydantic import BaseModel

from spine.domain.fact_types import FACT_TYPES, OTHER
from spine.domain.identifiers import MAX_ID_LENGTH
from spine.schemas.bundles import Bundle, BundleFact, BundleMeeting, Provenance
from spine.schemas.facts import EntityFields, EvidenceFields, FactFields
from spine.schemas.organisations import OrganisationFields
from spine.schemas.responses.facts import EntityResponse, EvidenceResponse, FactResponse
from spine.schemas.responses.organisations import OrganisationResponse
from spine.schemas.responses.workstreams import WorkstreamResponse
from spine.schemas.workstreams import WorkstreamFields
from spine.store.protocol import PageRequest
from spine.usecases import sweep
from spine.usecases.service import Service
from tests.tooling.docs.fields import limits_of
from tests.tooling.docs.pages import Page, names, table, tables

PAGE = Page("docs/data-model.md")
MODELS: dict[str, tuple[type[BaseModel], type, set[str]]] = {
    "Organisations": (OrganisationFields, OrganisationResponse, {"created_at", "updated_at"}),
    "Facts": (FactFields, FactResponse, {"org_id", "external_meeting_id", "set_by", "updated_at"}),
    "Evidence": (EvidenceFields, EvidenceResponse, set()),
    "Entities": (EntityFields, EntityResponse, set()),
    "Workstreams": (WorkstreamFields, WorkstreamResponse, set()),
}
"""The models of requests and responses under each heading, and the fields that Spine sets without a row."""


@pytest.mark.parametrize("heading", MODELS)
def test_fields_and_limits_are_those_of_the_requests(heading: str) -> None:
    shown = {row[0].strip("`"): row[1] for row in tables(PAGE.section(heading))[0]}
    limits = limits_of(MODELS[heading][0])
    if heading == "Organisations":
        del limits["org_id"]  # the path has it
    assert shown == limits


@pytest.mark.parametrize("heading", MODELS)
def test_the_fields_of_responses_are_all_named(heading: str) -> None:
    model, response, by_spine = MODELS[heading]
    rows = {row[0].strip("`") for found in tables(PAGE.section(heading)) for row in found}
    section = PAGE.section(heading)
    assert by_spine <= set(names(section))
    assert set(response.__annotations__) - set(limits_of(model)) - by_spine == rows - set(limits_of(model))


def test_the_table_of_fact_types_is_the_codes() -> None:
    shown = {
        name: (heading.strip("`"), back == "yes")
        for heading, types, back in tables(PAGE.section("Fact types"))[0]
        for name in names(types)
    }
    assert shown == {name: (one.kind.value, one.carries_over) for name, one in FACT_TYPES.items()}
    assert f"planned as `{OTHER.kind.value}`" in PAGE.section("Fact types")


def test_the_table_of_synonyms_is_the_codes() -> None:
    shown = {kind.strip("`"): words for kind, words in tables(PAGE.section("Fact types"))[1]}
    synonyms = {name: one.synonyms.split() for name, one in FACT_TYPES.items()}
    assert shown == {name: ", ".join(words).replace("_", " ") for name, words in synonyms.items()}


def test_the_length_of_ids_is_the_codes() -> None:
    assert f"{MAX_ID_LENGTH}" in PAGE.section("Ids").split()


def test_the_metrics_of_a_snapshot_are_the_codes(demo_service: Service) -> None:
    sweep.sweep_whole(demo_service)
    (snapshot,) = demo_service.store.snapshots("org_demo", PageRequest(1)).items
    assert [row[0].strip("`") for row in table(PAGE.section("Snapshots"))] == list(snapshot.metrics)


def test_the_fields_of_a_bundle_are_the_requests() -> None:
    named = {name for row in table(PAGE.section("Bundles")) for name in names(row[0])}
    meeting = {f"meeting.{name}" for name in BundleMeeting.model_fields}
    facts = {f"facts.{name}" for name in BundleFact.model_fields} - {"facts.provenance", "facts.meeting_id"}
    provenance = {f"facts.provenance.{name}" for name in Provenance.model_fields}
    assert set(Bundle.model_fields) == {"org_id", "meeting", "facts"}
    assert {name for name in named if "attributes." not in name} == meeting | facts | provenance
