"""The site: pages and downloads made from the catalogue, and what a built site still needs.

``pages`` and ``downloads`` know the catalogue and never MkDocs; ``plugin`` and ``export`` are two thin
shells over them, one for MkDocs with our plugin, one for any other builder; ``finish`` takes the built files.
"""
