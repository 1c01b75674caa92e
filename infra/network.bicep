// Private networking: the app's subnet, and private endpoints with their names for Cosmos DB, the host's blobs and its tables.

@description('Where the resources are.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Ends every name; the same for the whole deployment.')
param suffix string

@description('The addresses of the network, at least a /25: one half is the app\'s, the other the endpoints\'.')
param addressPrefix string

@description('The Cosmos DB account.')
param cosmosAccountId string

@description('The host\'s storage account.')
param storageAccountId string

var endpoints = [
  { name: 'cosmos', resourceId: cosmosAccountId, group: 'Sql', zone: 'privatelink.documents.azure.com' }
  {
    name: 'blob'
    resourceId: storageAccountId
    group: 'blob'
    zone: 'privatelink.blob.${environment().suffixes.storage}'
  }
  {
    name: 'table'
    resourceId: storageAccountId
    group: 'table'
    zone: 'privatelink.table.${environment().suffixes.storage}'
  }
]
var half = parseCidr(addressPrefix).cidr + 1

resource network 'Microsoft.Network/virtualNetworks@2025-09-01' = {
  name: 'vnet-${suffix}'
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: [addressPrefix] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, half, 0)
          delegations: [{ name: 'functions', properties: { serviceName: 'Microsoft.App/environments' } }]
          // The app talks to Entra ID and Application Insights over the internet.
          defaultOutboundAccess: true
        }
      }
      {
        name: 'endpoints'
        properties: { addressPrefix: cidrSubnet(addressPrefix, half, 1), defaultOutboundAccess: false }
      }
    ]
  }

  resource appSubnet 'subnets' existing = { name: 'app' }

  resource endpointSubnet 'subnets' existing = { name: 'endpoints' }
}

// A subnet takes one change at a time.
@batchSize(1)
module endpoint 'endpoint.bicep' = [
  for one in endpoints: {
    params: {
      location: location
      tags: tags
      name: 'pep-${one.name}-${suffix}'
      resourceId: one.resourceId
      group: one.group
      zoneName: one.zone
      networkId: network.id
      subnetId: network::endpointSubnet.id
    }
  }
]

@description('The subnet that the app sends from.')
output appSubnetId string = network::appSubnet.id
