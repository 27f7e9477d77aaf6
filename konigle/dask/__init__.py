"""Contacts of Dask data frames; needs the extra `dask`."""
