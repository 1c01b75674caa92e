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

@description('The app\'s address, which is asked from outside.')
param appAddress string

@description('Whether the account\'s own logs are kept; without them its refusals and the size of partitions are unknown.')
param diagnostics bool

@description('The workspace that keeps them.')
param workspaceId string

// A path must be constant, hence a line for each query.
var queries = {
  'agenda_p95.kql': loadTextContent('alerts/agenda_p95.kql')
  'agenda_slow.kql': loadTextContent('alerts/agenda_slow.kql')
  'cosmos_throttling.kql': loadTextContent('alerts/cosmos_throttling.kql')
  'errors.kql': loadTextContent('alerts/errors.kql')
  'log_cap.kql': loadTextContent('alerts/log_cap.kql')
  'no_workstreams_found.kql': loadTextContent('alerts/no_workstreams_found.kql')
  'partition_size.kql': loadTextContent('alerts/partition_size.kql')
  'requests_slow.kql': loadTextContent('alerts/requests_slow.kql')
  'stale_share.kql': loadTextContent('alerts/stale_share.kql')
  'sweep_missing.kql': loadTextContent('alerts/sweep_missing.kql')
  'throttled.kql': loadTextContent('alerts/throttled.kql')
  'workstream_errors.kql': loadTextContent('alerts/workstream_errors.kql')
}

var allAlerts = loadJsonContent('alerts/alerts.json').alerts
var alerts = filter(allAlerts, alert => diagnostics || !(alert.?databaseLogs ?? false))

// Standard tests have names of their own for places; these are West Europe, North Europe, East US, Brazil South and
// Southeast Asia. Azure advises five, and to tell where all but two fail.
var places = ['emea-nl-ams-azr', 'emea-gb-db3-azr', 'us-va-ash-azr', 'latam-br-gru-edge', 'apac-sg-sin-azr']

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
      scopes: [alert.?scope == 'workspace' ? workspaceId : insightsId]
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
            failingPeriods: {
              numberOfEvaluationPeriods: alert.?periods.of ?? 1
              minFailingPeriodsToAlert: alert.?periods.failing ?? 1
            }
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

resource databaseAvailability 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: 'alert-cosmos-availability-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    description: 'The database answered less than 99 % of an hour\'s requests.'
    enabled: true
    severity: 1
    scopes: [cosmosAccountId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT1H'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          criterionType: 'StaticThresholdCriterion'
          name: 'cosmos-availability'
          metricNamespace: 'Microsoft.DocumentDB/databaseAccounts'
          metricName: 'ServiceAvailability'
          timeAggregation: 'Average'
          operator: 'LessThan'
          threshold: 99
          dimensions: []
        }
      ]
    }
    autoMitigate: true
    actions: [{ actionGroupId: told.id }]
  }
}

// From outside: whatever lies between a caller and the database, the other rules see only what reaches the host.
resource readyTest 'Microsoft.Insights/webtests@2022-06-15' = {
  name: 'ready-${suffix}'
  location: location
  // The tag joins the test to its Application Insights; without it the test is refused.
  tags: union(tags, { 'hidden-link:${insightsId}': 'Resource' })
  kind: 'standard'
  properties: {
    SyntheticMonitorId: 'ready-${suffix}'
    Name: 'ready-${suffix}'
    Description: 'GET /ready, which asks the database once.'
    Enabled: true
    Kind: 'standard'
    Frequency: 300
    Timeout: 30
    RetryEnabled: true
    Locations: [for place in places: { Id: place }]
    Request: {
      RequestUrl: '${appAddress}/ready'
      HttpVerb: 'GET'
      FollowRedirects: false
      ParseDependentRequests: false
    }
    ValidationRules: { ExpectedHttpStatusCode: 200, SSLCheck: true }
  }
}

resource availability 'Microsoft.Insights/metricAlerts@2026-01-01' = {
  name: 'alert-availability-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    description: 'Three of five places on earth get no answer from /ready.'
    enabled: true
    severity: 1
    scopes: [readyTest.id, insightsId]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: readyTest.id
      componentId: insightsId
      failedLocationCount: length(places) - 2
    }
    autoMitigate: true
    actions: [{ actionGroupId: told.id }]
  }
}
