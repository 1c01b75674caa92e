using '../main.bicep'

param environmentName = 'spine-locked'
param stage = 'dev'
param deleteLock = true
param operatorPrincipalIds = ['55555555-5555-5555-5555-555555555555']
