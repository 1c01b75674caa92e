// What is kept: the Cosmos DB account, its database and container, and who may read and write them.

@description('Where the resources are.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Ends every name; the same for the whole deployment.')
param suffix string

@description('The app\'s user-assigned identity, which reads and writes documents.')
param identityName string

@description('Who else does: people and pipelines that run the CLI from a desk.')
param operatorPrincipalIds string[]

@description('The most RU/s that the container scales to, from a tenth of it. Without it the account is serverless.')
@minValue(1000)
@maxValue(1000000)
param autoscaleMaxThroughput int?

@description('How far back the account can be restored: seven days cost nothing.')
@allowed(['Continuous7Days', 'Continuous30Days'])
param backupTier string

@description('Whether the account is spread over the zones of its region, which not every region allows.')
param zoneRedundant bool

@description('Whether the account can be reached over private endpoints alone.')
param privateNetworking bool

@description('Whether the account is locked against deletion.')
param deleteLock bool

@description('Whether the account\'s own logs are kept.')
param diagnostics bool

@description('The workspace that keeps them.')
param workspaceId string

// Cosmos DB Built-in Data Contributor: documents, queries and metadata; it may make no database and no container.
var dataContributor = '00000000-0000-0000-0000-000000000002'
var serverless = autoscaleMaxThroughput == null

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = { name: identityName }

resource account 'Microsoft.DocumentDB/databaseAccounts@2026-03-15' = {
  name: 'cosmos-${suffix}'
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    locations: [{ locationName: location, failoverPriority: 0, isZoneRedundant: zoneRedundant }]
    consistencyPolicy: { defaultConsistencyLevel: 'Session' }
    capabilities: serverless ? [{ name: 'EnableServerless' }] : []
    backupPolicy: { type: 'Continuous', continuousModeProperties: { tier: backupTier } }
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: privateNetworking ? 'Disabled' : 'Enabled'
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2026-03-15' = {
  parent: account
  name: 'spine'
  tags: tags
  properties: {
    resource: { id: 'spine' }
    options: {}
  }
}

resource container 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2026-03-15' = {
  parent: database
  name: 'spine'
  tags: tags
  properties: {
    resource: {
      id: 'spine'
      partitionKey: { paths: ['/org_id'], kind: 'Hash', version: 2 }
      indexingPolicy: loadJsonContent('cosmos-index-policy.json')
      // On without a default: only a document that names its own lifetime ends.
      defaultTtl: -1
    }
    options: serverless ? {} : { autoscaleSettings: { maxThroughput: autoscaleMaxThroughput! } }
  }
}

// At the database: at a container's scope the SDK may not read the database's metadata. One after the other, and after
// the container, because the account takes one change at a time.
resource appRole 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2026-03-15' = {
  parent: account
  name: guid(database.id, identity.id, dataContributor)
  properties: {
    roleDefinitionId: '${account.id}/sqlRoleDefinitions/${dataContributor}'
    principalId: identity.properties.principalId
    scope: '${account.id}/dbs/${database.name}'
  }
  dependsOn: [container]
}

@batchSize(1)
resource operatorRole 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2026-03-15' = [
  for principalId in operatorPrincipalIds: {
    parent: account
    name: guid(database.id, principalId, dataContributor)
    properties: {
      roleDefinitionId: '${account.id}/sqlRoleDefinitions/${dataContributor}'
      principalId: principalId
      scope: '${account.id}/dbs/${database.name}'
    }
    dependsOn: [appRole]
  }
]

// Newer than 2016-09-01 there are previews alone, and that one knows no tables of their own for a service.
#disable-next-line use-recent-api-versions
resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (diagnostics) {
  name: 'to-workspace'
  scope: account
  properties: {
    workspaceId: workspaceId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [
      // Not the logs with a row for each request: they would fill the daily quota, and then every alert is blind. Those
      // of five minutes have a row for each kind of request.
      for category in ['PartitionKeyStatistics', 'DataPlaneRequests5M', 'ControlPlaneRequests']: {
        category: category
        enabled: true
      }
    ]
  }
}

resource lock 'Microsoft.Authorization/locks@2020-05-01' = if (deleteLock) {
  name: 'keep-the-data'
  scope: account
  properties: {
    level: 'CanNotDelete'
    notes: 'Everything that Spine knows is here. Remove this lock before you delete the account.'
  }
  dependsOn: [appRole, operatorRole]
}

@description('The id of the account.')
output accountId string = account.id

@description('The address of the account.')
output endpoint string = account.properties.documentEndpoint

@description('The name of the database.')
output databaseName string = database.name

@description('The name of the container.')
output containerName string = container.name
