// What is known of the service: one workspace, Application Insights on it, and the workbook.

@description('Where the resources are.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Ends every name; the same for the whole deployment.')
param suffix string

@description('The name of Application Insights, which the app looks up.')
param insightsName string

@description('How many days logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int

@description('How many GB of logs a day are taken at most; -1 is no limit.')
@minValue(-1)
@maxValue(100)
param logDailyQuotaGb int

@description('The app\'s user-assigned identity.')
param identityName string

var monitoringMetricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = { name: identityName }

resource workspace 'Microsoft.OperationalInsights/workspaces@2026-03-01' = {
  name: 'log-${suffix}'
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: logRetentionDays
    workspaceCapping: { dailyQuotaGb: logDailyQuotaGb }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: insightsName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    // The host sends as the app's identity. The exporter of business events sends with the instrumentation key alone,
    // and with local authentication off every event would be refused.
    DisableLocalAuth: false
  }
}

resource metricsPublisher 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(insights.id, identity.id, monitoringMetricsPublisher)
  scope: insights
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', monitoringMetricsPublisher)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'workbook')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Spine'
    category: 'workbook'
    sourceId: insights.id
    version: '1.0'
    serializedData: string(loadJsonContent('workbook.json'))
  }
}

@description('The id of the Log Analytics workspace.')
output workspaceId string = workspace.id

@description('The id of Application Insights.')
output insightsId string = insights.id
