"""What the cells of a contracts register must look like: pure, without files, Flask or the store.

The importer’s side (portal/register/validation) holds any council’s file to it, publishing holds our own.
"""
