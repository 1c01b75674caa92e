using 'main.bicep'

// What costs money by the hour is off: serverless, nothing always ready, no alerts, no lock. `azd up` gives its
// environment's name and who is signed in; without azd the first is spine-dev.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'spine-dev')
param stage = 'dev'
param operatorPrincipalIds = any(filter(
  map(
    split(
      '${readEnvironmentVariable('AZURE_PRINCIPAL_ID', '')},${readEnvironmentVariable('SPINE_OPERATOR_PRINCIPAL_IDS', '')}',
      ','
    ),
    id => trim(id)
  ),
  id => !empty(id)
))
