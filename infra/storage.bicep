// What the Functions host keeps: keys, the timer's lock and the deployed package. No shared key opens it.

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

// Blobs alone: timers and keys need no queue and no table.
resource blobOwner 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storage.id, identity.id, storageBlobDataOwner)
  scope: storage
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageBlobDataOwner)
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

@description('The id of the account.')
output accountId string = storage.id

@description('The name of the account.')
output accountName string = storage.name

@description('The address of its blobs.')
output blobEndpoint string = storage.properties.primaryEndpoints.blob

@description('The container that takes the deployed package.')
output packagesName string = packages.name
