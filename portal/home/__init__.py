"""The first page, the page behind a reference number, and whether the portal is well."""
