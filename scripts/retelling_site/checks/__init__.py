"""What a build checks before anything is published, one check a file."""
