using 'main.bicep'

param environmentName = 'spine-prod'
param stage = 'prod'
param autoscaleMaxThroughput = 4000
param backupTier = 'Continuous30Days'
param alwaysReadyInstances = 1
param maximumInstanceCount = 100
param logRetentionDays = 90
param logDailyQuotaGb = 5
param databaseDiagnostics = true
param alertsEnabled = true
param alertEmails = ['spine-operators@example.com']
param deleteLock = true
