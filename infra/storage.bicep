// What the Functions host keeps: keys, the timer's lock, the deployed package and its own diagnostics. No shared key
// opens it.

@description('Where the resources are.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('The account\'s name.')
@minLength(3)
@maxLength(24)
param name string

@description('Whether the account is spread over the zones of its region.')
param zoneRedundant bool

@description('Whether the account can be reached over private endpoints alone.')
param privateNetworking bool

@description('The app\'s user-assigned identity.')
param identityName string

var storageBlobDataOwner = 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
var storageTableDataContributor = '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = { name: identityName }

resource storage 'Microsoft.Storage/storageAccounts@2026-04-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS' }
  properties: {
    accessTier: 'Hot'
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    supportsHttpsTrafficOnly: true
    minimumTlsVersion: 'TLS1_2'
    publicNetworkAccess: privateNetworking ? 'Disabled' : 'Enabled'
    networkAcls: { defaultAction: privateNetworking ? 'Deny' : 'Allow', bypass: 'None' }
  }
}

resource blobs 'Microsoft.Storage/storageAccounts/blobServices@2026-04-01' = {
  parent: storage
  name: 'default'
}

resource packages 'Microsoft.Storage/storageAccounts/blobServices/containers@2026-04-01' = {
  parent: blobs
  name: 'packages'
  properties: { publicAccess: 'None' }
}

// Timers and keys need blobs alone. The host writes events on itself to a table, and without the second role tells the
// log of each attempt (azure-functions-host#10995).
resource roles 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in [storageBlobDataOwner, storageTableDataContributor]: {
    name: guid(storage.id, identity.id, role)
    scope: storage
    properties: {
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
      principalId: identity.properties.principalId
      principalType: 'ServicePrincipal'
    }
  }
]

@description('The id of the account.')
output accountId string = storage.id

@description('The name of the account.')
output accountName string = storage.name

@description('The address of its blobs.')
output blobEndpoint string = storage.properties.primaryEndpoints.blob

@description('The address of its tables.')
output tableEndpoint string = storage.properties.primaryEndpoints.table

@description('The container that takes the deployed package.')
output packagesName string = packages.name
