using '../main.bicep'

param environmentName = 'spine-autoscale'
param stage = 'dev'
param autoscaleMaxThroughput = 1000
