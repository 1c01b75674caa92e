using 'main.bicep'

// What costs money by the hour is off: serverless, nothing always ready, no alerts, no lock. `azd up` gives its
// environment's name and who is signed in; without azd the first is spine-dev and nobody else reads the database.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'spine-dev')
param stage = 'dev'
param operatorPrincipalIds = any(filter(split(readEnvironmentVariable('AZURE_PRINCIPAL_ID', ''), ','), id => !empty(id)))
