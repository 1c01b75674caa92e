using 'main.bicep'

// SPINE_ALERT_EMAIL has no default: alerts that reach nobody are worse than a deployment that stops.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'spine-prod')
param stage = 'prod'
param operatorPrincipalIds = any(filter(
  map(split(readEnvironmentVariable('SPINE_OPERATOR_PRINCIPAL_IDS', ''), ','), id => trim(id)),
  id => !empty(id)
))
param autoscaleMaxThroughput = 4000
param backupTier = 'Continuous30Days'
param alwaysReadyInstances = 1
param maximumInstanceCount = 100
param logRetentionDays = 90
param logDailyQuotaGb = 10
param databaseDiagnostics = true
param alertsEnabled = true
param alertEmails = filter(
  map(split(readEnvironmentVariable('SPINE_ALERT_EMAIL'), ','), address => trim(address)),
  address => !empty(address)
)
param deleteLock = true
