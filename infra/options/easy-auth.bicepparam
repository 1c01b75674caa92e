using '../main.bicep'

param environmentName = 'spine-sign-in'
param stage = 'dev'
param easyAuth = {
  clientId: '33333333-3333-3333-3333-333333333333'
  allowedClientIds: ['44444444-4444-4444-4444-444444444444']
  requireOrgClaim: true
}
param corsOrigins = ['https://agenda.example.com']
