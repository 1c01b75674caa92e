"""Why an app is not served."""


class CannotServe(Exception):
    """Something keeps the app from being served; the text is the line that says what."""


class IndexingError(CannotServe):
    """The worker could not index the app; in Azure the app would then have no functions at all."""
