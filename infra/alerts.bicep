// Who is told, and of what: the rules of alerts/alerts.json, and the database's own metrics.

@description('Where the rules are.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Ends every name; the same for the whole deployment.')
param suffix string

@description('E-mail addresses that are told.')
param emails string[]

@description('A webhook that is told too, with the common alert schema; empty is none. Its address may hold a key.')
@secure()
param webhookUri string

@description('Application Insights, which the queries ask.')
param insightsId string

@description('The Cosmos DB account.')
param cosmosAccountId string

@description('Whether the account has provisioned throughput, which can be used up.')
param provisionedThroughput bool

@description('Whether the account\'s own logs are kept; without them the size of partitions is unknown.')
param diagnostics bool

@description('The workspace that keeps them.')
param workspaceId string

var alerts = loadJsonContent('alerts/alerts.json').alerts

// A path must be constant, hence a line for each query.
var queries = {
  'agenda_p95.kql': loadTextContent('alerts/agenda_p95.kql')
  'agenda_slow.kql': loadTextContent('alerts/agenda_slow.kql')
  'no_workstreams_found.kql': loadTextContent('alerts/no_workstreams_found.kql')
  'stale_share.kql': loadTextContent('alerts/stale_share.kql')
  'sweep_missing.kql': loadTextContent('alerts/sweep_missing.kql')
  'throttled.kql': loadTextContent('alerts/throttled.kql')
  'workstream_errors.kql': loadTextContent('alerts/workstream_errors.kql')
}

var metrics = [
  {
    name: 'cosmos-throttling'
    description: 'The database refused more than a hundred requests in fifteen minutes (429); most were repeated.'
    severity: 3
    window: 'PT15M'
    metric: 'TotalRequests'
    aggregation: 'Count'
    operator: 'GreaterThan'
    threshold: 100
    dimensions: [{ name: 'StatusCode', operator: 'Include', values: ['429'] }]
  }
  {
    name: 'cosmos-availability'
    description: 'The database answered less than 99 % of an hour\'s requests.'
    severity: 1
    window: 'PT1H'
    metric: 'ServiceAvailability'
    aggregation: 'Average'
    operator: 'LessThan'
    threshold: 99
    dimensions: []
  }
]
var throughputMetrics = [
  {
    name: 'cosmos-throughput'
    description: 'A partition used more than 80 % of the most throughput that the container scales to.'
    severity: 3
    window: 'PT15M'
    metric: 'NormalizedRUConsumption'
    aggregation: 'Maximum'
    operator: 'GreaterThan'
    threshold: 80
    dimensions: []
  }
]

resource told 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'spine'
    emailReceivers: [
      for (email, index) in emails: { name: 'email ${index + 1}', emailAddress: email, useCommonAlertSchema: true }
    ]
    webhookReceivers: empty(webhookUri) ? [] : [{ name: 'webhook', serviceUri: webhookUri, useCommonAlertSchema: true }]
  }
}

resource queryAlerts 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for alert in alerts: {
    name: 'alert-${alert.name}-${suffix}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: 'Spine: ${alert.name}'
      description: alert.description
      enabled: true
      severity: alert.severity
      scopes: [insightsId]
      evaluationFrequency: alert.frequency
      windowSize: alert.window
      overrideQueryTimeRange: alert.?range
      criteria: {
        allOf: [
          {
            query: queries[alert.query]
            metricMeasureColumn: alert.measure
            timeAggregation: startsWith(alert.operator, 'LessThan') ? 'Minimum' : 'Maximum'
            operator: alert.operator
            threshold: alert.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      autoMitigate: true
      // The tables come into being with the first telemetry.
      skipQueryValidation: true
      actions: { actionGroups: [told.id] }
    }
  }
]

resource partitionSize 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = if (diagnostics) {
  name: 'alert-partition-size-${suffix}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'Spine: partition-size'
    description: 'An organisation\'s documents come near the 20 GB that one partition key may hold.'
    enabled: true
    severity: 2
    scopes: [workspaceId]
    evaluationFrequency: 'PT6H'
    windowSize: 'P1D'
    criteria: {
      allOf: [
        {
          query: loadTextContent('alerts/cosmos/partition_size.kql')
          metricMeasureColumn: 'largest_gb'
          timeAggregation: 'Maximum'
          operator: 'GreaterThan'
          threshold: 14
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    autoMitigate: true
    skipQueryValidation: true
    actions: { actionGroups: [told.id] }
  }
}

resource metricAlerts 'Microsoft.Insights/metricAlerts@2026-01-01' = [
  for alert in concat(metrics, provisionedThroughput ? throughputMetrics : []): {
    name: 'alert-${alert.name}-${suffix}'
    location: 'global'
    tags: tags
    properties: {
      description: alert.description
      enabled: true
      severity: alert.severity
      scopes: [cosmosAccountId]
      evaluationFrequency: 'PT5M'
      windowSize: alert.window
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            name: alert.name
            metricNamespace: 'Microsoft.DocumentDB/databaseAccounts'
            metricName: alert.metric
            timeAggregation: alert.aggregation
            operator: alert.operator
            threshold: alert.threshold
            dimensions: alert.dimensions
          }
        ]
      }
      autoMitigate: true
      actions: [{ actionGroupId: told.id }]
    }
  }
]
