using '../main.bicep'

param environmentName = 'spine-private'
param stage = 'dev'
param privateNetworking = true
