using 'main.bicep'

// What costs money by the hour is off: serverless, nothing always ready, no alerts, no lock.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'spine-dev')
param stage = 'dev'
