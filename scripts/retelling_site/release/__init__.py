"""The last step: what is made of a finished site before it is put in its place."""
