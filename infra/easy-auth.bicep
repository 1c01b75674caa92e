// What the template needs to know of Easy Auth. No secret: the app signs in to Entra ID as its own managed identity.

@export()
@description('Sign-in by Entra ID in front of the app, in place of function keys.')
@sealed()
type EasyAuth = {
  @description('The client id of the app registration that callers get tokens for.')
  @minLength(36)
  @maxLength(36)
  clientId: string

  @description('Client ids of the other applications whose tokens are accepted.')
  @maxLength(100)
  allowedClientIds: ClientId[]?

  @description('Whether a caller\'s token must name the organisations that it may touch.')
  requireOrgClaim: bool

  @description('The claim that names them, beside app roles org:<id>.')
  @minLength(1)
  @maxLength(128)
  orgClaim: string?
}

@minLength(36)
@maxLength(36)
type ClientId = string
