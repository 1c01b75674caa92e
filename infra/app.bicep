// What runs: the Flex Consumption plan, the Function App with its settings, and sign-in in front of it.

import { EasyAuth } from 'easy-auth.bicep'

@description('Where the resources are.')
param location string

@description('Tags of every resource.')
param tags { *: string }

@description('Ends every name; the same for the whole deployment.')
param suffix string

@description('The app\'s user-assigned identity.')
param identityName string

@description('Application Insights.')
param insightsName string

@description('The storage account of the host and of the package.')
@minLength(3)
@maxLength(24)
param storageName string

@description('The address of the host\'s blobs.')
param blobEndpoint string

@description('The address of the host\'s tables.')
param tableEndpoint string

@description('The container that takes the deployed package.')
param packagesName string

@description('The subnet that the app sends from; without it the app has no network of its own.')
param subnetId string?

@description('Whether the plan is spread over the zones of its region.')
param zoneRedundant bool

@description('Memory of an instance in MB.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int

@description('How many instances there are at most.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int

@description('How many instances for HTTP are always there; each is paid for.')
@minValue(0)
@maxValue(20)
param alwaysReadyInstances int

@description('How many HTTP requests one instance answers at once, each on a thread of its own.')
@minValue(1)
@maxValue(32)
param httpConcurrency int

@description('Origins of browsers\' pages that may call the app.')
param corsOrigins string[]

@description('Sign-in in front of the app; without it callers have function keys.')
param easyAuth EasyAuth?

@description('Spine\'s own settings, by the name of the environment variable.')
param spineSettings { *: string }

var python = '3.13'

// Easy Auth lets these through; they are the app's anonymous endpoints. All but '/', which only leads to '/console': were it
// matched as a prefix, it would let everything through.
var anonymousPaths = [
  '/health'
  '/ready'
  '/openapi.json'
  '/docs'
  '/docs/*'
  '/console'
  '/console/*'
]

// The app signs in to Entra ID with a token of its identity where there would else be a client secret.
var federatedSetting = 'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID'

// For the Functions host, its worker and the telemetry libraries. The runtime and its version stand in
// functionAppConfig, and settings of other plans are refused or ignored here.
var hostSettings = {
  // By the address alone some hosts fail while they start (azure-functions-host#11787): the name is the way out.
  AzureWebJobsStorage__accountName: storageName
  AzureWebJobsStorage__blobServiceUri: blobEndpoint
  AzureWebJobsStorage__tableServiceUri: tableEndpoint
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identity.properties.clientId
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.properties.clientId};Authorization=AAD'
  APPLICATIONINSIGHTS_STATSBEAT_DISABLED_ALL: 'true'
  PYTHON_THREADPOOL_THREAD_COUNT: string(httpConcurrency)
}

var accessSettings = easyAuth == null
  ? { SPINE_HTTP_AUTH: 'function' }
  : {
      SPINE_HTTP_AUTH: 'anonymous'
      SPINE_REQUIRE_ORG_CLAIM: string(easyAuth!.requireOrgClaim)
      SPINE_ORG_CLAIM: easyAuth!.?orgClaim ?? 'org_id'
      '${federatedSetting}': identity.properties.clientId
    }

var identitySettings = {
  AZURE_CLIENT_ID: identity.properties.clientId
  APPLICATIONINSIGHTS_CONNECTION_STRING: insights.properties.ConnectionString
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' existing = { name: identityName }

resource insights 'Microsoft.Insights/components@2020-02-02' existing = { name: insightsName }

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: 'plan-${suffix}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true, zoneRedundant: zoneRedundant }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: 'func-${suffix}'
  location: location
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: 'functionapp,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    publicNetworkAccess: 'Enabled'
    virtualNetworkSubnetId: subnetId
    functionAppConfig: {
      runtime: { name: 'python', version: python }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${blobEndpoint}${packagesName}'
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identity.id }
        }
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyInstances > 0 ? [{ name: 'http', instanceCount: alwaysReadyInstances }] : []
        triggers: { http: { perInstanceConcurrency: httpConcurrency } }
      }
    }
    // Flex refuses ftpsState, linuxFxVersion, alwaysOn and others here, with error 51021.
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      http20Enabled: true
      cors: { allowedOrigins: corsOrigins, supportCredentials: false }
      appSettings: map(
        items(union(hostSettings, spineSettings, identitySettings, accessSettings)),
        setting => { name: setting.key, value: setting.value }
      )
    }
  }

  // A site takes one change at a time, hence the chain.
  resource scmPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource ftpPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
    dependsOn: [scmPassword]
  }

  // Without sign-in it is switched off here, so that a deployment without the parameter takes it away.
  resource signIn 'config' = {
    name: 'authsettingsV2'
    dependsOn: [ftpPassword]
    properties: easyAuth == null
      ? { platform: { enabled: false } }
      : {
          platform: { enabled: true, runtimeVersion: '~1' }
          globalValidation: {
            requireAuthentication: true
            unauthenticatedClientAction: 'Return401'
            excludedPaths: anonymousPaths
          }
          httpSettings: { requireHttps: true }
          identityProviders: {
            azureActiveDirectory: {
              enabled: true
              registration: {
                openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
                clientId: easyAuth!.clientId
                clientSecretSettingName: federatedSetting
              }
              validation: {
                allowedAudiences: [easyAuth!.clientId, 'api://${easyAuth!.clientId}']
                defaultAuthorizationPolicy: {
                  allowedApplications: union([easyAuth!.clientId], easyAuth!.?allowedClientIds ?? [])
                }
              }
            }
          }
          login: { tokenStore: { enabled: false } }
        }
  }
}

@description('The app\'s name.')
output name string = app.name

@description('The app\'s address.')
output address string = 'https://${app.properties.defaultHostName}'
