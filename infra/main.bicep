// Spine in one resource group. Deploying it a second time changes nothing.

targetScope = 'resourceGroup'

import { EasyAuth } from 'easy-auth.bicep'

@minLength(36)
@maxLength(36)
type PrincipalId = string

@minLength(3)
@maxLength(254)
type Email = string

@description('What the resource group may cost in a month, and who is told.')
@sealed()
type Budget = {
  @description('The amount, in the currency of the subscription\'s bills.')
  @minValue(1)
  amount: int

  @description('First day of its first month, as 2026-12-01: no past month, and never to be changed.')
  @minLength(10)
  @maxLength(10)
  startDate: string

  @description('Who is told at 80 % of the amount, and when the whole of it is forecast.')
  @minLength(1)
  @maxLength(50)
  contactEmails: Email[]
}

@description('The environment\'s name; azd finds its resources by this tag.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('What the environment is for; a part of every name.')
@allowed(['dev', 'prod'])
param stage string

@description('Where everything is.')
@minLength(1)
@maxLength(64)
param location string = resourceGroup().location

@description('Object ids of the people and pipelines that run `python -m spine` against this database from a desk.')
@maxLength(50)
param operatorPrincipalIds PrincipalId[] = []

@description('The most RU/s, in thousands, that the container scales to; without it the account is serverless, for good.')
@minValue(1000)
@maxValue(1000000)
param autoscaleMaxThroughput int?

@description('How far back the database can be restored; thirty days are paid for.')
@allowed(['Continuous7Days', 'Continuous30Days'])
param backupTier string = 'Continuous7Days'

@description('Whether database, storage and plan are spread over zones. Not every region can; it stays so.')
param zoneRedundant bool = false

@description('Memory of an instance in MB.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int = 2048

@description('How many instances there are at most.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('How many instances for HTTP are always there; each is paid for. None, or two at least, where zoneRedundant.')
@minValue(0)
@maxValue(20)
param alwaysReadyInstances int = 0

@description('How many HTTP requests one instance answers at once, each on a thread of its own.')
@minValue(1)
@maxValue(32)
param httpConcurrency int = 16

@description('Whether agendas are planned from workstreams; false is the kill switch.')
param useMacroPlan bool = true

@description('How agendas are planned where a request does not say.')
@allowed(['auto', 'strict', 'off'])
param macroDefaultMode string = 'auto'

@description('The organisation of a request that names none.')
@minLength(1)
@maxLength(128)
param defaultOrgId string = 'org_demo'

@description('The time zone of organisations that have none of their own, by its IANA name.')
@minLength(1)
@maxLength(64)
param defaultTimeZone string = 'UTC'

@description('After how many days without a change a workstream is stale.')
@minValue(1)
@maxValue(3650)
param staleAfterDays int = 14

@description('When the stale sweep goes on: NCRONTAB of six fields, UTC.')
@minLength(11)
@maxLength(100)
param staleSweepSchedule string = '0 0 * * * *'

@description('How many RU/s the sweep takes at most.')
@minValue(1)
@maxValue(1000000)
param sweepRuPerSecond int = 300

@description('After how many days a snapshot of an organisation is deleted; 0 keeps all.')
@minValue(0)
@maxValue(3650)
param snapshotRetentionDays int = 0

@description('After how many days without use a stored agenda is deleted; 0 keeps all.')
@minValue(0)
@maxValue(3650)
param proposalRetentionDays int = 0

@description('Origins of browsers\' pages that may call the app, as https://example.org.')
@maxLength(50)
param corsOrigins string[] = []

@description('Sign-in by Entra ID in front of the app, in place of function keys.')
param easyAuth EasyAuth?

@description('Whether database and storage can be reached over private endpoints alone.')
param privateNetworking bool = false

@description('The addresses of the private network, at least a /25.')
@minLength(9)
@maxLength(18)
param networkAddressPrefix string = '10.20.0.0/24'

@description('How many days logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('How many GB of logs a day are taken at most; -1 is no limit. What it is enough for: docs/operations.md#limits-and-capacity.')
@minValue(-1)
@maxValue(100)
param logDailyQuotaGb int = 1

@description('Whether the database\'s own logs are kept too, which the alert on large partitions needs.')
param databaseDiagnostics bool = false

@description('Whether anybody is told when something goes wrong.')
param alertsEnabled bool = false

@description('E-mail addresses that alerts go to.')
@maxLength(50)
param alertEmails Email[] = []

@description('A webhook that alerts go to as well; empty is none.')
@minLength(0)
@maxLength(2000)
@secure()
param alertWebhookUri string = ''

@description('Whether the database is locked against deletion.')
param deleteLock bool = false

@description('A budget for the resource group; without it there is none.')
param budget Budget?

var tags = { 'azd-env-name': environmentName, app: 'spine', environment: stage }
var unique = uniqueString(resourceGroup().id)
var suffix = 'spine-${stage}-${unique}'
var insightsName = 'appi-${suffix}'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-${suffix}'
  location: location
  tags: tags
}

module monitoring 'monitoring.bicep' = {
  params: {
    location: location
    tags: tags
    suffix: suffix
    insightsName: insightsName
    logRetentionDays: logRetentionDays
    logDailyQuotaGb: logDailyQuotaGb
    identityName: identity.name
  }
}

module data 'data.bicep' = {
  params: {
    location: location
    tags: tags
    suffix: suffix
    identityName: identity.name
    operatorPrincipalIds: union([], operatorPrincipalIds)
    autoscaleMaxThroughput: (autoscaleMaxThroughput ?? 0) % 1000 != 0
      ? fail('autoscaleMaxThroughput goes in thousands.')
      : autoscaleMaxThroughput
    backupTier: backupTier
    zoneRedundant: zoneRedundant
    privateNetworking: privateNetworking
    deleteLock: deleteLock
    diagnostics: databaseDiagnostics
    workspaceId: monitoring.outputs.workspaceId
  }
}

module storage 'storage.bicep' = {
  params: {
    location: location
    tags: tags
    name: 'stspine${stage}${unique}'
    zoneRedundant: zoneRedundant
    privateNetworking: privateNetworking
    identityName: identity.name
  }
}

module network 'network.bicep' = if (privateNetworking) {
  params: {
    location: location
    tags: tags
    suffix: suffix
    addressPrefix: parseCidr(networkAddressPrefix).cidr > 25
      ? fail('networkAddressPrefix is too small: a /25 at least.')
      : networkAddressPrefix
    cosmosAccountId: data.outputs.accountId
    storageAccountId: storage.outputs.accountId
  }
}

module app 'app.bicep' = {
  params: {
    location: location
    tags: tags
    suffix: suffix
    identityName: identity.name
    insightsName: insightsName
    storageName: storage.outputs.accountName
    blobEndpoint: storage.outputs.blobEndpoint
    tableEndpoint: storage.outputs.tableEndpoint
    packagesName: storage.outputs.packagesName
    subnetId: network.?outputs.appSubnetId
    zoneRedundant: zoneRedundant
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyInstances: zoneRedundant && alwaysReadyInstances == 1
      ? fail('alwaysReadyInstances is 0, or at least 2 where zoneRedundant.')
      : min(alwaysReadyInstances, maximumInstanceCount)
    httpConcurrency: httpConcurrency
    corsOrigins: contains(corsOrigins, '*') || !empty(filter(corsOrigins, origin => endsWith(origin, '/')))
      ? fail('corsOrigins: each as https://example.org, without a last slash, and no *.')
      : corsOrigins
    easyAuth: easyAuth
    spineSettings: {
      USE_MACRO_PLAN: string(useMacroPlan)
      MACRO_DEFAULT_MODE: macroDefaultMode
      DEFAULT_ORG_ID: contains(defaultOrgId, ' ') || contains(defaultOrgId, '/')
        ? fail('defaultOrgId: letters, digits, _ . : - alone.')
        : defaultOrgId
      DEFAULT_TIME_ZONE: defaultTimeZone
      SPINE_STORE: 'cosmos'
      COSMOS_ENDPOINT: data.outputs.endpoint
      COSMOS_DATABASE: data.outputs.databaseName
      COSMOS_CONTAINER: data.outputs.containerName
      STALE_AFTER_DAYS: string(staleAfterDays)
      STALE_SWEEP_SCHEDULE: length(split(staleSweepSchedule, ' ')) != 6
        ? fail('staleSweepSchedule has six fields, as 0 0 * * * *.')
        : staleSweepSchedule
      SWEEP_RU_PER_SECOND: string(sweepRuPerSecond)
      SNAPSHOT_RETENTION_DAYS: string(snapshotRetentionDays)
      PROPOSAL_RETENTION_DAYS: string(proposalRetentionDays)
    }
  }
}

module alerts 'alerts.bicep' = if (alertsEnabled) {
  params: {
    location: location
    tags: tags
    suffix: suffix
    emails: empty(alertEmails) && empty(alertWebhookUri)
      ? fail('alertsEnabled needs alertEmails or alertWebhookUri: alerts would reach nobody.')
      : alertEmails
    webhookUri: alertWebhookUri
    insightsId: monitoring.outputs.insightsId
    cosmosAccountId: data.outputs.accountId
    appAddress: app.outputs.address
    diagnostics: databaseDiagnostics
    workspaceId: monitoring.outputs.workspaceId
  }
}

resource monthly 'Microsoft.Consumption/budgets@2026-06-01' = if (budget != null) {
  name: 'budget-${suffix}'
  properties: {
    category: 'Cost'
    amount: budget!.amount
    timeGrain: 'Monthly'
    timePeriod: {
      startDate: endsWith(budget!.startDate, '-01')
        ? budget!.startDate
        : fail('budget.startDate is the first day of a month.')
    }
    notifications: {
      spent: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 80
        thresholdType: 'Actual'
        contactEmails: budget!.contactEmails
      }
      forecast: {
        enabled: true
        operator: 'GreaterThanOrEqualTo'
        threshold: 100
        thresholdType: 'Forecasted'
        contactEmails: budget!.contactEmails
      }
    }
  }
}

@description('The app\'s name; azd and `az functionapp` take it.')
output SERVICE_API_NAME string = app.outputs.name

@description('The app\'s addresses, as azd shows them.')
output SERVICE_API_ENDPOINTS string[] = [app.outputs.address]

@description('The client id of the app\'s identity.')
output SERVICE_API_IDENTITY_CLIENT_ID string = identity.properties.clientId

@description('The principal of the app\'s identity, which a federated credential of an app registration names.')
output SERVICE_API_IDENTITY_PRINCIPAL_ID string = identity.properties.principalId

@description('The database account; with the two names below it is what `python -m spine` reads at a desk.')
output COSMOS_ENDPOINT string = data.outputs.endpoint

@description('The database\'s name.')
output COSMOS_DATABASE string = data.outputs.databaseName

@description('The container\'s name.')
output COSMOS_CONTAINER string = data.outputs.containerName

@description('The name of Application Insights.')
output APPLICATIONINSIGHTS_NAME string = insightsName
