using '../main.bicep'

param environmentName = 'spine-budget'
param stage = 'dev'
param budget = {
  amount: 50
  startDate: '2026-12-01'
  contactEmails: ['spine-operators@example.com']
}
