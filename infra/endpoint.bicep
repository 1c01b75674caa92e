// One private endpoint, with the name that the app finds it by.

@description('Where the endpoint is.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('The endpoint\'s name.')
param name string

@description('The resource that is reached through it.')
param resourceId string

@description('Which of the resource\'s services: Sql, blob or table.')
@allowed(['Sql', 'blob', 'table'])
param group string

@description('The zone of the private DNS that names it.')
param zoneName string

@description('The network that asks the zone.')
param networkId string

@description('The subnet that the endpoint stands in.')
param subnetId string

resource endpoint 'Microsoft.Network/privateEndpoints@2025-09-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    subnet: { id: subnetId }
    privateLinkServiceConnections: [
      { name: group, properties: { privateLinkServiceId: resourceId, groupIds: [group] } }
    ]
  }

  resource names 'privateDnsZoneGroups' = {
    name: 'default'
    properties: { privateDnsZoneConfigs: [{ name: group, properties: { privateDnsZoneId: zone.id } }] }
    dependsOn: [zone::link]
  }
}

resource zone 'Microsoft.Network/privateDnsZones@2024-06-01' = {
  name: zoneName
  location: 'global'
  tags: tags

  resource link 'virtualNetworkLinks' = {
    name: 'network'
    location: 'global'
    tags: tags
    properties: { registrationEnabled: false, virtualNetwork: { id: networkId } }
  }
}
