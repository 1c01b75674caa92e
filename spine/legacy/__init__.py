"""What exists only because of the service that Spine replaces. After cut-over, delete this folder."""
