// Reads {name: query} from stdin, parses and binds each query with Kusto's own language service against the tables of
// Application Insights and those of a workspace, and writes {name: {columns: {name: type}, problems: [text]}}. Nothing is executed.
const fs = require('fs');
require('@kusto/language-service-next/bridge.min.js');
require('@kusto/language-service-next/Kusto.Language.Bridge.min.js');
const { KustoCode, GlobalState, Symbols: { DatabaseSymbol, TableSymbol } } = Kusto.Language;

const COMMON = `timestamp: datetime, itemId: string, itemType: string, itemCount: int, customDimensions: dynamic,
  customMeasurements: dynamic, operation_Name: string, operation_Id: string, operation_ParentId: string,
  operation_SyntheticSource: string, session_Id: string, user_Id: string, application_Version: string,
  client_Type: string, cloud_RoleName: string, cloud_RoleInstance: string, appId: string, appName: string,
  iKey: string, sdkVersion: string`;
const TABLES = {
  customEvents: 'name: string',
  requests: `id: string, source: string, name: string, url: string, success: string, resultCode: string,
    duration: real, performanceBucket: string`,
};
const WORKSPACE_COMMON = `TimeGenerated: datetime, Name: string, ItemCount: int, OperationId: string,
  OperationName: string, ParentId: string, Properties: dynamic, Measurements: dynamic, AppRoleName: string,
  AppRoleInstance: string, TenantId: string, Type: string`;
const WORKSPACE_TABLES = {
  AppEvents: `${WORKSPACE_COMMON}, UserId: string`,
  AppRequests: `${WORKSPACE_COMMON}, Id: string, Source: string, Url: string, Success: bool, ResultCode: string,
    DurationMs: real`,
  CDBPartitionKeyStatistics: `TimeGenerated: datetime, AccountName: string, DatabaseName: string,
    CollectionName: string, RegionName: string, PartitionKey: string, SizeKb: int`,
  CDBDataPlaneRequests5M: `TimeGenerated: datetime, AccountName: string, DatabaseName: string,
    CollectionName: string, OperationName: string, PartitionId: string, StatusCode: int, RequestCount: real,
    TotalRequestCharge: real`,
  _LogOperation: `TimeGenerated: datetime, Category: string, Operation: string, Level: string, Detail: string`,
};
const columns = { ...WORKSPACE_TABLES };
for (const [name, own] of Object.entries(TABLES)) columns[name] = `${COMMON}, ${own}`;
const table = ([name, all]) => TableSymbol.From(`(${all})`.replace(/\s+/g, ' ')).WithName(name);
const insights = GlobalState.Default.WithDatabase(
  new DatabaseSymbol.ctor('insights', Object.entries(columns).map(table)));

function check(query) {
  const code = KustoCode.ParseAndAnalyze(query, insights);
  const columns = code.ResultType && code.ResultType.Columns ? Bridge.toArray(code.ResultType.Columns) : [];
  const problem = d => `${d.Code} ${d.Message} at ${JSON.stringify(query.slice(d.Start, d.Start + d.Length))}`;
  return {
    columns: Object.fromEntries(columns.map(c => [c.Name, c.Type.Name])),
    problems: Bridge.toArray(code.GetDiagnostics()).map(problem),
  };
}

const queries = Object.entries(JSON.parse(fs.readFileSync(0, 'utf8')));
console.log(JSON.stringify(Object.fromEntries(queries.map(([name, query]) => [name, check(query)]))));
