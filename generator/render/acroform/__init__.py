"""AcroForm: the fields of a PDF form, written with pydyf before the file is.

WeasyPrint says where each field stands and where it is read (its place in the tag tree). Its own fields lack an
accessible name, a simple font, appearances and off states, and name a field « a.b » in one piece (PDF 32000-1,
12.7.3.2 wants a hierarchy): `fields.py` writes them anew, `appearances.py` draws them, `script.js` counts.
"""
