"""A test double for Azure Cosmos DB: the real SDK speaks to it over HTTP, and it can be made to fail.

`with Double() as double:` starts an emulator and a proxy before it. The emulator (`mended/`, around the npm package
@vercel/cosmosdb-server) keeps the documents and answers as the service is documented to. The proxy records each
request, estimates its request units, and injects faults. `Double(lag=0.1)` reads from a replica that is 100 ms behind,
unless a request's session token asks for more.

Not covered: query plans (so no ORDER BY, TOP or aggregate across partitions: refused), OFFSET, GROUP BY and DISTINCT
(refused), full-text search, time to live, throughput, roles, and more than one physical partition.
"""

from tests.double.container import DATABASE, INDEX_POLICY
from tests.double.double import KEY, Double
from tests.double.faults import Fault
from tests.double.records import Operation, Record
from tests.npm import CannotStart

__all__ = ["DATABASE", "INDEX_POLICY", "KEY", "CannotStart", "Double", "Fault", "Operation", "Record"]
