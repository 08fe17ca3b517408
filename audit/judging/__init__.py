"""What is known of a translation when its English source is at hand."""
