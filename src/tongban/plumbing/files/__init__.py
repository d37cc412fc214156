"""Content-addressed files, checked by their structure before they are kept.

`storing` keeps, opens and verifies; `checking` says what a file really is; `naming` cleans
hostile names; `pdfium` is the only door to PDFium.
"""
