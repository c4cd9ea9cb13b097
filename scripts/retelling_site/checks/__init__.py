"""What a build checks before anything is published, one check a file.

Each check takes the whole site and gives faults; those of the text need the rendered texts, those before it do not.
"""
