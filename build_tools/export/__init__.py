"""Export: an edition becomes files for other programs."""
