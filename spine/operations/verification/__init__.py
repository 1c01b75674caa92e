"""Whether a deployment works: smoke tests over HTTP, in an organisation of their own."""
